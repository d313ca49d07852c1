/** The public surface: what `import ... from "tessera"` gives, and what is in scope in every cell. */
export * from "./core.ts";
