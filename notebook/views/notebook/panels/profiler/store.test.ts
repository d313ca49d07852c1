import { describe, expect, it } from "vitest";
import type { ProfileData, ProfileGroup } from "../../../../../kernel/wire/profile.ts";
import { flameOf } from "./flame-tree.ts";
import { operationsOf } from "./operations.ts";
import { ProfileStore } from "./store.ts";

const group = (part: Partial<ProfileGroup> = {}): ProfileGroup => ({ cell: "a", kind: "kernel", name: "add", device: "wasm", shapes: "[4] [4] → [4]", flops: 4, steps: ["add"], ...part });
const news = (part: Partial<ProfileData> = {}): ProfileData => ({ fresh: false, now: 1, groups: [], sums: new Float64Array(), blocks: new Float64Array(), runs: [], ...part });
/** Rows of group, calls, those looked at, those by the GPU's clock, ms, longest, bytes. */
const sums = (...rows: number[][]) => Float64Array.from(rows.flat());

function filled(): ProfileStore {
  const store = new ProfileStore();
  store.take(news({ fresh: true, groups: [group(), group({ shapes: "[8] [8] → [8]", flops: 8 })], sums: sums([0, 10, 10, 0, 1, 0.5, 480], [1, 5, 5, 0, 2, 1, 480]) }));
  store.take(news({ groups: [group({ cell: "b", name: "matmul + relu", steps: ["matmul", "relu"], flops: 1e6, shapes: "x" })], sums: sums([2, 2, 2, 2, 6, 4, 3e6]) }));
  return store;
}

describe("the page's copy of a profile", () => {
  it("takes sums as they are now, and begins anew when the kernel does", () => {
    const store = filled();
    store.take(news({ sums: sums([0, 20, 20, 0, 3, 0.5, 960]) }));
    expect(store.groups.map(({ calls, ms }) => [calls, ms])).toEqual([
      [20, 3],
      [5, 2],
      [2, 6],
    ]);
    store.take(news({ fresh: true }));
    expect(store.groups).toEqual([]);
  });

  it("keeps the newest blocks, however many come", () => {
    const store = new ProfileStore();
    store.take(news({ fresh: true, groups: [group()] }));
    for (let message = 0; message < 200; message++) {
      store.take(news({ blocks: Float64Array.from(Array.from({ length: 1000 }, (_, index) => [message * 1000 + index, 1, 1, 1, 0]).flat()) }));
    }
    expect(store.count).toBe(200_000);
    expect(store.block(store.first).start).toBe(store.first);
    expect(store.block(store.count - 1)).toEqual({ start: 199_999, ms: 1, busyMs: 1, spans: 1, group: 0 });
  });

  it("draws what the GPU's clock measured in a lane of its own", () => {
    const store = filled();
    expect([0, 2].map((index) => store.laneOf(index))).toEqual(["kernel", "gpu"]);
  });
});

describe("operations", () => {
  it("are summed over shapes and cells, with rates and shares, the slowest first", () => {
    const [first, second] = operationsOf(filled().groups);
    expect(first).toMatchObject({ name: "matmul + relu", ms: 6, share: 6 / 9, clock: "gpu", gflops: 2e6 / 6 / 1e6, gbs: 0.5 });
    expect(second).toMatchObject({ name: "add", calls: 15, ms: 3, shapes: "", flops: 80, bytes: 960, clock: "wall", group: 1 });
  });

  it("say when not every call was looked at", () => {
    const store = filled();
    store.take(news({ sums: sums([0, 80, 10, 0, 3, 0.5, 960]) }));
    expect(operationsOf(store.groups).map(({ name, calls, spans }) => [name, calls, spans])).toEqual([["matmul + relu", 2, 2], ["add", 85, 15]]);
  });

  it("are told apart by shape, and of one cell alone", () => {
    expect(operationsOf(filled().groups, { byShape: true })).toHaveLength(3);
    expect(operationsOf(filled().groups, { cell: "b" }).map(({ name, share }) => [name, share])).toEqual([["matmul + relu", 1]]);
  });
});

describe("the flame view", () => {
  const titleOf = (cell: string | null) => `Cell ${cell}`;

  it("puts cells under the whole, operations under cells, steps under fused operations", () => {
    const nodes = flameOf(filled().groups, titleOf);
    expect(nodes.map(({ row, title, ms }) => [row, title, ms])).toEqual([
      [0, "Everything measured", 9],
      [1, "Cell b", 6],
      [2, "matmul + relu x", 6],
      [3, "matmul", 3],
      [3, "relu", 3],
      [1, "Cell a", 3],
      [2, "add [8] [8] → [8]", 2],
      [2, "add [4] [4] → [4]", 1],
    ]);
    for (const row of [1, 2]) expect(nodes.filter((node) => node.row === row).reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 9);
    expect(nodes.find(({ title }) => title === "Cell a")!.from).toBeCloseTo(6 / 9, 9);
  });

  it("looks at one cell alone, and draws slivers together", () => {
    const store = filled();
    store.take(news({ groups: [group({ name: "tiny" }), group({ name: "tinier" })], sums: sums([3, 1, 1, 0, 1e-4, 1e-4, 0], [4, 1, 1, 0, 1e-4, 1e-4, 0]) }));
    const nodes = flameOf(store.groups, titleOf, "a");
    expect(nodes[0]).toMatchObject({ title: "Cell a", width: 1 });
    expect(nodes.at(-1)).toMatchObject({ title: "2 more", row: 2 });
  });
});
