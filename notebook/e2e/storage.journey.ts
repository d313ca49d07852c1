/** What a reader sees when storage is full, when one notebook is corrupt, and in the trash. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { codeCell, expectSaved, typeInto } from "./steps.ts";

async function importNotebook(page: Page, name: string, source: string): Promise<void> {
  await page.goto("/");
  const cells = [{ id: "c", cell_type: "code", metadata: {}, execution_count: null, outputs: [], source }];
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Import" }).click();
  const buffer = Buffer.from(JSON.stringify({ metadata: {}, nbformat: 4, nbformat_minor: 5, cells }));
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer });
  await expect(codeCell(page, 1)).toBeVisible();
}

const saveState = (page: Page) => page.locator("html");

test("an import without room opens in memory, says so in red, and can be exported", async ({ page }) => {
  await page.goto("/");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: 200_000 });
  await importNotebook(page, "large.ipynb", `"${randomBytes(600_000).toString("base64")}"`);
  await expect(saveState(page)).toHaveAttribute("data-save", "unsaved");
  await expect(page.getByRole("alert").filter({ hasText: "Not saved." })).toContainText("storage for Tessera is full");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export it now" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("large");
  await devtools.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin });
  await typeInto(page, 1, "small again");
  await expectSaved(page);
  await page.reload();
  await expect(codeCell(page, 1)).toContainText("small again");
});

test("a deleted notebook lies in the trash, comes back, and goes for good", async ({ page }) => {
  await importNotebook(page, "thing.ipynb", "1");
  await page.goto("/");
  await page.getByRole("button", { name: "Actions for thing" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("link", { name: /^Trash/ }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await page.getByRole("link", { name: "Your notebooks" }).click();
  await page.getByRole("button", { name: "Actions for thing" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Actions for thing" })).toHaveCount(0);
  await page.goto("/trash");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
});

test("a corrupt notebook is said to be, can be downloaded raw, and the others open", async ({ page }) => {
  await importNotebook(page, "bad.ipynb", "bad");
  await expectSaved(page);
  const address = page.url();
  await importNotebook(page, "good.ipynb", "good");
  await expectSaved(page);
  await page.evaluate(async (id) => {
    const done = (request: IDBRequest) => new Promise<void>((resolve) => request.addEventListener("success", () => resolve()));
    const opening = indexedDB.open("tessera");
    await done(opening);
    const table = "$notebooks.content_updates";
    await done(opening.result.transaction(table, "readwrite").objectStore(table).add({ k: id, u: new Uint8Array([255, 254, 253]), f: 1 }));
    opening.result.close();
  }, address.split("/").at(-1));
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "This notebook could not be opened" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download what is stored" }).click();
  expect(JSON.parse(await readFile(await (await download).path(), "utf8")).tables.notebooks[0].title).toBe("bad");
  await page.goto("/");
  await page.getByRole("link", { name: /^good/ }).click();
  await expect(codeCell(page, 1)).toContainText("good");
});
