/** The tutorials, in the order in which they are offered. Their texts are loaded when one is opened. */

export interface GalleryEntry {
  /** The last part of its address, `/gallery/<slug>`. */
  slug: string;
  title: string;
  /** One sentence: what it shows. */
  summary: string;
  /** To read and try it. */
  minutes: number;
  /** Its text, a `// %%` script. */
  load(): Promise<string>;
}

export const gallery: readonly GalleryEntry[] = [
  {
    slug: "first-steps",
    title: "First steps",
    summary: "Cells and their types, tensors and plots: two drops in a pond, Kepler's law from eight planets, and π from a million darts.",
    minutes: 10,
    load: async () => (await import("./first-steps.ts?raw")).default,
  },
  {
    slug: "movies",
    title: "What is wrong with the movies?",
    summary: "Three thousand movies and their faults: a report, checks that name the rows, a rule that mends a century, and drift between two decades.",
    minutes: 15,
    load: async () => (await import("./movies.ts?raw")).default,
  },
  {
    slug: "seattle-weather",
    title: "Seattle weather",
    summary: "Four years of daily temperatures: clean them, fit the season by least squares, and let the residuals tell what is missing.",
    minutes: 15,
    load: async () => (await import("./seattle-weather.ts?raw")).default,
  },
  {
    slug: "breathing",
    title: "The breathing of the planet",
    summary: "Carbon dioxide on Mauna Loa since 1958: find the rhythm, take trend and season apart, and ask which months fit neither.",
    minutes: 15,
    load: async () => (await import("./breathing.ts?raw")).default,
  },
  {
    slug: "sensors",
    title: "Steam in the garden",
    summary: "A kettle was held to a sensor. An isolation forest finds when, shows its reasons, and lets you draw the line between caution and noise.",
    minutes: 15,
    load: async () => (await import("./sensors.ts?raw")).default,
  },
  {
    slug: "stream",
    title: "Watching a stream",
    summary: "Readings judged as they come, in a plot that moves: turn the threshold while it runs, survive a spike of 1e16, and see who notices first.",
    minutes: 15,
    load: async () => (await import("./stream.ts?raw")).default,
  },
  {
    slug: "cat",
    title: "Twenty-four cats",
    summary: "Muybridge's photographs of one cat: cut the plate apart, let it walk again, and find the frame at which the walk becomes a run.",
    minutes: 15,
    load: async () => (await import("./cat.ts?raw")).default,
  },
  {
    slug: "digits",
    title: "The strangest digits",
    summary: "Two thousand handwritten digits and four opinions about which are strange, with pictures, reasons, and a surprise: ones hide well among sevens.",
    minutes: 15,
    load: async () => (await import("./digits.ts?raw")).default,
  },
  {
    slug: "attention",
    title: "Attention by hand",
    summary: "Two layers of a transformer with numbers that are chosen, not trained: positions, heads, masks and a cache, until it continues a rhyme.",
    minutes: 15,
    load: async () => (await import("./attention.ts?raw")).default,
  },
  {
    slug: "nist",
    title: "Numbers that break calculators",
    summary: "Data sets that are easy to write down and hard to calculate with: how many digits are right, of a spread, of groups, of a regression.",
    minutes: 15,
    load: async () => (await import("./nist.ts?raw")).default,
  },
  {
    slug: "accuracy",
    title: "How exact is your machine?",
    summary: "What rounding does to a formula and to a million additions, and a test that measures every function on your own device.",
    minutes: 10,
    load: async () => (await import("./accuracy.ts?raw")).default,
  },
  {
    slug: "rustorch",
    title: "RusTorch's programs, for real",
    summary: "The programs of RusTorch's document of WebAssembly modules, by the names it promises: quality, pictures, anomalies, errors and memory.",
    minutes: 15,
    load: async () => (await import("./rustorch.ts?raw")).default,
  },
];
