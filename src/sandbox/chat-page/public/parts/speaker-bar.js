import { fullName } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { firstWords } from "./message-words.js";

/** Over the message field: in a group who speaks, and which message the words answer. */
export function createSpeakerBar({ actions }) {
  const select = h("select", { class: "speaker-select", "aria-label": "Who speaks" });
  const speaker = h("label", { class: "speaker" }, h("span", {}, "Speaking as"), select);
  const quote = h("span", { class: "reply-quote", dir: "auto" });
  const cancel = h(
    "button",
    { type: "button", class: "plain-button", "aria-label": "Do not answer this message" },
    icon("close"),
  );
  const reply = h("div", { class: "reply-bar" }, icon("reply"), quote, cancel);
  const node = h("div", { class: "speaker-bar" }, reply, speaker);
  let shown = "";

  select.addEventListener("change", () => void actions.speakAs(Number(select.value)));
  cancel.addEventListener("click", () => actions.replyTo(null));

  function draw({ current, users }) {
    const { group, user, replied } = current;
    node.hidden = group === null;
    if (group === null) return;
    reply.hidden = replied === null;
    quote.textContent = replied === null ? "" : `Answer: ${firstWords(replied)}`;
    const members = users.filter((one) => group.memberIds.includes(one.id));
    const options = members.map((one) => ({
      id: String(one.id),
      label: fullName(one) + (group.adminIds.includes(one.id) ? " · admin" : ""),
    }));
    const key = JSON.stringify(options);
    if (key !== shown) {
      shown = key;
      select.replaceChildren(...options.map(({ id, label }) => h("option", { value: id }, label)));
    }
    select.value = String(user?.id);
  }
  return { node, draw };
}
