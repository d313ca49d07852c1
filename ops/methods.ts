/** Hangs the functions whose first argument is a tensor on `Tensor` as methods: `add(x, y)` is `x.add(y)`. */
import * as math from "./math/index.ts";
import * as nn from "./nn/index.ts";
import { Tensor } from "./tensor.ts";

/** A function without its first argument. */
type Method<F> = F extends (x: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;

/** `concat` and `stack` take many tensors. */
type Joins = "concat" | "stack";
const joins: ReadonlySet<string> = new Set<Joins>(["concat", "stack"]);

type Functions = Omit<typeof math, Joins> & typeof nn;

type Methods = { readonly [Name in keyof Functions]: Method<Functions[Name]> };

declare module "./tensor.ts" {
  // oxlint-disable-next-line typescript/no-empty-object-type -- merges into the class
  interface Tensor extends Methods, Disposable {}
}

for (const [name, fn] of Object.entries({ ...math, ...nn }) as [string, (...args: unknown[]) => unknown][]) {
  if (joins.has(name)) continue;
  const method = function (this: Tensor, ...rest: unknown[]): unknown {
    return fn(this, ...rest);
  };
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
}
