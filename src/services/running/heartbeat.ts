/** Runs `work` and calls `beat` every `everyMs` until it ends; a failed beat is told to `onMiss` and the next one follows. */
export async function whileBeating<T>(
  options: { readonly everyMs: number; readonly onMiss: (error: unknown) => void },
  beat: () => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    beat().catch(options.onMiss);
  }, options.everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
