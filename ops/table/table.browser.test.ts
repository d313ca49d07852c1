/** Tables where they are used: tensors on a GPU, files that are read and unpacked in a browser. */
import { expect, it } from "vitest";
import { setDevice } from "../device.ts";
import { tensor } from "../creation.ts";
import { gt } from "../math/comparison.ts";
import fixture from "./fixtures/tables.json" with { type: "json" };
import { readTable, table } from "./index.ts";

it("a tensor on webgpu is kept as it is, and what must read it says what to do", async () => {
  await setDevice("webgpu");
  const x = tensor([1, 5, 3]);
  const t = table({ x, name: ["a", "b", "c"] });
  expect(t.column("x").tensor()).toBe(x);
  expect(t.select("x").tail(2).column("x").tensor().device).toBe("webgpu");
  expect(() => t.array("x")).toThrow('table: column "x" is on webgpu, which cannot be read at once');
  expect(() => t.filter(gt(x, 2))).toThrow("webgpu");
  expect(t.select("name").filter(await gt(x, 2).data()).array("name")).toEqual(["b", "c"]);
  expect([t.isOnHost, String(t).includes("on webgpu")]).toEqual([false, true]);
  const here = await t.toHost();
  expect(here.array("x")).toEqual([1, 5, 3]);
  expect(here.column("name")).toBe(t.column("name"));
  const missing = table({ y: [1, null] }).column("y");
  expect([missing.tensor().dtype, missing.tensor().device]).toEqual(["float64", "cpu"]); // what webgpu lacks
  expect(missing.tensor({ dtype: "float32" }).device).toBe("webgpu");
  expect(await missing.tensor({ dtype: "float32" }).array()).toEqual([1, NaN]);
  await setDevice("cpu");
});

it("files of every format are read, and gzip is unpacked", async () => {
  for (const base64 of Object.values(fixture.files)) {
    const found = await readTable(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]));
    expect(found.array("s")).toEqual(fixture.mixed.s);
  }
  const packed = new Blob(["a,b\n1,x\n"]).stream().pipeThrough(new CompressionStream("gzip"));
  expect((await readTable(new Response(packed))).rows()).toEqual([{ a: 1, b: "x" }]);
});
