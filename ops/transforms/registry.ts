/** Transforms by name: the library's own and those that a reader adds. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import { builtin, type Factory } from "./builtin.ts";
import type { SavedTransform, Transform } from "./transform.ts";

const factories = new Map<string, Factory>(Object.entries(builtin));

/**
 * Makes a name stand for transforms of one's own, in pipelines and in JSON: the factory gets the parameters, and must give a transform of that name.
 * Throws `ValidationError` for a name that is taken.
 */
export function register<Parameters>(name: string, factory: (parameters: Parameters) => Transform): void {
  const op = "transforms.register";
  if (typeof name !== "string" || name === "") throw new ValidationError(op, `not a name: ${describeValue(name)}`);
  if (typeof factory !== "function") throw new ValidationError(op, `not a function that makes a transform: ${describeValue(factory)}`);
  if (factories.has(name)) throw new ValidationError(op, `the name is taken: ${name}`, "choose another one; transforms are not replaced silently");
  factories.set(name, factory);
}

/** The registered names, in alphabetical order. */
export const registered = (): string[] => [...factories.keys()].toSorted();

/** A transform out of its JSON, or of its name and parameters: `fromJSON({ name: "resize", size: 224 })`. Throws `ValidationError` for an unknown name, and what the transform itself refuses. */
export function fromJSON(saved: SavedTransform | string): Transform {
  const op = "transforms.fromJSON";
  if (typeof saved !== "string" && (typeof saved !== "object" || saved === null)) throw new ValidationError(op, `not a saved transform: ${describeValue(saved)}`, "what toJSON gave, or a name");
  const { name, ...parameters } = typeof saved === "string" ? { name: saved } : saved;
  const factory = factories.get(name);
  if (factory === undefined) throw new ValidationError(op, `no such transform: ${String(name)}`, `one of ${registered().join(", ")}, or transforms.register(...) it`);
  return factory(parameters as never);
}
