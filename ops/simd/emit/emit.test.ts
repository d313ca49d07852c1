/** Loops made at run time against the walk: the same numbers, bit by bit. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { abs, arange, configure, eq, explain, logicalNot, maximum, minimum, neg, randint, randn, relu, scope, setDevice, sqrt, tensor, where, type Tensor } from "../../index.ts";

const size = 2 ** 19 + 36;
const programs: readonly [name: string, make: (x: Tensor, y: Tensor, n: Tensor) => Tensor][] = [
  ["relu(x y + 1)", (x, y) => relu(x.mul(y).add(1))],
  ["arithmetic and extremes", (x, y) => maximum(abs(x.div(y)), minimum(neg(x), sqrt(y))).sub(x)],
  ["a choice by a comparison", (x, y) => where(x.gt(y), x, y.mul(0.5))],
  ["a bool result", (x, y) => logicalNot(x.lt(y))],
  ["integers", (_x, _y, n) => n.mul(n).sub(3).abs()],
  ["casts", (x, _y, n) => x.mul(100).astype("int32").add(n).astype("float32").mul(x)],
  ["a bool input", (x, _y, n) => where(eq(n, 2), x, 0).add(n.gt(1))],
];

/** Runs twice, because the first run of a program never compiles it, and takes the second result. */
function computed(make: () => Tensor): ArrayLike<number> {
  scope(() => void make().dataSync());
  return scope(() => make().dataSync());
}

function both(make: () => Tensor): [loop: ArrayLike<number>, walk: ArrayLike<number>] {
  configure({ compile: true });
  const loop = computed(make);
  configure({ compile: false });
  return [loop, computed(make)];
}

describe("a loop made at run time", () => {
  beforeAll(async () => void (await setDevice("wasm")));
  afterAll(async () => {
    configure({ compile: undefined });
    await setDevice("cpu");
  });

  for (const [name, make] of programs) {
    it(`gives what the walk gives: ${name}`, () => {
      const [x, y, n] = [randn([size]), randn([size]), randint(-5, 5, [size], { dtype: "int32" })];
      const [loop, walk] = both(() => make(x, y, n));
      expect(loop).toEqual(walk);
    });
  }

  it("adds rows and columns to a matrix", () => {
    const [x, row, column] = [randn([700, 800]), arange(800, { dtype: "float32" }), arange(700, { dtype: "float32" }).reshape([700, 1])];
    const [loop, walk] = both(() => x.add(row).mul(column));
    expect(loop).toEqual(walk);
  });

  it("keeps NaN, infinities and the sign of zero", () => {
    const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 1e-45];
    const x = tensor(Float32Array.from({ length: size }, (_, i) => special[i % 8]!));
    const y = tensor(Float32Array.from({ length: size }, (_, i) => special[Math.floor(i / 8) % 8]!));
    const [loop, walk] = both(() => relu(maximum(x, y).mul(minimum(x, y))).add(neg(x)));
    expect(loop).toEqual(walk);
  });

  it("is shown by explain as text", () => {
    configure({ compile: true });
    const y = relu(randn([size]).mul(2));
    expect(explain(y).groups.at(-1)!.source).toContain("f32x4.pmax");
  });
});
