/** Browsers that lack something: the notebook works and says what is missing. */
import { get } from "node:http";
import { chromium, expect, test } from "@playwright/test";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";
import { runToTheEnd } from "./steps.ts";

const platforms: { title: string; args: string[]; device: RegExp; says: RegExp }[] = [
  { title: "no WebGPU", args: chromiumArgs.filter((arg) => !/webgpu/.test(arg)), device: /^(wasm|cpu)$/, says: /WebGPU is not available/ },
  { title: "no WebAssembly", args: [...chromiumArgs.filter((arg) => !/webgpu/.test(arg)), "--js-flags=--jitless"], device: /^cpu$/, says: /no WebAssembly/ },
];

for (const { title, args, device, says } of platforms) {
  test(`${title}: the notebook works and says what is missing`, async ({ baseURL }) => {
    const browser = await chromium.launch({ executablePath: findChromium(), args });
    const page = await browser.newPage({ baseURL });
    await page.goto("/gallery/first-steps");
    await runToTheEnd(page);
    await expect(page.locator("html")).toHaveAttribute("data-device", device);
    await page.getByRole("button", { name: /^Kernel:/ }).click();
    await expect(page.getByText(says).first()).toBeVisible();
    await browser.close();
  });
}

test("a host that is not isolated still runs, on one thread", async ({ page }) => {
  const isolation = ["cross-origin-embedder-policy", "cross-origin-opener-policy", "document-isolation-policy"];
  await page.route(/\.html$|\/gallery\/|\/kernel\//, async (route) => {
    const url = new URL(route.request().url());
    const answer = await fetchLocally(url);
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !isolation.includes(name))), body: answer.body });
  });
  await page.goto("/gallery/first-steps");
  await runToTheEnd(page);
  await page.getByRole("button", { name: /^Kernel:/ }).click();
  await expect(page.getByText(/not isolated/).first()).toBeVisible();
});

/** An answer of the preview server to a name that only browsers resolve. */
function fetchLocally(url: URL): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port: url.port, path: url.pathname + url.search, headers: { host: url.host } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 500, headers: response.headers as Record<string, string>, body: Buffer.concat(chunks) }));
    }).on("error", reject);
  });
}
