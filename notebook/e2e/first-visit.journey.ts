/** The main journey: arrive, run a tutorial, leave and come back. */
import { expect, type Page, test } from "@playwright/test";
import { codeCell, expectSaved, expectState, outputOf, runCell, runToTheEnd, typeInto } from "./steps.ts";

test("a first visitor finds something to run", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: /First steps/ }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Seattle weather/ }).first()).toBeVisible();
});

test("run all, reload, and everything is still there", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: /First steps/ }).first().click();
  await expect(page.getByRole("article").first()).toBeVisible();
  await runToTheEnd(page);

  const place = await firstCodeCell(page);
  await typeInto(page, place, "const answer = 6 * 7;\nanswer");
  await runCell(page, place);
  await expectState(page, place, "done");
  await expect(outputOf(page, place)).toContainText("42");
  await expectSaved(page);
  await expect(page).toHaveURL(/\/notebook\//);

  const outputs = await page.locator("[data-output]").count();
  await page.reload();
  await expect(codeCell(page, place)).toContainText("6 * 7");
  await expect(outputOf(page, place)).toContainText("42");
  await expect(page.locator("[data-output]")).toHaveCount(outputs);
});

/** The place of the first code cell among all cells. */
async function firstCodeCell(page: Page): Promise<number> {
  const label = await page.locator('[data-kind="code"]').first().getAttribute("aria-label");
  return Number(label?.match(/\d+/)?.[0]);
}
