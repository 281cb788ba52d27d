import picocolors from "picocolors";

/** Colours by meaning, so that the end of a run and the progress line agree. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly accent: (text: string) => string;
}

/** The palette for a stream that shows colours, or one that changes nothing. Whether it does is the caller's to say. */
export function palette(colour: boolean): Palette {
  const colours = picocolors.createColors(colour);
  return {
    good: colours.green,
    bad: colours.red,
    caution: colours.yellow,
    quiet: colours.dim,
    strong: colours.bold,
    accent: colours.cyan,
  };
}
