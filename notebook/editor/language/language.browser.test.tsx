/** Types in live editors: the worker, Monaco's providers and two cells together. */
import { createSignal, For } from "solid-js";
import { render } from "solid-js/web";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { CellEditor } from "../CellEditor.tsx";
import { createLanguageClient, type LanguageClient } from "./client.ts";
import "../../styles/base.css";

// A development server hands the worker TypeScript and hundreds of declarations one by one.
vi.setConfig({ testTimeout: 90_000 });
const patience = { timeout: 60_000 };
let root: HTMLElement;
let client: LanguageClient;
let dispose = () => {};

beforeEach(() => {
  root = document.createElement("div");
  root.style.width = "640px";
  document.body.append(root);
});
afterEach(() => {
  dispose();
  client.dispose();
  root.remove();
});

/** Code cells `cell-0`, `cell-1`... in one notebook, and the one that is focused. */
function mountNotebook(...initial: string[]) {
  const [sources, setSources] = createSignal(initial);
  const [focused, setFocused] = createSignal<string>();
  const onReveal = vi.fn(setFocused);
  client = createLanguageClient({ onReveal });
  const tell = () => client.setCells(sources().map((source, at) => ({ id: `cell-${at}`, source })));
  const change = (at: number, source: string) => {
    setSources((all) => all.with(at, source));
    tell();
  };
  tell();
  dispose = render(
    () => (
      <For each={initial}>
        {(_, at) => (
          <CellEditor
            cellId={`cell-${at()}`}
            label={`Code of cell ${at() + 1}`}
            language="typescript"
            source={sources()[at()]!}
            focused={focused() === `cell-${at()}`}
            languageClient={client}
            onChange={(source) => change(at(), source)}
          />
        )}
      </For>
    ),
    root,
  );
  const boxes = [...root.querySelectorAll<HTMLElement>(".cell-editor")];
  /** Focuses a cell with the cursor at the end. */
  const open = async (at: number) => {
    const text = boxes[at]!.querySelector("textarea")!;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    await expect.poll(() => boxes[at]!.dataset.editor, patience).toBe("monaco");
  };
  return { boxes, open, change, sources, setFocused, onReveal };
}

const suggestions = () => [...document.querySelectorAll(".suggest-widget.visible .monaco-list-row")].map((row) => row.getAttribute("aria-label") ?? "");

it("offers the members of another cell's variable, and Escape closes the offer first", async () => {
  const { open, sources } = mountNotebook("const weather = [{ rain: 1 }]", "weather[0]");
  await open(1);
  await userEvent.keyboard(".r");
  await expect.poll(suggestions, patience).toEqual(expect.arrayContaining([expect.stringContaining("rain")]));
  await userEvent.keyboard("{Escape}");
  await expect.poll(suggestions).toEqual([]);
  expect(sources()[1]).toBe("weather[0].r");
});

it("underlines a wrong type, and stops when another cell makes it right", async () => {
  const { boxes, open, change } = mountNotebook("let day = 1", "const text: string = day");
  await open(1);
  await expect.poll(() => boxes[1]!.querySelector(".squiggly-error"), patience).not.toBeNull();
  change(0, "let day = 'Monday'");
  await expect.poll(() => boxes[1]!.querySelector(".squiggly-error"), patience).toBeNull();
});

it("goes to a definition in another cell and puts the cursor there", async () => {
  const { boxes, open, onReveal } = mountNotebook("// the first\nfunction clean() {}", "clean");
  await open(1);
  await userEvent.keyboard("{F12}");
  await expect.poll(() => onReveal.mock.calls, patience).toEqual([["cell-0"]]);
  await expect.poll(() => boxes[0]!.dataset.editor, patience).toBe("monaco");
  await userEvent.keyboard("x");
  await expect.poll(() => boxes[0]!.textContent).toContain("xclean");
});
