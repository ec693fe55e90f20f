const SHOWN_FOR_MS = 3600;

/** Short notes over the chat; one at a time, read out politely. */
export function createToasts(root) {
  let timer;
  return {
    show(text) {
      clearTimeout(timer);
      const toast = document.createElement("p");
      toast.className = "toast";
      toast.textContent = text;
      root.replaceChildren(toast);
      timer = setTimeout(() => root.replaceChildren(), SHOWN_FOR_MS);
    },
  };
}
