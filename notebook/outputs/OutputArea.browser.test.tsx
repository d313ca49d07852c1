import { createSignal, type Setter } from "solid-js";
import { render } from "solid-js/web";
import { page, userEvent } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Data } from "../../cells/json.ts";
import type { Output } from "../../cells/output.ts";
import { pack } from "../../cells/packed.ts";
import { OutputArea } from "./OutputArea.tsx";
import "../styles/base.css";

const shownAs = (mime: string, data: Data, rest: Record<string, Data> = {}): Output => ({ type: "display_data", data: { [mime]: data, ...rest }, metadata: {} });
const lines = (count: number) => [stream("line\n".repeat(count))];
const stream = (text: string): Output => ({ type: "stream", name: "stdout", text });

let dispose = () => {};
let heard: unknown[] = [];
beforeEach(() => void (heard = []));
afterEach(() => {
  dispose();
  document.body.replaceChildren();
});

function show(...initial: Output[]): Setter<Output[]> {
  const [outputs, setOutputs] = createSignal(initial);
  const area = () => (
    <OutputArea
      label="Output of cell 3"
      outputs={outputs()}
      running
      onInput={(widget, value) => heard.push([widget, value])}
      onOpenLocation={(location) => heard.push(location)}
    />
  );
  dispose = render(area, document.body);
  return setOutputs;
}
const region = () => page.getByRole("region", { name: "Output of cell 3" });
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];

const firstCells = () => all("tbody tr:not(.table-space)").slice(0, 3).map((row) => row.firstElementChild!.textContent);
const tensorOf = (shape: number[], values: Float32Array): Output =>
  shownAs("application/vnd.tessera.tensor+json", {
    shape,
    dtype: "float32",
    device: "wasm",
    nbytes: values.byteLength,
    text: "as NumPy prints it",
    stats: { min: 0, max: 11, mean: 5.5, std: 3.45, nans: 1, infinities: 0, zeros: 0 },
    histogram: { min: 0, max: 11, counts: [3, 9] },
    values: pack(values),
  });
const plotOf = (width?: number): Output =>
  shownAs("application/vnd.tessera.plot+json", {
    version: 1,
    root: { $call: "plot", args: [{ ...(width && { width }), marks: [{ $call: "dot", args: [{ $ref: 0 }, { x: "x", y: "x", fill: "k", tip: true, href: "h" }] }] }] },
    arrays: [{ $rows: { length: 2, columns: { x: [1, 2], k: ["a", "b"], h: ["javascript:alert(1)", "https://example.com"] } } }],
  });
const slider = (value: number) => shownAs("application/vnd.tessera.input+json", { id: "w1", kind: "range", label: "Rate", value, min: 0, max: 10, step: 1 });
const plotWidth = () => Number(document.querySelector("svg")?.getAttribute("width"));

describe("the outputs of a cell", () => {
  it("stand in a labelled region, one element an output, with kind and type", () => {
    show(stream("x"), { type: "error", name: "Error", message: "no", traceback: [] }, shownAs("text/plain", "y"));
    const marks = [...region().element().children].map((output) => [(output as HTMLElement).dataset["output"], (output as HTMLElement).dataset["mime"]]);
    expect(marks).toEqual([["stream", "text/plain"], ["error", "text/plain"], ["display_data", "text/plain"]]);
    expect(region().element().textContent).toBe("xError: noy");
  });

  it("keep their elements when a stream grows", () => {
    const setOutputs = show(stream("one\n"));
    const pre = document.querySelector("pre");
    setOutputs([stream("one\ntwo\n")]);
    expect(document.querySelector("pre")).toBe(pre);
    expect(pre?.textContent).toBe("one\ntwo\n");
  });

  it("are not all drawn at once when there are many", async () => {
    show(...Array.from({ length: 250 }, (_, index) => shownAs("text/plain", `output ${index}`)));
    expect(all(".output")).toHaveLength(100);
    await page.getByRole("button", { name: "Show 150 more outputs" }).click();
    await expect.poll(() => all(".output").length).toBe(250);
  });

  it("show a long text in part, and all of it on demand", async () => {
    show(shownAs("text/plain", "line\n".repeat(60_000)));
    expect(document.querySelector("pre")!.textContent!.length).toBeLessThan(110_000);
    await page.getByRole("button", { name: "Show all (300 kB)" }).click();
    expect(document.querySelector("pre")!.textContent).toHaveLength(300_000);
  });

  it("follow the end of a stream until the reader scrolls away", async () => {
    const setOutputs = show(...lines(100));
    const pre = document.querySelector("pre")!;
    const isAtEnd = () => pre.scrollTop > 0 && pre.scrollHeight - pre.scrollTop - pre.clientHeight < 2;
    for (const count of [200, 30_000]) {
      setOutputs(lines(count));
      await expect.poll(isAtEnd).toBe(true);
    }
    pre.scrollTop = 10;
    pre.dispatchEvent(new Event("scroll"));
    setOutputs(lines(30_100));
    await new Promise(requestAnimationFrame);
    expect(pre.scrollTop).toBe(10);
  });

  it("can be scrolled by keys when they are longer than their box, and only then", async () => {
    const setOutputs = show(...lines(5));
    await new Promise(requestAnimationFrame);
    expect(all("pre[tabindex]")).toHaveLength(0);
    setOutputs(lines(200));
    await expect.poll(() => region().getByRole("group", { name: "Text, scrolls" }).elements().map((box) => (box as HTMLElement).tabIndex)).toEqual([0]);
  });

  it("keep text that is copied as it was printed, however long its lines", () => {
    const text = `${"x".repeat(10_000)}\n${"line\n".repeat(3_000)}end`;
    show(stream(text));
    getSelection()!.selectAllChildren(document.querySelector("pre")!);
    expect(getSelection()!.toString()).toBe(text);
  });

  it("lead from an error to its line", async () => {
    show({ type: "error", name: "TypeError", message: "no", traceback: ["\u001B[31mTypeError\u001B[39m: no"], location: { line: 2, column: 5 } });
    await page.getByRole("button", { name: "Go to line 2, column 5" }).click();
    expect(heard).toEqual([{ line: 2, column: 5 }]);
  });

  it("say which forms cannot be shown", async () => {
    show(shownAs("application/x-foo", "?"), shownAs("application/x-foo", "?", { "text/plain": "plain" }));
    await expect.element(region()).toHaveTextContent("This page cannot show this kind of output: application/x-foo.");
    await expect.element(region()).toHaveTextContent("plainKept with this output, in forms that this page cannot show: application/x-foo");
  });

  it("survive data that make no sense", async () => {
    show(shownAs("application/vnd.tessera.table+json", 7, { "text/plain": "the text" }), shownAs("application/vnd.tessera.plot+json", { version: 1, root: { $call: "eval", args: [] }, arrays: [] }));
    await expect.element(region()).toHaveTextContent(/This output could not be drawn: .*the text/);
    await expect.element(region()).toHaveTextContent("unknown Plot function: eval");
  });
});

it("is drawn again when an output that failed is replaced", async () => {
  const setOutputs = show(shownAs("application/vnd.tessera.table+json", 7));
  await expect.element(region()).toHaveTextContent("This output could not be drawn");
  setOutputs([shownAs("application/vnd.tessera.table+json", { rows: 1, columns: [{ name: "n", type: "integer", values: [5] }] })]);
  await expect.element(region()).toHaveTextContent("1 row × 1 column");
});

describe("a table", () => {
  const count = 20_000;
  const table = shownAs("application/vnd.tessera.table+json", {
    rows: count,
    columns: [
      { name: "n", type: "integer", values: pack(Int32Array.from({ length: count }, (_, row) => (row * 7919) % count)) },
      { name: "word", type: "string", values: Array.from({ length: count }, (_, row) => (row % 2 ? "odd" : null)) },
    ],
  });

  it("keeps only the rows in view in the document", async () => {
    show(table);
    await expect.poll(() => all("tbody tr").length).toBeGreaterThan(10);
    expect(all("tbody tr").length).toBeLessThan(80);
    const scroller = document.querySelector(".table-scroll")!;
    scroller.scrollTop = scroller.scrollHeight;
    await expect.poll(() => all("tbody tr:not(.table-space)").at(-1)?.getAttribute("aria-rowindex")).toBe(String(count + 1));
  });

  it("is sorted by its headers, also from the keyboard", async () => {
    show(table);
    const header = page.getByRole("columnheader", { name: /^n/ });
    await page.getByRole("button", { name: /^n/ }).click();
    await expect.element(header).toHaveAttribute("aria-sort", "ascending");
    expect(firstCells()).toEqual(["0", "1", "2"]);
    await userEvent.keyboard("{Enter}");
    await expect.element(header).toHaveAttribute("aria-sort", "descending");
    expect(firstCells()).toEqual(["19999", "19998", "19997"]);
  });
});

describe("a tensor", () => {
  const matrix = Float32Array.from({ length: 12 }, (_, index) => index);

  it("says what it is and how its values are spread", async () => {
    show(tensorOf([3, 4], matrix));
    await expect.element(region()).toHaveTextContent("float32 [3, 4] on wasm, 48 B");
    expect(all("dt").map((term) => term.textContent)).toEqual(["min", "max", "mean", "std", "nans"]);
  });

  it("shows its values, their histogram and NumPy's text", async () => {
    show(tensorOf([3, 4], matrix));
    await expect.poll(() => all("tbody tr").map((row) => row.textContent)).toEqual(["00123", "14567", "2891011"]);
    await page.getByRole("button", { name: "Histogram" }).click();
    expect(all("rect title").map((title) => title.textContent)).toEqual(["0 to 5.5: 3", "5.5 to 11: 9"]);
    await page.getByRole("button", { name: "Text" }).click();
    expect(document.querySelector("pre")!.textContent).toBe("as NumPy prints it");
  });

  it("lets the reader choose the matrix of a tensor of three axes", async () => {
    show(tensorOf([2, 2, 3], matrix));
    await page.getByLabelText("axis 0").fill("1");
    expect(all("tbody td").map((cell) => cell.textContent)).toEqual(["6", "7", "8", "9", "10", "11"]);
  });
});

describe("a plot", () => {
  it("is drawn as wide as its place, and again when that changes", async () => {
    document.body.style.width = "600px";
    show(plotOf());
    await expect.poll(plotWidth).toBeGreaterThan(500);
    document.body.style.width = "400px";
    await expect.poll(plotWidth).toBeLessThan(400);
    document.body.style.width = "";
  });

  it("keeps the width it was given and takes the theme's colours", async () => {
    show(plotOf(333));
    await expect.poll(() => document.querySelector("svg")?.getAttribute("width")).toBe("333");
    const inTheme = ["--chart-1", "--chart-2"].map((name) => {
      document.body.style.color = `var(${name})`;
      return getComputedStyle(document.body).color;
    });
    expect(all("circle").map((dot) => getComputedStyle(dot).fill)).toEqual(inTheme);
    document.body.style.color = "";
  });

  it("shows a tip under the pointer", async () => {
    show(plotOf(400));
    await expect.poll(() => all("circle").length).toBe(2);
    await userEvent.hover(all("circle")[1]!);
    await expect.poll(() => document.querySelector('[aria-label="tip"] text')?.textContent).toContain("k");
  });

  it("is one picture with a name, unless it has links to follow", async () => {
    const dots = (channels: Data, options: { [key: string]: Data } = {}): Output =>
      shownAs("application/vnd.tessera.plot+json", { version: 1, root: { $call: "plot", args: [{ ...options, marks: [{ $call: "dot", args: [{ $ref: 0 }, channels] }] }] }, arrays: [{ $rows: { length: 2, columns: { height: [1, 2], weight: [3, 4] } } }] });
    show(dots({ x: "height", y: "weight" }), dots({ x: "height", y: "weight" }, { title: "People" }), plotOf());
    const names = () => all(".output-plot svg").map((svg) => [svg.getAttribute("role"), svg.getAttribute("aria-label")]);
    await expect.poll(names).toEqual([["img", "Plot of weight by height"], ["img", "Plot: People"], ["group", "Plot of x by x"]]);
  });

  it("is complete soon after it was shown, however many dots it has, and every link is guarded", async () => {
    const count = 3_500;
    const href = Array.from({ length: count }, () => "javascript:alert(1)");
    const x = pack(Float64Array.from({ length: count }, (_, index) => index));
    show(shownAs("application/vnd.tessera.plot+json", { version: 1, root: { $call: "plot", args: [{ marks: [{ $call: "dot", args: [{ $ref: 0 }, { x: "x", y: "x", href: "href" }] }] }] }, arrays: [{ $rows: { length: count, columns: { x, href } } }] }));
    await expect.poll(() => all("circle").length).toBe(count);
    expect(all("a[href]")).toHaveLength(0);
  });

  it("has no link that runs code", async () => {
    show(plotOf());
    await expect.poll(() => all("a").map((link) => link.getAttribute("href"))).toEqual([null, "https://example.com/"]);
  });

  it("is not drawn before the reader agrees when it is so large that the page would stall", async () => {
    const data = { version: 1, root: { $call: "plot", args: [{ marks: [{ $call: "lineY", args: [{ $ref: 0 }] }] }] }, arrays: [pack(new Float32Array(300_000))] };
    show(shownAs("application/vnd.tessera.plot+json", data));
    await page.getByRole("button", { name: "Draw it" }).click();
    await expect.poll(() => all("svg path").length).toBeGreaterThan(0);
  });

  it("says why the kernel had to draw it", async () => {
    const svg = '<svg width="10" height="10"><circle r="5" onclick="1"/></svg>';
    show(shownAs("application/vnd.tessera.plot+json", { version: 1, drawn: "image/svg+xml", reason: "x.tickFormat is a function" }, { "image/svg+xml": svg }));
    await expect.element(region()).toHaveTextContent("because x.tickFormat is a function.");
    expect(document.querySelector(".output-contained > div")!.shadowRoot!.querySelector("circle")!.outerHTML).toBe('<circle r="5"></circle>');
  });
});

describe("a tree", () => {
  it("shows the properties of a small object at once, and nothing of what is long", async () => {
    show(shownAs("application/json", { mean: 1, std: 2 }));
    await expect.poll(() => all(".tree-line").map((line) => line.textContent)).toEqual(["▾{mean, std}", "mean: 1", "std: 2"]);
    dispose();
    show(shownAs("application/json", { ...Array.from({ length: 17 }, (_, i) => i) }));
    await expect.poll(() => all('[role="treeitem"]').length).toBe(1);
  });

  it("opens level by level with the keys", async () => {
    show(shownAs("application/json", { a: { b: [1, 2] }, c: null }));
    await expect.poll(() => all('[role="treeitem"]').length).toBe(3);
    all('[role="treeitem"]')[0]!.focus();
    await userEvent.keyboard("{ArrowRight}{ArrowRight}{ArrowDown}");
    expect(document.activeElement!.querySelector(".tree-line")!.textContent).toContain("b: Array(2)");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(all('[role="treeitem"]')).toHaveLength(3);
  });

  it("shows a very deep value without drawing its depths", async () => {
    let deep: Data = 1;
    for (let level = 0; level < 5000; level++) deep = [deep];
    show(shownAs("application/json", deep));
    await expect.element(region()).toHaveTextContent("Array(1)");
  });
});

describe("a widget", () => {
  it("tells the kernel the newest of many values, once a frame", async () => {
    show(slider(3));
    const input = page.getByLabelText("Rate").element() as HTMLInputElement;
    for (const value of ["4", "5", "6"]) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await expect.poll(() => heard).toEqual([["w1", 6]]);
  });

  it("is not moved back by an answer to an earlier value while the reader drags", () => {
    const setOutputs = show(slider(3));
    const input = page.getByLabelText("Rate").element() as HTMLInputElement;
    input.value = "6";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    setOutputs([slider(4)]);
    expect(input.value).toBe("6");
  });

  it("shows the value that the kernel sets", async () => {
    const setOutputs = show(slider(3));
    setOutputs([slider(8)]);
    expect((page.getByLabelText("Rate").element() as HTMLInputElement).value).toBe("8");
  });
});

/** What was handed over: a file has no properties of its own to compare. */
const files = () => (heard as [string, unknown][]).flatMap(([widget, value]) => (value instanceof File ? [[widget, value.name, value.type]] : []));

describe("a control for a file", () => {
  const control = shownAs("application/vnd.tessera.input+json", { id: "w2", kind: "file", label: "Data", value: null, accept: ".csv" });
  const drop = (file: File) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    all(".input-file")[0]!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  };

  const named = () => (page.getByLabelText("Data").element() as HTMLInputElement).files![0]?.name;

  it("hands over what was chosen, and tells its name and size", async () => {
    show(control);
    const file = new File(["a,b\n1,2"], "table.csv", { type: "text/csv" });
    await userEvent.upload(page.getByLabelText("Data"), file);
    await expect.poll(files).toEqual([["w2", "table.csv", "text/csv"]]);
    await expect.element(region()).toHaveTextContent("7 B");
    expect(named()).toBe("table.csv");
  });

  it("takes what is dropped on it, and says what it does not take", async () => {
    show(control);
    drop(new File([""], "photo.png"));
    await expect.element(page.getByRole("alert")).toHaveTextContent("photo.png is not of the kind asked for: .csv");
    expect(heard).toEqual([]);
    drop(new File(["1"], "Table.CSV"));
    await expect.poll(files).toEqual([["w2", "Table.CSV", ""]]);
    expect(named()).toBe("Table.CSV");
  });
});

describe("a control for the camera", () => {
  const control = shownAs("application/vnd.tessera.input+json", { id: "w3", kind: "camera", label: "Camera", value: null });

  it("is off until the reader switches it on, takes pictures, and is off again when it goes", async () => {
    show(control);
    expect(all("video")).toEqual([]);
    await page.getByRole("button", { name: "Switch the camera on" }).click();
    await expect.element(page.getByLabelText("What the camera sees")).toBeVisible();
    const video = page.getByLabelText("What the camera sees").element() as HTMLVideoElement;
    await expect.poll(() => video.videoWidth).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Take a picture" }).click();
    await expect.poll(files).toEqual([["w3", "picture-1.png", "image/png"]]);
    const [track] = (video.srcObject as MediaStream).getTracks();
    dispose();
    expect(track!.readyState).toBe("ended");
  });
});

describe("progress", () => {
  it("is told to screen readers and to eyes", () => {
    show(shownAs("application/vnd.tessera.progress+json", { value: 25, total: 100, label: "Training", elapsed: 1000, done: false }));
    const bar = page.getByRole("progressbar", { name: "Training" }).element();
    expect([bar.ariaValueNow, bar.ariaValueMax]).toEqual(["25", "100"]);
    expect(region().element().textContent).toBe("Training25 of 100 · 1.0 s · 3.0 s left");
  });
});

describe("HTML", () => {
  it("stays inside its box, whatever it positions and styles", async () => {
    show(shownAs("text/html", '<style>:host{position:fixed!important;inset:0!important} body{display:none}</style><div style="position:fixed;inset:0">x</div>'));
    await expect.poll(() => document.querySelector(".output-contained")).not.toBeNull();
    const box = document.querySelector(".output-contained")!;
    expect(getComputedStyle(document.body).display).not.toBe("none");
    expect(document.elementFromPoint(innerWidth / 2, innerHeight - 5)?.closest(".output-contained") ?? null).toBeNull();
    expect(getComputedStyle(box).contain).toMatch(/content|paint/);
  });

  it("says that scripts were left out", async () => {
    show(shownAs("text/html", "<p>text</p><script>window.__ran = true</script>"));
    await expect.element(region()).toHaveTextContent("This output has scripts, which do not run on this page.");
    expect(window).not.toHaveProperty("__ran");
  });
});
