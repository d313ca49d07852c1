/** The reader's own data: a table from a file, a picture from the camera, a stream that is watched. Nothing of it leaves the machine. */
import { expect, type Page, test } from "@playwright/test";
import { codeCell, expectSaved, expectState, openLinked, outputOf, runAll, runCell } from "./steps.ts";

const csv = "city,people,founded\nUr,65000,1001-01-01\nBath,,1060-01-01\nRome,2800000,\n";

async function choose(page: Page): Promise<void> {
  await page.getByLabel("Cities", { exact: true }).setInputFiles({ name: "cities.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
}

/** Drops a file on the first page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await expect(page.getByRole("button", { name: "New notebook" })).toBeVisible();
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text] as const,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

test("a file that is chosen becomes a table, and the table a report", async ({ page }) => {
  await openLinked(page, [
    "const file = input.file({ label: 'Cities', accept: '.csv' });",
    "const cities = await readTable(file.value ?? (await file.next())!); cities",
    "await quality.report(cities)",
    "[await stats.mean(cities.column('people')), await quality.completeness(cities.column('founded'))]",
  ]);
  await runAll(page);
  await expectState(page, 2, "running");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await choose(page);
  await expect(outputOf(page, 1)).toContainText("71 B");
  await expect(outputOf(page, 2).getByRole("table")).toContainText("Bath");
  await expect(outputOf(page, 3)).toContainText("Data quality");
  await expectState(page, 4, "done");
  await expect(outputOf(page, 4)).toContainText("1432500");
  expect(asked.filter((url) => url.includes("cities"))).toEqual([]);
});

test("data that is dropped on the page becomes a notebook that has looked into it", async ({ page }) => {
  await page.goto("/");
  await drop(page, "cities.csv", csv);
  await expect(page).toHaveTitle("cities.csv · Tessera");
  await expect(page.getByLabel("cities.csv", { exact: true })).toHaveValue(/cities\.csv$/);
  await expect(outputOf(page, 3).getByRole("table")).toContainText("Bath");
  await expect(outputOf(page, 4)).toContainText("Data quality");
  await expectState(page, 5, "done");
  await expectSaved(page);
  await page.reload();
  await expect(outputOf(page, 3).getByRole("table")).toContainText("Bath");
});

test("a notebook that is dropped on the page is imported", async ({ page }) => {
  await page.goto("/");
  await drop(page, "first.ts", "// %%\n1 + 1");
  await expect(page).toHaveTitle("first · Tessera");
  await expect(codeCell(page, 1)).toContainText("1 + 1");
});

test("a picture from the camera becomes a tensor", async ({ page }) => {
  await openLinked(page, ["const camera = input.camera({ label: 'You' });", "const seen = await transforms.toTensor(camera.value ?? (await camera.next())!); image(transforms.toImage(transforms.resize(32).apply(seen)))", "seen.shape"]);
  await runAll(page);
  await expectState(page, 2, "running");
  const control = page.getByRole("group", { name: "You" });
  await control.getByRole("button", { name: "Switch the camera on" }).click();
  await expect.poll(() => control.locator("video").evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  await control.getByRole("button", { name: "Take a picture" }).click();
  await expectState(page, 3, "done");
  await expect(outputOf(page, 2).getByRole("img")).toBeVisible();
  await expect(outputOf(page, 3)).toContainText("3");
});

test("a detector's threshold can be moved while its stream is watched", async ({ page }) => {
  await openLinked(page, [
    `const limit = input.range({ label: "Limit", min: 1, max: 9, value: 9 });
     const watch = anomaly.streaming({ window: 50, threshold: limit.value });
     limit.onChange((threshold) => watch.set({ threshold }));
     const seen = display("watching");
     let found = 0;
     for (let i = 0; found < 3; i++) {
       const value = Math.sin(i) + (i % 100 === 99 ? 3 : 0);
       if (watch.update(value).isAnomaly) found++;
       if (i % 50 === 0) { seen.update(found + " of " + i); await new Promise((done) => setTimeout(done, 10)); }
     }
     seen.update("found " + found);`,
  ]);
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText(/0 of \d{3}/);
  await page.getByLabel("Limit").fill("2");
  await expectState(page, 1, "done");
  await expect(outputOf(page, 1)).toContainText("found 3");
});

test("RusTorch's names are there", async ({ page }) => {
  await openLinked(page, [
    `import { WasmTensor, WasmAdvancedMath, WasmQualityMetrics } from "rustorch-wasm";
     const tensor = new WasmTensor(new Float32Array([1, 2, 3, 4]), [2, 2]);
     const report = JSON.parse(new WasmQualityMetrics(0.8).quality_report(tensor));
     [new WasmAdvancedMath().pow(tensor, 2).data(), report.passed]`,
  ]);
  await runAll(page);
  await expectState(page, 1, "done");
  await expect(outputOf(page, 1)).toContainText("true");
});
