/** The cell editor in a real browser: what a reader sees and types before, while and after Monaco takes over. */
import { createSignal, type JSX } from "solid-js";
import { render } from "solid-js/web";
import { userEvent } from "vitest/browser";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CellEditor, type CellEditorProps } from "./CellEditor.tsx";
import "../styles/base.css";

let root: HTMLElement;
let dispose = () => {};

beforeEach(() => {
  root = document.createElement("div");
  root.style.width = "640px";
  document.body.append(root);
});
afterEach(() => {
  dispose();
  root.remove();
});

function mount(view: () => JSX.Element) {
  dispose = render(view, root);
}

/** A cell that keeps what is typed, as the page does. */
function mountCell(initial: string, props: Partial<CellEditorProps> = {}) {
  const [source, setSource] = createSignal(initial);
  const onChange = vi.fn(setSource);
  mount(() => <CellEditor cellId={`cell-${Math.random()}`} label="Code of cell 1" language="typescript" source={source()} onChange={onChange} {...props} />);
  return { source, setSource, onChange, text: () => root.querySelector("textarea")! };
}

const box = () => root.querySelector<HTMLElement>(".cell-editor")!;
const lineWith = (text: string) => [...root.querySelectorAll(".view-line")].find((line) => line.textContent?.includes(text));

/** The colours of a keyword, a string and a comment. */
function colours(selector: string) {
  const runs = [...root.querySelectorAll(selector)];
  return ["const", "'text'", "// note"].map((word) => {
    const run = runs.find((element) => element.textContent?.replaceAll("\u00a0", " ") === word);
    return run && getComputedStyle(run).color;
  });
}

const isLive = () => expect.poll(() => box().dataset.editor, { timeout: 20_000 }).toBe("monaco");

const long = `const veryLongName = ${"someFunction(argument, another) + ".repeat(12)} 1; // that wraps several times at this width, words and all`;
const sources = {
  "one line": "const x = 1",
  "an empty cell": "",
  "several lines, the last one empty": "const x = 1;\n\nfunction f() {\n  return x;\n}\n",
  "lines that wrap": `${long}\n  ${long}\n${"x".repeat(500)}`,
  "other scripts": "const π = '日本語 テキスト';\n// привет 😀 é\n",
};

const cases = Object.entries(sources).flatMap(([name, source]) => [320, 640, 863].map((width) => [name, width, source] as const));
for (const [name, width, source] of cases) {
  it(`keeps its height when Monaco takes over: ${name}, ${width} px wide`, async () => {
    root.style.width = `${width}px`;
    const { text } = mountCell(source);
    await document.fonts.ready;
    const before = box().getBoundingClientRect().height;
    text().focus();
    await isLive();
    expect(box().getBoundingClientRect().height).toBe(before);
  });
}

it("puts the text where the plain editor had it", async () => {
  const { text } = mountCell("const x = 1");
  const left = root.querySelector(".tok-keyword")!.getBoundingClientRect();
  text().focus();
  await isLive();
  await expect.poll(() => root.querySelector(".view-line span span")).not.toBeNull();
  const taken = root.querySelector(".view-line span span")!.getBoundingClientRect();
  expect(Math.abs(taken.left - left.left)).toBeLessThan(0.5);
  expect(Math.abs(taken.top + taken.height / 2 - left.top - left.height / 2)).toBeLessThan(1.5);
});

it("keeps its colours when Monaco takes over, and follows the page's theme", async () => {
  const { text } = mountCell("const x = 'text'; // note");
  const light = colours("pre span span");
  document.documentElement.dataset.theme = "dark";
  const dark = colours("pre span span");
  expect(dark).not.toEqual(light);
  text().focus();
  await isLive();
  await expect.poll(() => colours(".view-line span span")).toEqual(dark);
  delete document.documentElement.dataset.theme;
  await expect.poll(() => colours(".view-line span span")).toEqual(light);
});

it("loses no key typed while Monaco loads, and goes on at the same place", async () => {
  const { text, source } = mountCell("ab");
  text().focus();
  text().setSelectionRange(1, 1);
  await userEvent.keyboard("12");
  await isLive();
  await userEvent.keyboard("34");
  await expect.poll(source).toBe("a1234b");
});

it("takes a change from outside without telling it back", async () => {
  const { text, setSource, onChange } = mountCell("one");
  text().focus();
  await isLive();
  setSource("one\ntwo");
  await expect.poll(() => root.querySelectorAll(".view-line").length).toBe(2);
  expect(onChange).not.toHaveBeenCalled();
});

it("leaves the text with Escape, after suggestions or find were closed", async () => {
  const onEscape = vi.fn();
  const { text } = mountCell("const x = 1", { onEscape });
  text().focus();
  await isLive();
  await userEvent.keyboard("{Control>}f{/Control}");
  await expect.poll(() => root.querySelector(".find-widget.visible")).not.toBeNull();
  await userEvent.keyboard("{Escape}");
  expect(onEscape).not.toHaveBeenCalled();
  await userEvent.keyboard("{Escape}");
  expect(onEscape).toHaveBeenCalledOnce();
});

it("gives the notebook's keys to the notebook, in both editors", async () => {
  const onCommand = vi.fn();
  const { text, onChange } = mountCell("const x = 1", { onCommand });
  const press = async () => {
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}{Control>}{Enter}{/Control}{Alt>}{Enter}{/Alt}{Control>}m{/Control}");
    expect(onCommand.mock.calls.map(([command]) => command.name)).toEqual(["runAndAdvance", "run", "runAndInsert", "commandMode"]);
  };
  text().focus();
  await press();
  await isLive();
  vi.clearAllMocks();
  await press();
  expect(onChange).not.toHaveBeenCalled();
});

it("leaves find its own keys", async () => {
  const onCommand = vi.fn();
  const { text } = mountCell("one two one", { onCommand });
  text().focus();
  await isLive();
  await userEvent.keyboard("{Control>}f{/Control}");
  await expect.poll(() => document.activeElement?.closest(".find-widget")).toBeTruthy();
  await userEvent.keyboard("one{Shift>}{Enter}{/Shift}");
  await expect.poll(() => root.querySelector(".matchesCount")?.textContent).toBe("2 of 2");
  expect(onCommand).not.toHaveBeenCalled();
});

it("says where a split cuts", async () => {
  const onCommand = vi.fn();
  const { text } = mountCell("one\ntwo", { onCommand });
  text().focus();
  text().setSelectionRange(4, 4);
  await isLive();
  await userEvent.keyboard("{Control>}{Shift>}-{/Shift}{/Control}");
  expect(onCommand).toHaveBeenCalledWith({ name: "split", offset: 4 });
});

it("tells when an arrow would leave the text, and only then", async () => {
  const onCursorEdge = vi.fn();
  const { text } = mountCell("one\ntwo", { onCursorEdge });
  text().focus();
  text().setSelectionRange(0, 0);
  await isLive();
  await userEvent.keyboard("{ArrowDown}");
  expect(onCursorEdge).not.toHaveBeenCalled();
  await userEvent.keyboard("{ArrowDown}");
  expect(onCursorEdge).toHaveBeenLastCalledWith("bottom");
  await userEvent.keyboard("{ArrowUp}{ArrowUp}");
  expect(onCursorEdge).toHaveBeenLastCalledWith("top");
});

it("scrolls the page with the cursor when the text is taller than the window", async () => {
  const { text } = mountCell(Array.from({ length: 200 }, (_, line) => `line(${line})`).join("\n"));
  text().focus();
  text().setSelectionRange(0, 0);
  await isLive();
  await userEvent.keyboard("{Control>}{End}{/Control}!");
  await expect.poll(() => lineWith("199")?.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
  await userEvent.keyboard("{Control>}{Home}{/Control}");
  await expect.poll(() => root.getBoundingClientRect().top).toBeGreaterThanOrEqual(0);
});

it("keeps a few live editors, and the others go back to plain text with what was typed", async () => {
  const [sources, setSources] = createSignal(["a", "b", "c", "d"]);
  mount(() => (
    <>
      {[0, 1, 2, 3].map((at) => (
        <CellEditor
          cellId={`many-${at}`}
          label={`Code of cell ${at + 1}`}
          language="typescript"
          source={sources()[at]!}
          onChange={(source) => setSources((all) => all.with(at, source))}
        />
      ))}
    </>
  ));
  const boxes = [...root.querySelectorAll<HTMLElement>(".cell-editor")];
  for (const [at, cell] of boxes.entries()) {
    cell.querySelector("textarea")!.focus();
    await expect.poll(() => cell.dataset.editor, { timeout: 20_000 }).toBe("monaco");
    await userEvent.keyboard(`${at}`);
  }
  expect(boxes.map((cell) => cell.dataset.editor)).toEqual(["plain", "monaco", "monaco", "monaco"]);
  expect(boxes[0]!.querySelector("pre")!.textContent).toContain("0");
  expect(sources().every((source) => source.length === 2)).toBe(true);
});

it("tells focus and blur once, not for the change of editors", async () => {
  const onFocus = vi.fn();
  const onBlur = vi.fn();
  const { text } = mountCell("x", { onFocus, onBlur });
  text().focus();
  await isLive();
  expect(onFocus).toHaveBeenCalledOnce();
  expect(onBlur).not.toHaveBeenCalled();
  (document.activeElement as HTMLElement).blur();
  await expect.poll(() => onBlur.mock.calls.length).toBe(1);
});

it("has the cell's name for people with a screen reader, and says how Tab leaves", async () => {
  const { text } = mountCell("x");
  expect(text().getAttribute("aria-label")).toBe("Code of cell 1");
  text().focus();
  await isLive();
  await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toMatch(/^Code of cell 1\..*Escape/);
});
