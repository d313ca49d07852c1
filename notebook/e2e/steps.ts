/** What a reader does, as functions for the journeys. Everything is found by the page's public names. */
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { encodeLink } from "../../cells/codec/link.ts";
import { type Cell, toCell } from "../../cells/notebook.ts";

/** A code cell by its place among all cells, from 1. */
export const codeCell = (page: Page, place: number): Locator => page.getByRole("article", { name: `Code cell ${place}`, exact: true });

/** The output region of the cell at this place. */
export const outputOf = (page: Page, place: number): Locator => page.getByRole("region", { name: `Output of cell ${place}`, exact: true });

/** The fragment of a link that carries these cells; a string is the source of a code cell. */
export async function linkTo(cells: (string | Partial<Cell>)[], title = "A journey"): Promise<string> {
  const filled = cells.map((cell) => toCell(typeof cell === "string" ? { source: cell } : cell));
  const payload = await encodeLink({ cells: filled, metadata: { title } }, {});
  return `/#nb=${payload}`;
}

/** Opens a linked notebook and waits until its last cell is drawn. */
export async function openLinked(page: Page, cells: (string | Partial<Cell>)[]): Promise<void> {
  await page.goto(await linkTo(cells));
  await expect(page.getByRole("article")).toHaveCount(cells.length);
}

export async function runAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run all" }).click();
}

/** Runs all code cells and waits until every one is done. */
export async function runToTheEnd(page: Page): Promise<void> {
  await runAll(page);
  const cells = await page.locator('[data-kind="code"]').count();
  expect(cells).toBeGreaterThan(0);
  await expect(page.locator('[data-kind="code"][data-state="done"]')).toHaveCount(cells, { timeout: 60_000 });
}

/** Runs one cell by its button. */
export async function runCell(page: Page, place: number): Promise<void> {
  const cell = codeCell(page, place);
  await cell.hover();
  await cell.getByRole("button", { name: "Run cell" }).click();
}

/** The cell ended in this state. */
export async function expectState(page: Page, place: number, state: "done" | "error" | "running" | "queued" | "idle", timeout = 30_000): Promise<void> {
  await expect(codeCell(page, place)).toHaveAttribute("data-state", state, { timeout });
}

/** Everything typed is kept. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-save", "saved");
}

/** Puts this text into a code cell the way a reader does: focus, select all, type. */
export async function typeInto(page: Page, place: number, text: string): Promise<void> {
  const cell = codeCell(page, place);
  const live = cell.locator(".monaco-editor .view-lines");
  await ((await live.isVisible()) ? live : cell.getByRole("textbox").first()).click();
  await expect(live).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

/** Chooses where tensors live, in the kernel's menu. */
export async function chooseDevice(page: Page, device: "cpu" | "wasm" | "webgpu"): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
  await page.getByRole("button", { name: /^Kernel:/ }).click();
  await page.getByRole("menuitem", { name: { cpu: /Tensors on (CPU|plain)/i, wasm: /Tensors on WASM/i, webgpu: /Tensors on WebGPU/i }[device] }).click();
  await expect(page.locator("html")).toHaveAttribute("data-device", device);
}

/** The text of the notebook's `.ipynb`, as it is downloaded. */
export async function exportIpynb(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /ipynb/ }).click();
  return readFile(await (await download).path(), "utf8");
}
