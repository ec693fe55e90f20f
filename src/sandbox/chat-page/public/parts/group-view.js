/** A group's chat with the eyes of one member: their own words on the right, everybody else's under a name. */
export function asSpeakerSees(chat, speaker, group, bot) {
  return {
    ...chat,
    messages: chat.messages.map((message) => ({
      ...message,
      outgoing: isOwn(message, speaker) ? true : undefined,
      sender: senderOf(message, group, bot),
    })),
  };
}

const isOwn = (message, speaker) => message.sender_chat === undefined && message.from.id === speaker?.id;

function senderOf(message, group, bot) {
  const { from, sender_chat: chat } = message;
  if (chat !== undefined) return { id: chat.id, name: chat.title ?? "A channel", role: "" };
  const name = [from.first_name, from.last_name].filter(Boolean).join(" ");
  if (from.id === bot?.id) return { id: from.id, name, role: "bot" };
  return { id: from.id, name, role: group.adminIds.includes(from.id) ? "admin" : "" };
}
