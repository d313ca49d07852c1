import { expect, it } from "vitest";
import { tracer } from "../../ops/trace.ts";
import { openInProcess } from "../conformance/in-process.ts";
import type { Event, Request } from "../wire/messages.ts";
import { BLOCK_FIELDS, SUM_FIELDS } from "../wire/profile.ts";

type Of<Type extends Event["type"]> = Extract<Event, { type: Type }>;

async function open() {
  const events: Event[] = [];
  const kernel = await openInProcess((batch) => events.push(...batch));
  const all = <Type extends Event["type"]>(type: Type) => events.filter((event): event is Of<Type> => event.type === type);
  let runs = 0;
  return {
    all,
    ask: (request: Request) => kernel.handle(request),
    async run(source: string) {
      const before = all("execute_reply").length;
      kernel.handle({ type: "execute_request", run: `r${++runs}`, cell: `cell-${runs}`, name: "cell.ts", source, stopOnError: true });
      await expect.poll(() => all("execute_reply").length, { interval: 5, timeout: 30_000 }).toBe(before + 1);
      expect(all("execute_reply").at(-1)!.status).toBe("ok");
    },
    async answer<Type extends Event["type"]>(type: Type): Promise<Of<Type>> {
      await expect.poll(() => all(type).length, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0);
      return all(type)[0]!;
    },
  };
}

const profiles = (events: Of<"profile_data">[]) => {
  const fresh = events.findLastIndex(({ profile }) => profile.fresh);
  const since = events.slice(fresh).map(({ profile }) => profile);
  return { groups: since.flatMap(({ groups }) => groups), sums: since.map(({ sums }) => sums), blocks: since.map(({ blocks }) => blocks), runs: since.flatMap(({ runs }) => runs) };
};

it("tells of nothing, and records nothing, while no panel is open", async () => {
  const { run, all } = await open();
  await run("ones([4, 4]).matmul(ones([4, 4])).sum().item()");
  expect(all("profile_data")).toEqual([]);
  expect(tracer()).toBeUndefined();
});

it("tells which cell caused what, before it says that the cell is done", async () => {
  const { run, ask, all } = await open();
  ask({ type: "watch_request", profile: true, memory: false });
  await run("const a = ones([4, 4]);");
  await run("a.matmul(a)");
  const { groups, sums, runs, blocks } = profiles(all("profile_data"));
  const product = groups.findIndex(({ name }) => name === "matmul");
  expect(groups[product]).toEqual({ cell: "cell-2", kind: "kernel", name: "matmul", device: "cpu", shapes: "[4, 4] [4, 4] → [4, 4]", flops: 128, steps: ["matmul"] });
  const row = sums.flatMap((rows) => Array.from({ length: rows.length / SUM_FIELDS }, (_, at) => rows.subarray(at * SUM_FIELDS))).findLast(([index]) => index === product)!;
  expect([...row.subarray(1, 4), row[6]]).toEqual([1, 1, 0, 192]);
  expect(runs.filter(({ ms }) => ms !== null).map(({ cell }) => cell)).toEqual(["cell-1", "cell-2"]);
  expect(blocks.some((rows) => rows.length >= BLOCK_FIELDS)).toBe(true);
  ask({ type: "watch_request", profile: false, memory: false });
  expect(tracer()).toBeUndefined();
});

it("tells while a cell computes without a pause, but not after every operation", async () => {
  const { run, ask, all } = await open();
  ask({ type: "watch_request", profile: true, memory: true });
  await run("const end = performance.now() + 450; const x = ones([4]); while (performance.now() < end) x.add(1).dataSync();");
  const during = all("profile_data").length;
  expect(during).toBeGreaterThan(1);
  expect(during).toBeLessThan(12);
  expect(all("memory_data").length).toBeGreaterThan(1);
  ask({ type: "watch_request", profile: false, memory: false });
});

it("tells everything again to a page that asks again, and nothing of what was cleared", async () => {
  const { run, ask, all } = await open();
  ask({ type: "watch_request", profile: true, memory: false });
  await run("ones([4]).add(1).dataSync()");
  const before = profiles(all("profile_data")).groups.length;
  ask({ type: "watch_request", profile: true, memory: false });
  expect(all("profile_data").at(-1)!.profile).toMatchObject({ fresh: true });
  expect(all("profile_data").at(-1)!.profile.groups).toHaveLength(before);
  ask({ type: "clear_profile_request" });
  expect(all("profile_data").at(-1)!.profile).toMatchObject({ fresh: true, groups: [], runs: [] });
  ask({ type: "watch_request", profile: false, memory: false });
});

it("answers with the plan of a kernel, a trace, and the ceilings of a device", async () => {
  const { run, ask, all, answer } = await open();
  ask({ type: "watch_request", profile: true, memory: false });
  await run("const x = ones([4]); x.mul(2).add(x).dataSync()");
  const group = profiles(all("profile_data")).groups.findIndex(({ name }) => name === "mul + add");
  ask({ type: "kernel_source_request", id: 1, group });
  expect((await answer("kernel_source_reply")).source.plan).toEqual(["%1 = mul(a, 2)", "%2 = add(%1, a)"]);
  ask({ type: "trace_request", id: 2 });
  expect((await answer("trace_reply")).text).toContain('"name":"mul + add"');
  ask({ type: "ceilings_request", id: 3, device: "cpu" });
  expect((await answer("ceilings_reply")).ceilings!.gflops).toBeGreaterThan(0);
  ask({ type: "watch_request", profile: false, memory: false });
});

it("names the tensors that variables hold, inside lists and objects too", async () => {
  const { run, ask, all } = await open();
  await run("const weights = ones([3, 4]); const model = { layers: [{ bias: zeros([4], { dtype: 'int32' }) }], self: null, get lazy() { throw new Error('called'); } }; model.self = model; const gone = ones([2]); gone.dispose();");
  ask({ type: "watch_request", profile: false, memory: true });
  const { memory } = all("memory_data").at(-1)!;
  expect(memory.held).toEqual([
    { name: "weights", cell: "cell-1", shape: [3, 4], dtype: "float32", device: "cpu", bytes: 48 },
    { name: "model.layers[0].bias", cell: "cell-1", shape: [4], dtype: "int32", device: "cpu", bytes: 16 },
  ]);
  expect(memory.bytes).toBeGreaterThanOrEqual(64);
  expect(memory.places).toContainEqual(expect.objectContaining({ place: "cell", cell: "cell-1" }));
  ask({ type: "watch_request", profile: false, memory: false });
});

it("tells the line that holds memory while somebody looks", async () => {
  const { run, ask, all } = await open();
  ask({ type: "watch_request", profile: false, memory: true });
  await run("const made = [];\nfor (let i = 0; i < 3; i++) {\n  made.push(ones([8]));\n}");
  expect(all("memory_data").at(-1)!.memory.places).toContainEqual({ place: "cell, line 3", cell: "cell-1", buffers: 3, bytes: 96, collected: 0 });
  ask({ type: "watch_request", profile: false, memory: false });
});
