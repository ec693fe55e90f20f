import { z } from "zod";
import { instructionsAnswer } from "../answers/instructions-answer.ts";
import { refusals } from "../refusal.ts";
import { findESim } from "./find-esim.ts";
import type { Handler } from "./handler.ts";
import { checkMember, optionalText, readRequest, requiredText } from "./read-request.ts";

const instructionsSchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  eSim_iccid: requiredText,
  preferred_language: optionalText,
});

/** *Get installation instructions*, in the language asked for or, by option, in English or not at all. */
export const installationInstructions: Handler = (world, body) => {
  const request = readRequest(instructionsSchema, body);
  checkMember(world, request.member_id);
  const { booking, eSim } = findESim(world, request.tracking_id, request.eSim_iccid);
  const asked = (request.preferred_language ?? "en").toLowerCase();
  const isKnown = world.options.languages.includes(asked);
  if (!isKnown && world.options.otherLanguages === "refused") throw refusals.language(asked);
  return {
    status: "success",
    tracking_id: booking.trackingId,
    booking_id: booking.bookingId,
    eSim_iccid: eSim.iccid,
    instructions: instructionsAnswer(world.options, eSim, isKnown ? asked : "en"),
  };
};
