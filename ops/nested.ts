/** Between nested JavaScript arrays and flat row-major elements. */
import { ShapeError, ValidationError } from "./errors.ts";
import { formatShape, type Shape } from "./shape.ts";

/** Numbers or booleans in arrays of any depth; a bare one is 0-dimensional. */
export type Nested = number | boolean | readonly Nested[];

/** Flat elements with their shape. */
export interface Flat {
  readonly elements: readonly (number | boolean)[];
  readonly shape: Shape;
  /** Whether every element is a boolean, and there is one. */
  readonly boolean: boolean;
}

/** Throws `ShapeError` for ragged arrays, `ValidationError` for anything but numbers and booleans. */
export function flatten(op: string, nested: Nested): Flat {
  const shape = shapeOf(nested);
  const elements: (number | boolean)[] = [];
  const visit = (part: Nested, axis: number): void => {
    if (axis < shape.length) {
      if (!Array.isArray(part) || part.length !== shape[axis]) throw ragged(op, part, shape, axis);
      for (const item of part) visit(item, axis + 1);
    } else {
      if (Array.isArray(part)) throw ragged(op, part, shape, axis);
      if (typeof part !== "number" && typeof part !== "boolean") throw notNumber(op, part);
      elements.push(part);
    }
  };
  visit(nested, 0);
  return { elements, shape, boolean: elements.length > 0 && elements.every((element) => typeof element === "boolean") };
}

function shapeOf(nested: Nested): number[] {
  const shape: number[] = [];
  for (let part: Nested | undefined = nested; Array.isArray(part); part = part[0]) shape.push(part.length);
  return shape;
}

function ragged(op: string, part: unknown, shape: Shape, axis: number): ShapeError {
  const found = Array.isArray(part) ? `${part.length} elements` : "a number";
  const wanted = axis < shape.length ? `${shape[axis]}` : "a number";
  return new ShapeError(op, `ragged nested array: ${found} where ${formatShape(shape)} has ${wanted}`);
}

function notNumber(op: string, part: unknown): ValidationError {
  return new ValidationError(op, `not a number: ${typeof part === "string" ? JSON.stringify(part) : String(part)}`);
}

/** Row-major elements as nested arrays; the bare element when there are no axes. */
export function nest<T extends number | boolean>(elements: ArrayLike<T>, shape: Shape): Nested {
  let next = 0;
  const build = (axis: number): Nested => {
    if (axis === shape.length) return elements[next++]!;
    return Array.from({ length: shape[axis]! }, () => build(axis + 1));
  };
  return build(0);
}
