/** Undo, as a reader finds it: one history for all cells, whichever editor took the keys. */
import { expect, test } from "@playwright/test";
import { codeCell, openLinked } from "./steps.ts";

test("undo in the live editor covers what was typed before it arrived", async ({ page }) => {
  await openLinked(page, ["first", "second"]);
  // The editor's code is held back while the first letters are typed.
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/assets\/live-/, async (route) => {
    await held;
    await route.continue();
  });
  await codeCell(page, 1).getByRole("textbox").click();
  await page.keyboard.press("End");
  await page.keyboard.type("Early");
  release?.();
  const live = codeCell(page, 1).locator(".monaco-editor .view-lines");
  await expect(live).toHaveText("firstEarly");
  await page.waitForTimeout(700);
  await page.keyboard.type("Late");
  await expect(live).toHaveText("firstEarlyLate");
  await page.keyboard.press("Control+Z");
  await expect(live).toHaveText("firstEarly");
  await page.keyboard.press("Control+Z");
  await expect(live).toHaveText("first");
  await page.keyboard.press("Control+Shift+Z");
  await page.keyboard.press("Control+Y");
  await expect(live).toHaveText("firstEarlyLate");
  await page.keyboard.type("!");
  await expect(live).toHaveText("firstEarlyLate!");
});

test("undo in one cell takes back a step in another and goes there", async ({ page }) => {
  await openLinked(page, ["first", "second"]);
  await codeCell(page, 1).getByRole("textbox").click();
  await page.keyboard.press("End");
  await page.keyboard.type("1");
  await expect(codeCell(page, 1).locator(".monaco-editor")).toBeVisible();
  await codeCell(page, 2).getByRole("textbox").click();
  await expect(codeCell(page, 2).locator(".monaco-editor")).toBeVisible();
  await page.keyboard.press("Control+Z");
  await expect(codeCell(page, 1).locator(".view-lines")).toHaveText("first");
  await expect(codeCell(page, 1)).toHaveClass(/editing/);
  await expect(codeCell(page, 2).locator(".view-lines")).toHaveText("second");
});
