/** A fault that a visitor of the page can ask for. */
export interface Trouble {
  /** In the address of the request; letters and dashes. */
  id: string;
  /** On the button. */
  label: string;
  /** Under the label: what to try then. */
  hint: string;
  /** Brings it about; gives the sentence shown to the visitor. */
  cause(): string | Promise<string>;
}
