/** The cell editor where Monaco cannot be fetched: it says so, and everything that was typed stays. */
import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { CellEditor } from "./CellEditor.tsx";

vi.mock("./monaco/live.ts", () => ({
  openLiveEditor() {
    throw new TypeError("failed to fetch");
  },
}));

it("stays a plain editor and says what is missing", async () => {
  const root = document.body.appendChild(document.createElement("div"));
  const [source, setSource] = createSignal("");
  const dispose = render(() => <CellEditor cellId="a" label="Code of cell 1" language="typescript" source={source()} onChange={setSource} />, root);
  root.querySelector("textarea")!.focus();
  await userEvent.keyboard("const x");
  await expect.poll(() => root.querySelector('[role="status"]')?.textContent).toMatch(/could not be loaded.*go on editing/);
  await userEvent.keyboard(" = 1{Enter}{Tab}x");
  expect(source()).toBe("const x = 1\n  x");
  expect(root.querySelector("pre")!.textContent).toBe(source());
  dispose();
  root.remove();
});
