/** Values that say themselves how they look: what the kernel's helpers make, and Jupyter's custom in JavaScript. */
import type { MimeBundle } from "../../cells/output.ts";
import type { Kind, Said } from "./kind.ts";

/** The property that holds what is said, or a promise of it. */
export const SHOW = Symbol("tessera.show");
/** Deno's and Jupyter's custom: a method that returns a bundle, or a promise of one. */
const JUPYTER = Symbol.for("Jupyter.display");

export const shown: Kind = {
  name: "shown",
  test: (value) => isObject(value) && SHOW in value,
  describe: (value: { [SHOW]: Said | Promise<Said> }) => value[SHOW],
};

export const jupyter: Kind = {
  name: "jupyter",
  test: (value) => isObject(value) && typeof (value as { [JUPYTER]?: unknown })[JUPYTER] === "function",
  describe(value: { [JUPYTER](): MimeBundle | Promise<MimeBundle> }) {
    const bundle = value[JUPYTER]();
    return bundle instanceof Promise ? bundle.then((data) => ({ data })) : { data: bundle };
  },
};

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
