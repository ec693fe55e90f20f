/** What the supplier said; `asking` while it is being asked. */
export type SupplierSide =
  | { readonly found: "asking" | "not-asked" | "none" }
  | { readonly found: "unclear"; readonly detail: string }
  | { readonly found: "topups"; readonly count: number }
  | {
      readonly found: "booking";
      readonly booking: {
        readonly bookingId: string;
        readonly bookingStatus: string | null;
        readonly paymentStatus: string | null;
        readonly esims: readonly unknown[];
      };
    };
