/** What does not fit the rest of the data. */
export {};
export { stl, type Decomposition, type StlOptions } from "./series/stl.ts";
