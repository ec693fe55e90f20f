import { installByMs } from "../../domain/esim.ts";
import { showStaffEsims, showStaffHow, showStaffUsage, type StaffEsimModel } from "../../screens/index.ts";
import type { Esims, OwnedEsim, StaffSearch, Usage } from "../../services/index.ts";
import type { AuditLog, Clock } from "../../services/ports/index.ts";
import type { EsimView } from "../customer/esim-view.ts";
import { foundWords, type StaffHandlers, type StaffRequest } from "./request.ts";

interface Deps {
  readonly search: Pick<StaffSearch, "findEsims">;
  readonly esims: Pick<Esims, "forDelivery">;
  readonly usage: Pick<Usage, "look">;
  readonly view: EsimView;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly shopTimeZone: string;
}

/** Staff's commands about eSIMs: what they are, and how much is left. Codes and QR images stay the customer's. */
export function createEsimDesk(deps: Deps): Pick<StaffHandlers, "esim" | "usage"> {
  async function find(request: StaffRequest, action: "esim" | "usage"): Promise<readonly OwnedEsim[]> {
    const found = await deps.search.findEsims(request.args);
    const owned = await Promise.all(found.map(({ id }) => deps.esims.forDelivery(id)));
    const present = owned.filter((each) => each !== undefined);
    const owners = new Set(present.map(({ order }) => order.customerId));
    const orders = new Set(present.map(({ order }) => order.id));
    await deps.audit.add(
      {
        staffId: request.actor.id,
        action,
        orderId: orders.size === 1 ? ([...orders][0] ?? null) : null,
        subjectId: owners.size === 1 ? ([...owners][0] ?? null) : null,
        outcome: foundWords(
          present.length,
          present.map(({ order }) => order.reference),
        ),
        reason: null,
      },
      deps.clock.now(),
    );
    return present;
  }

  async function modelOf(owned: OwnedEsim, isAsked: boolean): Promise<StaffEsimModel> {
    const viewed = await deps.view(owned, isAsked ? await deps.usage.look(owned) : undefined);
    const { esim, order } = owned;
    return { ...viewed, installByMs: installByMs(esim.issuedAtMs, order.package.installWithinDays) };
  }

  return {
    async esim(request) {
      if (request.args === "") return void (await request.reply(showStaffHow("esim", request.t)));
      const found = await find(request, "esim");
      const models = await Promise.all(found.map((each) => modelOf(each, false)));
      await request.reply(showStaffEsims(models, deps.shopTimeZone, request.t));
    },
    async usage(request) {
      if (request.args === "") return void (await request.reply(showStaffHow("usage", request.t)));
      await request.showTyping();
      const found = await find(request, "usage");
      const models = await Promise.all(found.map((each) => modelOf(each, true)));
      await request.reply(showStaffUsage(models, request.t));
    },
  };
}
