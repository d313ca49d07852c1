/** npm packages come only after the reader agrees; the CDN is played by the test. */
import { expect, test } from "@playwright/test";
import { expectState, openLinked, outputOf, runCell } from "./steps.ts";

test("an npm import asks first, then runs", async ({ page, context }) => {
  await context.route("https://esm.sh/**", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" },
      body: `export const shout = (text) => text.toUpperCase() + "!"; export const url = import.meta.url;`,
    }),
  );
  await openLinked(page, ['import { shout, url } from "npm:shouting@1.2.3";\nshout("it came") + url']);
  await runCell(page, 1);
  const question = page.getByRole("alert").filter({ hasText: "esm.sh" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Allow and restart" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
  await runCell(page, 1);
  await expectState(page, 1, "done");
  await expect(outputOf(page, 1)).toContainText("IT CAME!https://esm.sh/shouting@1.2.3");
});
