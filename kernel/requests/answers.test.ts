import { expect, it } from "vitest";
import { openInProcess } from "../conformance/in-process.ts";
import type { Event, Request } from "../wire/messages.ts";

async function ask(source: string, question: Request): Promise<Event> {
  const events: Event[] = [];
  const kernel = await openInProcess((batch) => events.push(...batch));
  kernel.handle({ type: "execute_request", run: "r", cell: "c", name: "cell.ts", source, stopOnError: true });
  await expect.poll(() => events.some(({ type }) => type === "execute_reply"), { interval: 5 }).toBe(true);
  kernel.handle(question);
  await expect.poll(() => events.some((event) => "id" in event), { interval: 5 }).toBe(true);
  return events.find((event) => "id" in event)!;
}

it("lists the variables with their cell, type and bytes", async () => {
  const reply = await ask("const rows = [1, 2, 3]; let big = new Float64Array(4); function f() {}", { type: "variables_request", id: 1 });
  expect(reply).toEqual({
    type: "variables_reply",
    id: 1,
    variables: [
      { name: "rows", type: "Array(3)", preview: "[1, 2, 3]", bytes: null, cell: "c" },
      { name: "big", type: "Float64Array(4)", preview: "Float64Array(4) [0, 0, 0, 0]", bytes: 32, cell: "c" },
      { name: "f", type: "function", preview: "[Function: f]", bytes: null, cell: "c" },
    ],
  });
});

it("analyses cells without running them, and tells where one cannot be read", async () => {
  const reply = await ask("1", { type: "analyze_request", id: 2, cells: [{ id: "a", source: "const z = x + 1; y = z" }, { id: "b", source: "1 +" }] });
  expect(reply).toMatchObject({ cells: [{ cell: "a", defines: ["z", "y"], uses: ["x"], diagnostics: [] }, { cell: "b", diagnostics: [{ severity: "error", line: 1, column: 4 }] }] });
});

it("completes properties of values and calls no getter for it", async () => {
  const source = "let called = 0; const data = { rain: 1, rainy() {}, get race() { called++; return 1 }, sun: 2 };";
  const reply = await ask(source, { type: "complete_request", id: 3, source: "data.ra", position: 7 });
  expect(reply).toMatchObject({ from: 5, items: [{ label: "rain" }, { label: "rainy", kind: "function" }, { label: "race", kind: "property" }] });
});

it("shows what a name holds, and nothing for one that holds nothing", async () => {
  const source = "const data = { rows: 'seven' };";
  expect(await ask(source, { type: "inspect_request", id: 4, source: "data.rows", position: 7 })).toMatchObject({ data: { "text/plain": "seven" } });
  expect(await ask(source, { type: "inspect_request", id: 4, source: "nothing", position: 3 })).toMatchObject({ data: null });
});

it("says why a device cannot be had", async () => {
  expect(await ask("1", { type: "set_device_request", id: 5, device: "webgpu" })).toMatchObject({ error: expect.stringContaining("webgpu") });
});
