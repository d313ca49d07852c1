/** Everything by keyboard, and nothing that a screen reader would stumble over. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { codeCell, expectState, openLinked, outputOf, runToTheEnd } from "./steps.ts";

test("a notebook is written and run without a mouse", async ({ page }) => {
  await openLinked(page, ["1 + 1"]);
  await codeCell(page, 1).focus();
  await page.keyboard.press("Enter");
  await expect(codeCell(page, 1).locator(".monaco-editor")).toBeVisible();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("20 + 22");
  await page.keyboard.press("Shift+Enter");
  await expect(outputOf(page, 1)).toContainText("42");
  await expect(page.getByRole("article")).toHaveCount(2);

  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  await expect(codeCell(page, 1)).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.keyboard.press("z");
  await expect(page.getByRole("article")).toHaveCount(3);
});

test("the command palette finds and runs a command", async ({ page }) => {
  await openLinked(page, ["6 * 7"]);
  await codeCell(page, 1).focus();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("run all");
  await page.keyboard.press("Enter");
  await expectState(page, 1, "done");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds no serious fault in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const seriousIn = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target) }));
    };
    await page.goto("/");
    await expect(page.getByRole("link", { name: /First steps/ }).first()).toBeVisible();
    expect(await seriousIn()).toEqual([]);
    await page.goto("/gallery/first-steps");
    await runToTheEnd(page);
    expect(await seriousIn()).toEqual([]);
    await page.goto("/playground");
    await expect(page.getByRole("article").first()).toBeVisible();
    expect(await seriousIn()).toEqual([]);
  });
}
