/** Linear algebra. */
export * from "./decompositions.ts";
export * from "./least-squares.ts";
export * from "./solve.ts";
