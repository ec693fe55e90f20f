import type { MessageKey } from "../../i18n/message-keys.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Screen } from "../screen.ts";

/** A command of staff: one that the catalogue describes. */
export type StaffCommandName = MessageKey extends infer Key
  ? Key extends `staff.how.${infer Name}`
    ? Name
    : never
  : never;

/** Customers have these too, and without what follows they are the customer's: staff would get their own data. */
const WITH_ARGUMENT = ["usage", "statement", "export"] as const satisfies readonly StaffCommandName[];

function hasArgument(command: StaffCommandName): command is (typeof WITH_ARGUMENT)[number] {
  return WITH_ARGUMENT.some((each) => each === command);
}

/** What the caller may do, from the one table of staff's commands. */
export function showStaffHelp(commands: readonly StaffCommandName[], t: Translator): Screen {
  return {
    text: composeText(
      t.rich("staff.help-title"),
      t.text("staff.help-place"),
      ...commands.map((command) =>
        t.text("help.command", {
          command: hasArgument(command) ? `${command} ${t.text(`staff.argument.${command}`)}` : command,
          about: t.text(`staff.command.${command}`),
        }),
      ),
    ),
    rows: [],
  };
}

/** How a command goes, for one that was typed without what it needs. */
export function showStaffHow(command: StaffCommandName, t: Translator): Screen {
  return { text: composeText(t.text("staff.how-title"), t.rich(`staff.how.${command}`)), rows: [] };
}

/** One plain line. */
export function showStaffWords(line: Line): Screen {
  return { text: composeText(line), rows: [] };
}
