import { describe, expect, it } from "vitest";
import { MIME } from "../../cells/mime.ts";
import type { InputView, ProgressView } from "../../cells/mime.ts";
import { openInProcess } from "../conformance/in-process.ts";
import type { Event } from "../wire/messages.ts";

/** Runs cells one after another; everything that was said. */
async function run(...sources: string[]) {
  const events: Event[] = [];
  const kernel = await openInProcess((batch) => events.push(...batch));
  const execute = async (source: string, index: number) => {
    kernel.handle({ type: "execute_request", run: `r${index}`, cell: `c${index}`, name: `cell-${index}.ts`, source, stopOnError: false });
    await expect.poll(() => events.some((event) => event.type === "execute_reply" && event.run === `r${index}`), { interval: 5, timeout: 30_000 }).toBe(true);
  };
  for (const [index, source] of sources.entries()) await execute(source, index);
  const text = () => events.flatMap((event) => (event.type === "stream" ? [event.text] : [])).join("");
  return { kernel, events, text };
}

const views = <View>(events: Event[], mime: string) => events.flatMap((event) => ("data" in event && event.data?.[mime] ? [event.data[mime] as unknown as View] : []));

describe("input", () => {
  it("tells a change by the reader to its listeners, also while no cell runs", async () => {
    const { kernel, events, text } = await run("const size = input.range({ label: 'size', min: 1, max: 9, value: 4 }); size.onChange((value) => console.log(value, size.value))");
    const view = views<InputView>(events, MIME.input)[0]!;
    expect(view).toMatchObject({ kind: "range", label: "size", min: 1, max: 9, step: 1, value: 4 });
    kernel.handle({ type: "input_value", widget: view.id, value: 7 });
    await expect.poll(text).toBe("7 7\n");
  });

  it("ignores values that do not fit the control", async () => {
    const { kernel, events, text } = await run("const pick = input.select({ options: ['a', 'b'] }); pick.onChange((value) => console.log(value));");
    const { id } = views<InputView>(events, MIME.input)[0]!;
    for (const value of ["c", 5, "b"]) kernel.handle({ type: "input_value", widget: id, value });
    await expect.poll(text).toBe("b\n");
  });

  it("hands over a file whose handle came from the page, and nothing that is none", async () => {
    const { kernel, events, text } = await run("const data = input.file({ label: 'data', accept: '.csv' }); data.onChange(async (file) => console.log(file.name, await file.text()))");
    const view = views<InputView>(events, MIME.input)[0]!;
    expect(view).toMatchObject({ kind: "file", label: "data", accept: ".csv", value: null });
    kernel.handle({ type: "input_value", widget: view.id, value: "no file" });
    kernel.handle({ type: "input_value", widget: view.id, value: new File(["a,b"], "table.csv") });
    await expect.poll(text).toBe("table.csv a,b\n");
  });

  it("can be waited for, and moved by code", async () => {
    const { kernel, events, text } = await run("const go = input.button({ label: 'Go' }); const name = input.text(); name.value = 'set'; void go.next().then((presses) => console.log('pressed', presses));");
    const [button] = views<InputView>(events, MIME.input);
    expect(views<InputView>(events, MIME.input).at(-1)).toMatchObject({ kind: "text", value: "set" });
    kernel.handle({ type: "input_value", widget: button!.id, value: null });
    await expect.poll(text).toBe("pressed 1\n");
  });
});

describe("progress", () => {
  it("walks through items and ends full", async () => {
    const { events } = await run("let sum = 0; for (const item of progress([1, 2, 3], 'adding')) sum += item; sum");
    const shown = views<ProgressView>(events, MIME.progress);
    expect(shown[0]).toMatchObject({ value: 0, total: 3, label: "adding", done: false });
    expect(shown.at(-1)).toMatchObject({ value: 3, total: 3, done: true });
  });

  it("shows where it stands without being told to end", async () => {
    const { events } = await run("const bar = progress(10); bar.advance(4); bar.value += 1");
    await expect.poll(() => views<ProgressView>(events, MIME.progress).at(-1)).toMatchObject({ value: 5, done: false });
  });
});

/** What a cell's last value or its error says. */
const says = async (source: string) => (await run(source)).events.flatMap((event) => (event.type === "execute_result" ? [event.data[MIME.text]] : event.type === "error" ? [event.message] : []));

describe("import", () => {
  it("gives the library, Plot and d3 by name, the same as those in scope", async () => {
    expect(await says("import { tensor as made } from 'tessera'; import * as again from 'd3'; import { dot } from '@observablehq/plot'; [made === tensor, again === d3, dot === Plot.dot].join()")).toEqual(["true,true,true"]);
  });

  it("asks for a host that is not approved, and loads from one that is", async () => {
    const { events } = await run("import x from 'npm:left-pad@1'");
    expect(events).toContainEqual({ type: "network_request", run: "r0", origin: "https://packages.example", what: "npm:left-pad@1" });
    expect(await says("(await import('https://approved.example/m.js')).address")).toEqual(["https://approved.example/m.js"]);
  });

  it("says why a file beside the cell cannot be imported", async () => {
    expect(String(await says("import './x.ts'"))).toContain("a cell has no files beside it to import: ./x.ts");
  });
});

it("asks for a host before it fetches from it", async () => {
  const { events } = await run("await fetch('https://weather.example/rain.csv')");
  expect(events).toContainEqual({ type: "network_request", run: "r0", origin: "https://weather.example", what: 'fetch("https://weather.example/rain.csv")' });
  expect(events.find((event) => event.type === "error")).toMatchObject({ message: 'host is not approved: https://weather.example, asked for by fetch("https://weather.example/rain.csv")' });
});

it("says what to do instead of what only pages have", async () => {
  const { events } = await run("alert('hello')");
  const error = events.find((event) => event.type === "error");
  expect(error).toMatchObject({ message: "alert is not defined" });
  expect(String(error?.type === "error" && error.traceback)).toContain("hint: show a value with display(...)");
});

it("lets a cell use the kernel's names for its own", async () => {
  const { events } = await run("const display = 5; const d3 = 'mine'", "`${display} ${d3}`");
  expect(events.find((event) => event.type === "execute_result")).toMatchObject({ data: { [MIME.text]: "5 mine" } });
});
