/** Files in and out, good and bad; nothing is lost by a bad one. */
import { expect, type Page, test } from "@playwright/test";
import { codeCell, expectSaved, exportIpynb, openLinked, typeInto } from "./steps.ts";

const notebook = (cells: unknown[], rest: object = {}) => JSON.stringify({ metadata: {}, nbformat: 4, nbformat_minor: 5, cells, ...rest });
const code = (id: string, source: string, outputs: unknown[] = []) => ({ id, cell_type: "code", metadata: {}, execution_count: null, source, outputs });

async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).first().click();
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
}

test("an ipynb comes in, is edited, and goes out with what we do not know", async ({ page }) => {
  await page.goto("/");
  const unknown = { output_type: "display_data", metadata: {}, data: { "application/x-unheard-of": "kept", "text/plain": "plain form" } };
  await importFile(page, "thing.ipynb", notebook([code("first", "1 + 1", [unknown])]));
  await expect(codeCell(page, 1)).toContainText("1 + 1");
  await expect(page.getByText("plain form")).toBeVisible();
  const written = JSON.parse(await exportIpynb(page));
  expect(written.nbformat).toBe(4);
  expect(written.cells[0].outputs[0].data["application/x-unheard-of"]).toBe("kept");
});

const bad: [name: string, content: string | Buffer, message: RegExp][] = [
  ["not JSON", "{ this is not json", /not JSON|JSON/i],
  ["a future format", notebook([], { nbformat: 6 }), /version|nbformat/i],
  ["no cells", JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {} }), /cells/i],
];
for (const [name, content, message] of bad) {
  test(`a bad file is explained and nothing is created: ${name}`, async ({ page }) => {
    await page.goto("/");
    await importFile(page, "bad.ipynb", content);
    await expect(page.getByText(message).first()).toBeVisible();
    await expect(page).not.toHaveURL(/\/notebook\//);
  });
}

test("a file of 51 MB is refused politely", async ({ page }) => {
  await page.goto("/");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).first().click();
  const { writeFileSync, mkdtempSync, rmSync } = await import("node:fs");
  const folder = mkdtempSync("/tmp/tessera-");
  writeFileSync(`${folder}/huge.ipynb`, Buffer.alloc(51 * 1024 * 1024, 0x20));
  await (await chooser).setFiles(`${folder}/huge.ipynb`);
  await expect(page.getByText(/50 MB/).first()).toBeVisible();
  rmSync(folder, { recursive: true });
});

test("typing just before a reload is kept", async ({ page }) => {
  await openLinked(page, ["1"]);
  await typeInto(page, 1, "saved = 'once'");
  await expectSaved(page);
  await typeInto(page, 1, "typed = 'just now'");
  await page.reload();
  await expect(codeCell(page, 1)).toContainText("just now");
});

test("two tabs of one notebook merge their edits", async ({ page, context }) => {
  await openLinked(page, ["1", "2"]);
  await typeInto(page, 1, "from_first_tab = 1");
  await expectSaved(page);
  await expect(page).toHaveURL(/\/notebook\//);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(codeCell(other, 1)).toContainText("from_first_tab");
  await typeInto(other, 2, "from_second_tab = 2");
  await expect(codeCell(page, 2)).toContainText("from_second_tab");
  await typeInto(page, 1, "from_first_tab = 3");
  await expect(codeCell(other, 1)).toContainText("from_first_tab = 3");
  await expect(codeCell(other, 2)).toContainText("from_second_tab");
});
