/** Browsers that lack something: the notebook works and says what is missing. */
import { chromium, expect, test } from "@playwright/test";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";
import { codeCell, expectState, outputOf, runAll } from "./steps.ts";

const platforms: { title: string; args: string[]; device: RegExp; says: RegExp }[] = [
  { title: "no WebGPU", args: chromiumArgs.filter((arg) => !/webgpu/.test(arg)), device: /^(wasm|cpu)$/, says: /WebGPU/ },
  { title: "no WebAssembly", args: [...chromiumArgs.filter((arg) => !/webgpu/.test(arg)), "--js-flags=--noexpose-wasm"], device: /^cpu$/, says: /WebAssembly/ },
];

for (const { title, args, device, says } of platforms) {
  test(`${title}: the notebook works and says what is missing`, async ({ baseURL }) => {
    const browser = await chromium.launch({ executablePath: findChromium(), args });
    const page = await browser.newPage({ baseURL });
    await page.goto("/gallery/first-steps");
    await runAll(page);
    const cells = await page.locator('[data-kind="code"]').count();
    await expect(page.locator('[data-kind="code"][data-state="done"]')).toHaveCount(cells, { timeout: 60_000 });
    await expect(page.locator("html")).toHaveAttribute("data-device", device);
    await page.getByRole("button", { name: /^Kernel:/ }).click();
    await expect(page.getByText(says).first()).toBeVisible();
    await browser.close();
  });
}

test("a host that is not isolated still runs, without threads", async ({ page }) => {
  await page.route("**/*", async (route) => {
    // Node does not resolve names under localhost, the browser does.
    const url = new URL(route.request().url());
    const response = await route.fetch({ url: `http://127.0.0.1:${url.port}${url.pathname}${url.search}`, headers: { ...route.request().headers(), host: url.host } });
    const headers = response.headers();
    for (const name of ["cross-origin-embedder-policy", "cross-origin-opener-policy", "document-isolation-policy"]) delete headers[name];
    await route.fulfill({ response, headers });
  });
  await page.goto("/gallery/first-steps");
  await runAll(page);
  const first = Number((await page.locator('[data-kind="code"]').first().getAttribute("aria-label"))?.match(/\d+/)?.[0]);
  await expectState(page, first, "done", 60_000);
  await expect(outputOf(page, first).or(codeCell(page, first)).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-threads", "1");
});
