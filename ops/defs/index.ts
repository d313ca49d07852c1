/** All elementwise operations by name. */
import { activations } from "./activation.ts";
import { arithmetic } from "./arithmetic.ts";
import { bitwise } from "./bitwise.ts";
import { comparisons } from "./comparison.ts";
import type { OpDef } from "./definition.ts";
import { functions } from "./functions.ts";

/** In a fixed order. */
export const opDefs: readonly OpDef[] = [...arithmetic, ...comparisons, ...bitwise, ...functions, ...activations];

const byName = new Map(opDefs.map((def) => [def.name, def]));

/** The definition of an instruction's `op`. Every op but `CAST` has one. */
export function opDef(name: string): OpDef {
  const def = byName.get(name);
  if (def === undefined) throw new Error(`no such op: ${name}`);
  return def;
}
