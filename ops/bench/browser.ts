/** Bundles a page, serves it with or without cross-origin isolation, and starts Chromium. For every suite. */
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "@playwright/test";
import { build } from "vite";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Bundles an HTML page of this folder, as small as a site would ship it unless told otherwise. Returns the folder of the result, which lasts as long as the command. */
export async function bundle(page: string, { minify = true } = {}): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "tessera-bench-"));
  process.on("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    root,
    base: "./",
    publicDir: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir, minify, emptyOutDir: true, target: "es2023", assetsInlineLimit: 0, modulePreload: false, chunkSizeWarningLimit: 1e6, rollupOptions: { input: join(root, page) } },
  });
  return outDir;
}

export interface Site {
  /** Ends in a slash. Pages under `isolated/` are cross-origin isolated and have shared memory; those under `plain/` are not. */
  readonly url: string;
  /** The files that were asked for so far. */
  readonly served: Set<string>;
  close(): void;
}

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Serves a folder. */
export async function serve(folder: string): Promise<Site> {
  const served = new Set<string>();
  const server = createServer(({ url = "/" }, response) => {
    const [, mode, path = ""] = /^\/(isolated|plain)\/([^?]*)/.exec(url) ?? [];
    const file = join(folder, normalize(path));
    const type = types[extname(file)];
    if (type === undefined || !existsSync(file)) return void response.writeHead(404).end();
    served.add(file);
    response.writeHead(200, { "Content-Type": type, ...(mode === "isolated" && isolation) });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, served, close: () => void server.close() };
}

/** With the GPU that the processor plays, or with the machine's own, if it has one. */
export function launch({ gpu = false } = {}): Promise<Browser> {
  const args = gpu ? [...chromiumArgs.filter((flag) => !flag.endsWith("swiftshader")), "--enable-features=Vulkan"] : chromiumArgs;
  return chromium.launch({ executablePath: findChromium(), args });
}

/** What a page finds as a GPU, for people to read. */
export async function describeGpu(browser: Browser, url: string): Promise<string> {
  return withPage(browser, url, (page) =>
    page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      if (!adapter) return "none";
      const { vendor, architecture, isFallbackAdapter } = adapter.info;
      return `${vendor} ${architecture}${isFallbackAdapter ? ", played by the processor and not measured" : ""}`;
    }),
  );
}

/** Opens a page for some work, which fails when the page does. What it writes to its console after `progress ` is told, read as JSON. */
export async function withPage<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>, onProgress: (progress: unknown) => void = () => {}): Promise<T> {
  const page = await browser.newPage();
  const failed = new Promise<never>((_, reject) => page.on("pageerror", reject).on("crash", () => reject(new Error("the page crashed"))));
  page.on("console", (message) => {
    const text = message.text();
    if (text.startsWith("progress ")) onProgress(JSON.parse(text.slice(9)));
  });
  try {
    await page.goto(url);
    return await Promise.race([failed, work(page)]);
  } finally {
    await page.close();
  }
}
