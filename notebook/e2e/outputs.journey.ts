/** What cells leave behind: for eyes, keys and screen readers. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { expectState, openLinked, outputOf, runAll } from "./steps.ts";

test("outputs of every kind pass the audit, in both themes", async ({ page }) => {
  await openLinked(page, [
    "console.log('line\\n'.repeat(200)); console.error('\\x1b[31mred\\x1b[0m on stderr');",
    "const points = Array.from({ length: 40 }, (_, i) => ({ x: i, y: i * i, kind: 'k' + (i % 3) })); points",
    "Plot.plot({ color: { legend: true }, marks: [Plot.dot(points, { x: 'x', y: 'y', fill: 'kind', tip: true })] })",
    "randn([3, 4, 5])",
    "({ a: [1, { b: 2 }], map: new Map([['k', 1]]) })",
    "md`Text with $\\frac12$ and **weight**.`",
    "input.range({ label: 'Rate' }); for (const step of progress([1, 2], 'Training')) step;",
  ]);
  await runAll(page);
  await expectState(page, 7, "done");
  await expect(outputOf(page, 3).getByRole("img", { name: "Plot of y by x" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Form controls take the other scheme's colours with the frame after the next.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const { violations } = await new AxeBuilder({ page }).include(".outputs").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});

test("a tensor on the gpu is printed with its values, in its place", async ({ page }) => {
  await openLinked(page, ["await setDevice('webgpu'); const t = tensor([1, 2]); console.log('before'); console.log('t =', t.mul(2)); console.log('after', t.device);"]);
  await runAll(page);
  await expectState(page, 1, "done", 60_000);
  await expect(outputOf(page, 1)).toHaveText(/before\s*t = \[2\. 4\.\]\s*after webgpu/);
});
