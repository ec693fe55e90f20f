/** The part of gifenc that the pictures use; the package ships no types of its own. */
declare module "gifenc" {
  /** Red, green, blue: 0 to 255 each. */
  type Colour = readonly number[];

  interface FrameOptions {
    /** The frame's own colours; an entry per index. */
    readonly palette: readonly Colour[];
    /** How long the frame stands, in milliseconds. */
    readonly delay: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** 1 leaves the frame in place for the next one to draw over. */
    readonly dispose?: number;
  }

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  interface Gifenc {
    GIFEncoder(): Encoder;
    quantize(rgba: Uint8Array, maxColors: number): Colour[];
  }

  const gifenc: Gifenc;
  export = gifenc;
}
