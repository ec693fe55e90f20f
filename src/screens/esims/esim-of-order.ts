import type { EsimOrder, ShownEsim } from "./delivered.ts";

/** One eSIM with the order it came from. */
export interface EsimOfOrder {
  readonly esim: ShownEsim;
  readonly order: EsimOrder;
}
