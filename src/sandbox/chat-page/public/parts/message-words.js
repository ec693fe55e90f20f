/** A message in one line, for the list of chats and for quotes. */
export function firstWords(message) {
  return (message.text ?? message.caption ?? serviceWords(message) ?? kindOf(message)).split("\n")[0];
}

function kindOf(message) {
  if (message.photo) return "Photo";
  if (message.contact) return "Contact";
  if (message.sticker) return "Sticker";
  if (message.invoice) return `Invoice: ${message.invoice.title}`;
  if (message.document) return message.document.file_name ?? "File";
  return "Message";
}

/** What a service message says; null for all others. */
export function serviceWords(message) {
  const { successful_payment: payment, refunded_payment: refund, new_chat_members: joined } = message;
  if (payment !== undefined) return `You paid ⭐ ${amount(payment)}`;
  if (refund !== undefined) return `⭐ ${amount(refund)} came back to you`;
  if (joined !== undefined) return `${joined.map((user) => user.first_name).join(", ")} joined the group`;
  if (message.pinned_message !== undefined) return `${message.from.first_name} pinned a message`;
  if (message.forum_topic_created !== undefined) return `New topic: ${message.forum_topic_created.name}`;
  return null;
}

const amount = (payment) => payment.total_amount.toLocaleString("en-GB");
