import { expect, it, onTestFinished } from "vitest";
import { watchSupplier } from "../../../../src/services/running/supplier-health.ts";
import { testClient } from "../../itt/support/client.ts";
import { answerJson, startFakeSupplier, type Answer } from "../../itt/support/fake-supplier.ts";

const refusal = (reason: string) => answerJson({ status: "failed", reason });

/** Asks for the devices, answered in turn by `answers`; gives what is thought of the supplier after each. */
async function statesAfter(...answers: readonly Answer[]) {
  const server = await startFakeSupplier(answerJson({}));
  const { supplier: client } = testClient(server.url);
  onTestFinished(() => server.close());
  const { supplier, health } = watchSupplier(client, { now: Date.now });
  const states: unknown[] = [];
  for (const answer of answers) {
    server.answer(answer);
    await supplier.compatibleDevices();
    states.push(health.state());
  }
  return states;
}

const devices = answerJson({
  status: "success",
  compatible_devices: [{ model: "A", os: "ios", brand: "B" }],
});

it("refuses our key by status or by words, until something succeeds", async () => {
  const denied = answerJson({ status: "failed", reason: "Denied." }, 401);
  expect(await statesAfter(denied, refusal("You may not do this."), devices)).toEqual([
    "refuses",
    "refuses",
    "answers",
  ]);
  expect(await statesAfter(refusal("Invalid API credentials"), devices)).toEqual(["refuses", "answers"]);
});

it("answers where it refuses something else", async () => {
  expect(await statesAfter(devices, refusal("Operator maintenance"))).toEqual(["answers", "answers"]);
});
