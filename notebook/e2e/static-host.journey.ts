/** A plain static host: one name, no headers of ours, a fallback page. The notebook runs in a sandbox, and says what is missing. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";
import { expectState, linkTo, openLinked, outputOf, runCell, runToTheEnd } from "./steps.ts";

const folder = resolve(fileURLToPath(new URL("../..", import.meta.url)), process.env["JOURNEY_DIST"] ?? "dist");
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
/** All that the host adds to its files; GitHub Pages does. */
const SHARED = { "access-control-allow-origin": "*" };

let server: Server;
let browser: Browser;
let closing: () => Promise<void> = async () => {};
test.afterEach(() => closing());

test("the notebook runs, and says what is missing", async () => {
  const page = await visit({ headers: SHARED, isSecure: true });
  await page.goto("/gallery/first-steps");
  await runToTheEnd(page);
  await page.getByRole("button", { name: /^Kernel:/ }).click();
  await expect(page.getByText(/one origin only/).first()).toBeVisible();
  await expect(page.getByText(/no shared memory/).first()).toBeVisible();
});

test("over plain http, too", async () => {
  const page = await visit({ headers: SHARED, isSecure: false });
  await openLinked(page, ["[1, 2].map((each) => each * 21)"]);
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText("42");
  await page.getByRole("button", { name: /^Kernel:/ }).click();
  await expect(page.getByText(/not served over https/).first()).toBeVisible();
});

test("cells find nothing of the app there", async () => {
  const page = await visit({ headers: SHARED, isSecure: true });
  await openLinked(page, [
    `const tries = { databases: () => indexedDB.databases(), caches: () => caches.keys(), files: () => navigator.storage.getDirectory(), locks: () => navigator.locks.query() };
     for (const [name, attempt] of Object.entries(tries)) try { await attempt(); console.log(name, "reached"); } catch { console.log(name, "refused"); }
     console.log("origin", self.origin);`,
  ]);
  await runCell(page, 1);
  await expectState(page, 1, "done");
  await expect(outputOf(page, 1)).toContainText("origin null");
  await expect(outputOf(page, 1)).not.toContainText("reached");
});

test("Stop reaches a loop at the top level, and costs the variables of one that does not hear it", async () => {
  const page = await visit({ headers: SHARED, isSecure: true });
  await openLinked(page, ["let kept = 7;", "while (true) kept;", "kept", "[3, 1, 2].sort(() => { for (;;); })"]);
  await runCell(page, 1);
  await runCell(page, 2);
  await expectState(page, 2, "running");
  await page.getByRole("button", { name: "Interrupt" }).click();
  await expectState(page, 2, "error");
  await runCell(page, 3);
  await expect(outputOf(page, 3)).toContainText("7");
  await runCell(page, 4);
  await expectState(page, 4, "running");
  await page.getByRole("button", { name: "Interrupt" }).click();
  await expect(page.getByText(/did not stop, so the kernel was restarted; its variables are gone/).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
});

test("every address works with a fallback page", async () => {
  const page = await visit({ headers: SHARED, isSecure: true });
  await page.goto("/playground");
  await expect(page.getByRole("article")).toHaveCount(1);
  await page.goto("/gallery");
  await expect(page.getByRole("link", { name: /First steps/ }).first()).toBeVisible();
  await page.goto(await linkTo(["1 + 1"]));
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("a host that keeps its files to itself is told what it must send", async () => {
  const page = await visit({ headers: {}, isSecure: true });
  await openLinked(page, ["1 + 1"]);
  await expect(page.getByText(/must send .Access-Control-Allow-Origin: \*./).first()).toBeVisible({ timeout: 20_000 });
});

/** A browser before a host that gives no second name. */
async function visit({ headers, isSecure }: { headers: Record<string, string>; isSecure: boolean }): Promise<Page> {
  server = createServer(async ({ url = "/" }, response) => {
    const path = new URL(url, "http://site.test").pathname;
    const file = await readFile(join(folder, path.endsWith("/") ? "index.html" : path)).catch(() => null);
    const type = file ? (TYPES[extname(path) || ".html"] ?? "application/octet-stream") : "text/html";
    response.writeHead(file ? 200 : 404, { "content-type": type, ...headers }).end(file ?? (await readFile(join(folder, "index.html"))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const site = `http://site.test:${(server.address() as AddressInfo).port}`;
  // What https would make of it, without a certificate.
  const secure = isSecure ? [`--unsafely-treat-insecure-origin-as-secure=${site}`] : [];
  browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs, "--host-resolver-rules=MAP site.test 127.0.0.1", ...secure] });
  closing = async () => {
    await browser.close();
    server.close();
  };
  return browser.newPage({ baseURL: site, viewport: { width: 1280, height: 900 } });
}
