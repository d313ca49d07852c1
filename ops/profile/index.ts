/** Profiling: where time goes, and how far that is from what the machine can do. */
export { ceilings, type Ceilings } from "./ceilings.ts";
export { chromeTrace } from "./chrome.ts";
export { profile, Profile } from "./profile.ts";
export type { OpTotal } from "./totals.ts";
