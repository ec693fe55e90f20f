const RETRY_AFTER_MS = 1500;

/** Follows the emulator's events for all customers on one connection; reconnects for ever. */
export function followEvents({ onOpen, onLost, onEvent }) {
  const source = new EventSource("/client/events");
  source.onopen = onOpen;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => {
    onLost();
    // A refused connection closes the source for good; a broken one reconnects by itself.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => followEvents({ onOpen, onLost, onEvent }), RETRY_AFTER_MS);
  };
}
