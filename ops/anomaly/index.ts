/** What does not fit the rest of the data. */
export { stl, type Decomposition, type StlOptions } from "./series/stl.ts";
export { isolationForest, type ForestExplanation, type IsolationForest } from "./isolation-forest/forest.ts";
export type { Decision } from "./isolation-forest/explain.ts";
export type { IsolationForestOptions } from "./isolation-forest/options.ts";
export { findPeriod, type FoundPeriod, type PeriodCandidate } from "./series/period.ts";
export { halfSpaceTrees, type HalfSpaceTrees, type HalfSpaceTreesOptions } from "./half-space-trees/half-space-trees.ts";
