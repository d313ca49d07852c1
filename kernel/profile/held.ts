/** The tensors that variables hold: by their own name, or by the way to them through lists and objects, such as `model.layers[0].weight`. */
import type { Scope } from "../../cells/runtime/scope.ts";
import { Tensor } from "../../ops/core.ts";
import { ownEntries } from "../display/text.ts";
import type { Variables } from "../variables.ts";
import type { HeldTensor } from "../wire/profile.ts";

const MAX_DEPTH = 5;
/** Values that are looked at; where there are more, some tensors may be missing. */
const MAX_LOOKED_AT = 5_000;
const MAX_TENSORS = 1_000;

/** A tensor that several names reach is told once. Getters are not called, tensors are not computed. */
export function findHeld(scope: Scope, variables: Variables): HeldTensor[] {
  const seen = new Set<object>();
  const found: HeldTensor[] = [];
  for (const { name, cell } of variables.origins()) visit(scope.get(name), name, cell, 0);
  return found;

  function visit(value: unknown, name: string, cell: string, depth: number): void {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    if (seen.size >= MAX_LOOKED_AT || found.length >= MAX_TENSORS) return;
    seen.add(value);
    if (value instanceof Tensor) return void (value.disposed || found.push(tell(value, name, cell)));
    if (depth === MAX_DEPTH || ArrayBuffer.isView(value)) return;
    if (Array.isArray(value)) return value.slice(0, MAX_LOOKED_AT).forEach((item, index) => visit(item, `${name}[${index}]`, cell, depth + 1));
    if (value instanceof Map) return [...value].slice(0, MAX_LOOKED_AT).forEach(([key, item]) => visit(item, `${name}.get(${String(key)})`, cell, depth + 1));
    for (const { key, value: item } of ownEntries(value)) visit(item, `${name}.${String(key)}`, cell, depth + 1);
  }
}

const tell = ({ shape, dtype, device, nbytes }: Tensor, name: string, cell: string): HeldTensor => ({ name: name.slice(0, 200), cell, shape: [...shape], dtype, device, bytes: nbytes });
