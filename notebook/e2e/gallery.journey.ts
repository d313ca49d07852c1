/** The tutorials in the browser, on every device, against the same numbers. */
import { expect, type Page, test } from "@playwright/test";
import { readIpynb } from "../../cells/codec/ipynb.ts";
import type { Notebook } from "../../cells/notebook.ts";
import { expectations } from "../../gallery/expected.ts";
import { gallery } from "../../gallery/index.ts";
import { shownNumbers } from "../../gallery/shown.ts";
import { chooseDevice, exportIpynb, runToTheEnd } from "./steps.ts";

for (const { slug } of gallery) {
  for (const device of ["wasm", "webgpu"] as const) {
    test(`${slug} runs on ${device} and calculates what NumPy does`, async ({ page }) => {
      const notebook = await execute(page, slug, device);
      for (const expectation of expectations.filter((one) => one.slug === slug)) {
        const shown = shownNumbers(notebook, expectation);
        expect(shown, expectation.cell).toHaveLength(expectation.values.length);
        for (const [index, value] of expectation.values.entries()) {
          expect(Math.abs((shown[index] ?? Number.NaN) - value), `${expectation.cell}: ${shown[index]} for ${value}`).toBeLessThanOrEqual(expectation.tolerance);
        }
      }
    });
  }
}

async function execute(page: Page, slug: string, device: "wasm" | "webgpu"): Promise<Notebook> {
  await page.goto(`/gallery/${slug}`);
  await chooseDevice(page, device);
  await runToTheEnd(page);
  return readIpynb(await exportIpynb(page)).notebook;
}
