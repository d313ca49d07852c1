import { beforeEach, describe, expect, it } from "vitest";
import { memory, ones, scope, softmax, take, tensor, type Tensor } from "./index.ts";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** 10 (value + 1), with pauses in between. */
function incremented(value: number): Promise<Tensor> {
  return scope(async () => {
    const a = tensor([value]);
    await a.data();
    const b = a.add(1);
    await sleep(value);
    await b.data();
    return b.mul(10);
  });
}

let before: number;
const made = (): number => memory().tensors - before;

describe("a synchronous scope", () => {
  beforeEach(() => void (before = memory().tensors));

  it("keeps what is returned in objects, maps and sets at any depth", () => {
    const result = scope(() => {
      ones([2]);
      return { deep: [{ a: ones([1]) }], map: new Map([["b", ones([1])]]), set: new Set([ones([1])]), other: "text" };
    });
    expect(made()).toBe(3);
    expect(result.deep[0]!.a.disposed).toBe(false);
  });

  it("survives a result that holds itself", () => {
    const result = scope(() => {
      const node: { self?: unknown; x: Tensor } = { x: ones([1]) };
      node.self = node;
      return node;
    });
    expect(result.x.disposed).toBe(false);
  });

  it("hands what it returns to the scope around it", () => {
    scope(() => {
      const inner = scope(() => ones([1]));
      expect(inner.disposed).toBe(false);
    });
    expect(made()).toBe(0);
  });

  it("leaves tensors from outside alone", () => {
    const x = ones([1]);
    scope(() => void x.add(1));
    expect(x.disposed).toBe(false);
    expect(made()).toBe(1);
  });

  it("disposes everything when the callback throws", () => {
    expect(() =>
      scope(() => {
        ones([1]);
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(made()).toBe(0);
  });

  it("makes using a tensor that stayed behind a clear error", () => {
    const left = scope(() => {
      const inside = ones([1]);
      return () => inside;
    });
    expect(() => left().add(1)).toThrow("add: tensor was disposed");
  });

  it("keeps a view alive whose base stayed behind", async () => {
    const view = scope(() => tensor([1, 2, 3]).slice([1]));
    expect(await view.array()).toEqual([2, 3]);
  });
});

describe("an asynchronous scope", () => {
  beforeEach(() => void (before = memory().tensors));

  it("disposes what is made before and after it reads a tensor", async () => {
    const x = ones([2]);
    const kept = await scope(async () => {
      const a = x.exp();
      await a.data();
      const b = x.mul(2);
      await b.item().catch(() => undefined);
      return a.add(b);
    });
    await kept.data();
    expect(made()).toBe(2);
    kept.dispose();
  });

  it("follows what is computed from its own tensors after any await", async () => {
    let computed: Tensor | undefined;
    await scope(async () => {
      const a = ones([2]);
      await sleep(1);
      computed = a.add(1).mul(2);
    });
    expect(computed!.disposed).toBe(true);
    expect(made()).toBe(0);
  });

  it("owns what a composition of operations makes of its own tensors after any await", async () => {
    let composed: Tensor[] = [];
    await scope(async () => {
      const a = ones([2, 3]);
      await sleep(1);
      composed = [softmax(a), scope(() => softmax(a.add(1)).mul(2)), take(a, tensor([0, 1], { dtype: "int32" }))];
      await Promise.all(composed.map((x) => x.data()));
    });
    expect(composed.map((x) => x.disposed)).toEqual([true, true, true]);
  });

  it("never touches what other code makes meanwhile", async () => {
    const running = scope(async () => {
      const a = ones([1]);
      await sleep(5);
      await a.data();
      await sleep(5);
    });
    const atOnce = ones([1]);
    await sleep(1);
    const later = ones([1]);
    await later.data();
    const afterRead = later.add(1);
    await running;
    expect([atOnce, later, afterRead].map((x) => x.disposed)).toEqual([false, false, false]);
  });

  it("keeps two that run at once apart", async () => {
    const [one, two] = await Promise.all([incremented(3), incremented(1)]);
    expect([await one!.item(), await two!.item()]).toEqual([40, 20]);
    expect(made()).toBe(2);
  });

  it("disposes everything when the callback rejects", async () => {
    const failing = scope(async () => {
      const a = ones([1]);
      await a.data();
      a.add(1);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(made()).toBe(0);
  });
});
