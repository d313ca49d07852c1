/** The profiler and the memory panel: what a cell's time and memory went into. */
import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { expectState, openLinked, runAll, runCell, runToTheEnd } from "./steps.ts";

const open = (page: Page, name: "Profiler" | "Memory") => page.getByRole("button", { name, exact: true }).click();
const panel = (page: Page, name: "Profiler" | "Memory") => page.getByRole("complementary", { name });

test("the profiler shows what a cell did, its plan and its kernel, and exports a trace", async ({ page }) => {
  await openLinked(page, ["const a = rand([64, 64]);", "const loss = a.matmul(a).add(1).relu().sum(); await loss.item()"]);
  await open(page, "Profiler");
  await expect(panel(page, "Profiler")).toContainText("Run a cell that computes with tensors");
  await runToTheEnd(page);
  await expect(panel(page, "Profiler").getByRole("img", { name: /^Timeline/ })).toBeVisible();
  await page.getByRole("tab", { name: "Operations" }).click();
  const table = panel(page, "Profiler").getByRole("group", { name: "Operations" });
  const product = table.getByRole("row").filter({ hasText: "matmul" });
  await expect(product).toContainText(/\d (ns|µs|ms)/);
  await product.getByRole("button", { name: /matmul/ }).click();
  const details = panel(page, "Profiler").getByRole("region", { name: /^Details of .*matmul/ });
  await expect(details).toContainText("[64, 64] [64, 64] → [64, 64]");
  await expect(details).toContainText("Cell 2");
  await expect(details).toContainText(/= matmul\(a, b\)/);
  await expect(details.getByLabel("Kernel source")).not.toBeEmpty();
  await details.getByRole("button", { name: "Close details" }).click();
  await expect(panel(page, "Profiler").getByRole("region", { name: "The slowest, and why" })).toContainText(/bound|of its roof/);
  await page.getByRole("tab", { name: "Roofline" }).click();
  await expect(panel(page, "Profiler").getByRole("button", { name: /^matmul.*GFLOP\/s/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await panel(page, "Profiler").getByRole("button", { name: "Export as Chrome trace" }).click();
  const { traceEvents } = JSON.parse(await readFile(await (await download).path(), "utf8")) as { traceEvents: { ph: string; name: string; args: { flops: number } }[] };
  expect(traceEvents.find(({ ph, name }) => ph === "X" && name.includes("matmul"))!.args.flops).toBeGreaterThanOrEqual(2 * 64 ** 3);
});

test("the timeline is used by keyboard alone", async ({ page }) => {
  await openLinked(page, ["for (let i = 0; i < 20; i++) await rand([32, 32]).matmul(rand([32, 32])).sum().item();"]);
  await open(page, "Profiler");
  await runToTheEnd(page);
  const timeline = panel(page, "Profiler").getByRole("img", { name: /^Timeline/ });
  const before = await timeline.getAttribute("aria-label");
  await timeline.focus();
  await page.keyboard.press("+");
  await expect(timeline).not.toHaveAttribute("aria-label", before!);
  await page.keyboard.press("End");
  await page.keyboard.press(".");
  await expect(panel(page, "Profiler").getByRole("region", { name: /^Details of/ })).toBeVisible();
  // Keys of the picture are no commands of the notebook.
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("the page answers while a cell runs hundreds of thousands of operations with the profiler open", async ({ page }) => {
  await openLinked(page, ["const x = ones([4]); const end = Date.now() + 4000; while (Date.now() < end) x.add(1).dataSync();", "1"]);
  await open(page, "Profiler");
  await runCell(page, 1);
  await expectState(page, 1, "running");
  await expect(panel(page, "Profiler")).toContainText(/[\d,]+ operations/);
  await page.getByRole("tab", { name: "Operations" }).click();
  await expect(panel(page, "Profiler").getByRole("row").filter({ hasText: "add" })).toBeVisible();
  await expectState(page, 1, "running");
  await expectState(page, 1, "done");
});

test("the memory panel names tensors, lines and pools, and gives memory back", async ({ page }) => {
  await openLinked(page, ["const weights = ones([256, 64]);\nconst model = { layers: [{ bias: zeros([64]) }] };\nconst total = weights.add(model.layers[0].bias);\nawait total.ready(); 0"]);
  await open(page, "Memory");
  const memory = panel(page, "Memory");
  await expect(memory.getByRole("img", { name: /^Memory/ })).toBeVisible();
  await runToTheEnd(page);
  await expect(memory.getByRole("row").filter({ hasText: "weights" })).toContainText(/Cell 1.*\[256, 64\].*float32.*65\.5 kB/);
  await expect(memory).toContainText("model.layers[0].bias");
  await page.getByRole("tab", { name: "Lines" }).click();
  await expect(memory.getByRole("row").filter({ hasText: "cell 1, line 3" })).toContainText("65.5 kB");
  await page.getByRole("tab", { name: "Pools" }).click();
  await expect(memory.getByRole("region", { name: /^Pool of/ }).first()).toContainText("in use");
  await memory.getByRole("button", { name: "Free memory" }).click();
  await expect(page.getByText(/given back|nothing to give back/)).toBeVisible();
});

test("the panel that was open is open again, and records after the kernel was restarted", async ({ page }) => {
  await openLinked(page, ["await ones([8, 8]).matmul(ones([8, 8])).sum().item()"]);
  await open(page, "Memory");
  await open(page, "Profiler");
  await page.reload();
  await expect(panel(page, "Profiler")).toBeVisible();
  await page.getByRole("button", { name: "Restart kernel" }).click();
  await runAll(page);
  await page.getByRole("tab", { name: "Operations" }).click();
  await expect(panel(page, "Profiler").getByRole("row").filter({ hasText: "matmul" })).toBeVisible();
  await panel(page, "Profiler").getByRole("button", { name: "Close panel" }).click();
  await expect(panel(page, "Profiler")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds no serious fault in the panels in the ${colorScheme} theme`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await openLinked(page, ["const a = rand([64, 64]); const b = a.matmul(a).add(1).relu(); await b.sum().item()"]);
    for (const [name, views] of [["Profiler", ["Timeline", "Flame", "Operations", "Roofline"]], ["Memory", ["Tensors", "Lines", "Pools"]]] as const) {
      await open(page, name);
      await runToTheEnd(page);
      for (const view of views) {
        await page.getByRole("tab", { name: view }).click();
        const { violations } = await new AxeBuilder({ page }).include(".panel").analyze();
        expect(violations.map(({ id, nodes }) => ({ view, id, at: nodes.map((node) => node.target) }))).toEqual([]);
      }
    }
  });
}
