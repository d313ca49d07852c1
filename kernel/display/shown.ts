/** Values that bring their own MIME bundle: what the kernel's helpers make, and Jupyter's custom in JavaScript. */
import type { MimeBundle } from "../../cells/output.ts";
import type { Kind } from "./kind.ts";

/** The property that holds a ready bundle. */
export const SHOW = Symbol("tessera.show");
/** Deno's and Jupyter's custom: a method that returns a bundle, or a promise of one. */
const JUPYTER = Symbol.for("Jupyter.display");

export const shown: Kind = {
  name: "shown",
  test: (value) => typeof value === "object" && value !== null && SHOW in value,
  bundle: (value: { [SHOW]: MimeBundle }) => value[SHOW],
};

export const jupyter: Kind = {
  name: "jupyter",
  test: (value) => (typeof value === "object" || typeof value === "function") && value !== null && typeof (value as Record<symbol, unknown>)[JUPYTER] === "function",
  bundle: (value: { [JUPYTER](): MimeBundle | Promise<MimeBundle> }) => value[JUPYTER](),
};
