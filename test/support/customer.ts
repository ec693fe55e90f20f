import type {
  ClientEvent,
  ClientMessage,
  ContactChoice,
  CustomerInput,
  InlineButton,
  PaymentOutcome,
  TelegramEmulator,
} from "../../src/sandbox/telegram-emulator/index.ts";
import { describeRefusals, textOf, transcribe } from "./transcript.ts";
import { waitUntil } from "./wait-until.ts";

/** A string matches a label exactly and a text by being part of it; a RegExp as it does. */
type Pattern = string | RegExp;

/** How long to wait, and where to look. */
interface SeeOptions {
  timeoutMs?: number;
  /** Only the bot's newest message counts. */
  inLast?: boolean;
  /** Only messages with a greater id count: what came after a moment known. */
  afterId?: number;
}

/** An inline button that is or was on the screen. */
interface ShownButton extends InlineButton {
  messageId: number;
  row: number;
  column: number;
}

/** What the bot said to a tap. */
interface TapAnswer {
  queryId: string;
  text?: string;
  showAlert?: boolean;
  url?: string;
}

/** A tap on its way. */
interface SentTap {
  queryId: string;
  messageId: number;
  /** Waits for the bot's answer to this tap. */
  answered(options?: { timeoutMs?: number }): Promise<TapAnswer>;
}

/** A person with a phone, acting as a test tells. Every wait ends with the chat's transcript in the error. */
export interface Customer {
  readonly id: number;
  send(text: string, options?: { replyToMessageId?: number }): Promise<ClientMessage>;
  start(payload?: string): Promise<ClientMessage>;
  /** Waits for a callback button with this label and taps it, on the newest message that has it. */
  tap(label: Pattern, options?: SeeOptions): Promise<SentTap>;
  /** The same on a certain message. */
  tapOn(messageId: number, label: Pattern, options?: SeeOptions): Promise<SentTap>;
  /** Taps by data at once, whether or not the button is still there. */
  tapData(messageId: number, data: string): Promise<SentTap>;
  /** Waits for the reply keyboard's button and presses it: sends its text, or the own number if it asks. */
  press(label: Pattern, options?: SeeOptions): Promise<ClientMessage>;
  /** Shares the own number, or the contact given. */
  shareContact(contact?: ContactChoice): Promise<ClientMessage>;
  sendSticker(): Promise<ClientMessage>;
  sendPhoto(photo?: { bytes?: Buffer; caption?: string }): Promise<ClientMessage>;
  edit(messageId: number, text: string): Promise<ClientMessage>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  /** Presses Pay on the newest invoice and waits for how it ends. */
  pay(options?: SeeOptions): Promise<PaymentOutcome>;
  /** Waits for a visible bot message whose text or caption matches; the newest such one. */
  see(text: Pattern, options?: SeeOptions): Promise<ClientMessage>;
  /** Waits for a bot message with a picture, and gives that message. */
  seePhoto(options?: SeeOptions): Promise<ClientMessage>;
  /** Waits for an answer to a tap whose text matches. */
  seeAnswer(text: Pattern, options?: { timeoutMs?: number }): Promise<TapAnswer>;
  /** All that is visible, oldest first. */
  messages(): ClientMessage[];
  /** The bot's newest visible message; throws where there is none. */
  lastMessage(): ClientMessage;
  /** The inline buttons of the newest bot message that has any. */
  buttons(): ShownButton[];
  /** The labels of the reply keyboard, empty where none is shown. */
  keyboardLabels(): string[];
  /** Every callback button that was ever shown here, oldest first, whether or not it is still there. */
  allOldButtons(): (ShownButton & { callback_data: string })[];
  /** The bytes of the bot's newest picture in its largest size; throws where there is none. */
  photo(): Buffer;
  answers(): readonly TapAnswer[];
  transcript(): string;
  /** The same person in a group they belong to. */
  inGroup(groupId: number): Customer;
}

/** Makes a new customer of the emulator. Needs nothing but a first name; nothing is sent yet. */
export function createCustomer(emulator: TelegramEmulator, who: CustomerInput): Customer {
  const { id } = emulator.client.addUser(who);
  return customerIn(emulator, id, id, who.firstName);
}

function customerIn(emulator: TelegramEmulator, id: number, chatId: number, name: string): Customer {
  const { client } = emulator;
  const answers: TapAnswer[] = [];
  const ownTaps = new Set<string>();
  const everShown = new Map<string, ShownButton & { callback_data: string }>();
  const place = chatId === id ? undefined : chatId;

  // Subscribed for the emulator's whole life: old buttons and answers must not be missed between two waits.
  client.subscribe((event) => {
    if (event.type === "callbackAnswer" && ownTaps.has(event.queryId)) answers.push(asAnswer(event));
    if (event.userId === chatId && "message" in event) remember(event.message);
  });
  for (const message of client.chat(chatId).messages) remember(message);

  function remember(message: ClientMessage): void {
    for (const button of buttonsOf(message)) {
      if (button.callback_data === undefined) continue;
      const { callback_data } = button;
      everShown.set(`${message.message_id} ${callback_data}`, { ...button, callback_data });
    }
  }

  const messages = (): ClientMessage[] => client.chat(chatId).messages;
  const botMessages = (): ClientMessage[] => messages().filter(({ from }) => from.is_bot);
  const transcript = (): string => transcribe(client.chat(chatId));

  function waitFor<T>(look: () => T, what: string, timeoutMs: number | undefined) {
    return waitUntil(look, {
      what: `${name} to ${what}`,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      wakeOn: (wake) => client.subscribe(wake),
      everyMs: 250,
      explain: () => `The chat:\n${transcript()}${describeRefusals(emulator, chatId)}`,
    });
  }

  function candidates({ inLast = false, afterId = 0 }: SeeOptions): ClientMessage[] {
    const newestFirst = botMessages().reverse();
    return (inLast ? newestFirst.slice(0, 1) : newestFirst).filter(({ message_id }) => message_id > afterId);
  }

  function sent(queryId: string, messageId: number): SentTap {
    return {
      queryId,
      messageId,
      answered: (options = {}) =>
        waitFor(
          () => answers.find((answer) => answer.queryId === queryId),
          "hear on a tap",
          options.timeoutMs,
        ),
    };
  }

  async function tapData(messageId: number, data: string): Promise<SentTap> {
    const { queryId } = client.tap(id, { messageId, data }, place);
    ownTaps.add(queryId);
    return sent(queryId, messageId);
  }

  async function tapWhere(label: Pattern, options: SeeOptions, isWanted: (m: ClientMessage) => boolean) {
    const find = (): (ShownButton & { callback_data: string }) | undefined => {
      for (const message of candidates(options).filter(isWanted)) {
        for (const button of buttonsOf(message)) {
          const { callback_data, text } = button;
          if (callback_data !== undefined && matchesLabel(text, label)) return { ...button, callback_data };
        }
      }
      return undefined;
    };
    const button = await waitFor(find, `find the button ${String(label)}`, options.timeoutMs);
    return tapData(button.messageId, button.callback_data);
  }

  function lastMessage(): ClientMessage {
    const last = botMessages().at(-1);
    if (last === undefined) throw new Error(`The bot has no message in this chat:\n${transcript()}`);
    return last;
  }

  const keyboard = () => client.chat(chatId).replyKeyboard?.keyboard.flat() ?? [];

  return {
    id,
    send: async (text, options = {}) => client.sendText(id, text, { chatId: place, ...options }),
    start: async (payload) => client.start(id, payload),
    tap: (label, options = {}) => tapWhere(label, options, () => true),
    tapOn: (messageId, label, options = {}) =>
      tapWhere(label, options, ({ message_id }) => message_id === messageId),
    tapData,
    async press(label, options = {}) {
      const find = () => keyboard().find(({ text }) => matchesLabel(text, label));
      const button = await waitFor(find, `find the key ${String(label)}`, options.timeoutMs);
      return button.request_contact === true
        ? client.shareContact(id, { own: true })
        : client.sendText(id, button.text, { chatId: place });
    },
    shareContact: async (contact = { own: true }) => client.shareContact(id, contact),
    sendSticker: async () => client.sendSticker(id),
    sendPhoto: async (photo) => client.sendPhoto(id, photo, { chatId: place }),
    edit: async (messageId, text) => client.editText(id, messageId, text, place),
    block: async () => client.block(id),
    unblock: async () => client.unblock(id),
    async pay(options = {}) {
      const find = () => candidates(options).find(({ invoice }) => invoice !== undefined);
      const invoice = await waitFor(find, "get an invoice", options.timeoutMs);
      return client.pay(id, invoice.message_id);
    },
    see: (text, options = {}) =>
      waitFor(
        () => candidates(options).find((message) => matchesText(textOf(message), text)),
        `see ${String(text)}`,
        options.timeoutMs,
      ),
    seePhoto: (options = {}) =>
      waitFor(
        () => candidates(options).find(({ photo }) => photo !== undefined),
        "see a picture",
        options.timeoutMs,
      ),
    seeAnswer: (text, options = {}) =>
      waitFor(
        () => answers.find((answer) => answer.text !== undefined && matchesText(answer.text, text)),
        `hear ${String(text)} on a tap`,
        options.timeoutMs,
      ),
    messages,
    lastMessage,
    buttons: () =>
      botMessages()
        .map(buttonsOf)
        .findLast((buttons) => buttons.length > 0) ?? [],
    keyboardLabels: () => keyboard().map(({ text }) => text),
    allOldButtons: () => [...everShown.values()],
    photo() {
      const newest = botMessages().findLast(({ photo }) => photo !== undefined);
      const file = client.file(newest?.photo?.at(-1)?.file_id ?? "");
      if (file === undefined) throw new Error(`The bot has sent no picture here:\n${transcript()}`);
      return file.bytes;
    },
    answers: () => answers,
    transcript,
    inGroup: (groupId) => customerIn(emulator, id, groupId, name),
  };
}

function buttonsOf(message: ClientMessage): ShownButton[] {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.flatMap((buttons, row) =>
    buttons.map((button, column) => ({ ...button, messageId: message.message_id, row, column })),
  );
}

function asAnswer({
  type: _type,
  userId: _user,
  ...answer
}: Extract<ClientEvent, { type: "callbackAnswer" }>): TapAnswer {
  return answer;
}

function matchesLabel(label: string, pattern: Pattern): boolean {
  return typeof pattern === "string" ? label === pattern : pattern.test(label);
}

function matchesText(text: string, pattern: Pattern): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : pattern.test(text);
}
