/** Hangs the functions whose first argument is a tensor on `Tensor` as methods: `add(x, y)` is `x.add(y)`. */
import * as linalg from "./linalg/index.ts";
import * as math from "./math/index.ts";
import * as nn from "./nn/index.ts";
import { Tensor } from "./tensor.ts";

/** A function without its first argument. */
type Method<F> = F extends (x: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;

/** Functions whose first argument is not one tensor. */
const others = ["concat", "einsum", "meshgrid", "sinusoidalPositions", "stack"] as const;

type Functions = Omit<typeof linalg & typeof math & typeof nn, (typeof others)[number]> & { readonly var: typeof math.variance };

type Methods = { readonly [Name in keyof Functions]: Method<Functions[Name]> };

declare module "./tensor.ts" {
  // oxlint-disable-next-line typescript/no-empty-object-type -- merges into the class
  interface Tensor extends Methods, Disposable {}
}

for (const [name, fn] of Object.entries({ ...linalg, ...math, ...nn, var: math.variance }) as [string, (...args: unknown[]) => unknown][]) {
  if ((others as readonly string[]).includes(name)) continue;
  const method = function (this: Tensor, ...rest: unknown[]): unknown {
    return fn(this, ...rest);
  };
  Object.defineProperty(Tensor.prototype, name, { value: method, writable: true, configurable: true });
}
