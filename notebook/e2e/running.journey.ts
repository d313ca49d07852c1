/** Running cells: stopping, errors, floods, the GPU. */
import { expect, test } from "@playwright/test";
import { codeCell, expectState, openLinked, outputOf, runAll, runCell, typeInto } from "./steps.ts";

test("an endless loop is stopped and the variables stay", async ({ page }) => {
  await openLinked(page, ["let kept = 41;", "while (true) kept = kept;", "kept + 1"]);
  await runCell(page, 1);
  await expectState(page, 1, "done");
  await runCell(page, 2);
  await expectState(page, 2, "running");
  await expect(page.locator("html")).toHaveAttribute("data-kernel", "busy");
  await page.getByRole("button", { name: "Interrupt" }).click();
  await expectState(page, 2, "error");
  await runCell(page, 3);
  await expect(outputOf(page, 3)).toContainText("42");
});

test("an error shows its own line and column", async ({ page }) => {
  await openLinked(page, ["const first = 1;\nconst second: number = 2;\n  missing.call(first);"]);
  await runAll(page);
  await expectState(page, 1, "error");
  await expect(outputOf(page, 1)).toContainText("ReferenceError");
  await expect(outputOf(page, 1)).toContainText("missing is not defined");
  await expect(outputOf(page, 1)).toContainText("3:3");
});

test("run all stops at the first error", async ({ page }) => {
  await openLinked(page, ["1", "throw new Error('here')", "3"]);
  await runAll(page);
  await expectState(page, 1, "done");
  await expectState(page, 2, "error");
  await expectState(page, 3, "idle");
});

test("a million log lines leave the page able to type", async ({ page }) => {
  await openLinked(page, ["for (let i = 0; i < 1_000_000; i++) console.log('line', i);", "0"]);
  await typeInto(page, 2, "0");
  await runCell(page, 1);
  await expectState(page, 1, "running");
  await typeInto(page, 2, "typed = 'while it ran'");
  await expect(codeCell(page, 2)).toContainText("while it ran");
  await expectState(page, 1, "done", 60_000);
  await expect(outputOf(page, 1)).toContainText("line 0");
  await expect(outputOf(page, 1)).toContainText(/not shown|hidden|left out/);
});

test("cells share variables in any order, and const runs again", async ({ page }) => {
  await openLinked(page, ["const a = b * 2;\na", "const b = 21;"]);
  await runCell(page, 2);
  await expectState(page, 2, "done");
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText("42");
  await runCell(page, 2);
  await expectState(page, 2, "done");
});

test("tensors run on the gpu and agree with wasm", async ({ page }) => {
  await openLinked(page, [
    "manualSeed(7); const a = randn([64, 48]); const b = randn([48, 32]);",
    'await setDevice("wasm"); const onWasm = await (await a.to("wasm")).matmul(await b.to("wasm")).data(); onWasm.length',
    'await setDevice("webgpu"); const onGpu = await (await a.to("webgpu")).matmul(await b.to("webgpu")).relu().data(); onGpu.length',
    "Math.max(...onGpu.map((v, i) => Math.abs(v - Math.max(onWasm[i], 0)))) < 1e-4",
  ]);
  await runAll(page);
  await expectState(page, 4, "done", 60_000);
  await expect(outputOf(page, 4)).toContainText("true");
});

test("the variables panel names what is there", async ({ page }) => {
  await openLinked(page, ["const weights = ones([3, 4]); let count = 7;"]);
  await runAll(page);
  await expectState(page, 1, "done");
  await page.getByRole("button", { name: "Variables" }).click();
  const panel = page.getByRole("complementary").filter({ hasText: "weights" });
  await expect(panel).toContainText(/weights\s*Tensor\s*float32 \[3, 4\]\s*48 B/);
  await expect(panel).toContainText("count");
});

test("restart forgets the variables and kills timers", async ({ page }) => {
  await openLinked(page, ["globalThis.ticks = 0; setInterval(() => console.log('tick'), 50); let here = 1;", "typeof here"]);
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText("tick");
  await page.getByRole("button", { name: "Restart kernel" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
  await runCell(page, 2);
  await expect(outputOf(page, 2)).toContainText("undefined");
});
