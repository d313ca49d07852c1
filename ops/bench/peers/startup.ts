/** What a page has to load before it can multiply two matrices, and how long that takes from nothing. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { bundle, serve } from "../browser.ts";
import { median } from "../timing.ts";
import type { LibraryName } from "./job.ts";

export interface Startup {
  readonly library: LibraryName;
  readonly device: "wasm" | "webgpu";
  /** Scripts and binaries, each compressed by itself as servers do. */
  readonly gzipBytes: number;
  /** Milliseconds from the navigation to the first element of the first product. The files come uncompressed from this machine. */
  readonly ms: number;
}

const rounds = 7;

/** Every library has a page of its own, so that it carries nothing of the others. Their visits take turns. */
export async function measureStartup(browser: Browser, libraries: readonly LibraryName[]): Promise<Startup[]> {
  const visits: { library: LibraryName; device: Startup["device"]; files: string[]; times: number[] }[] = [];
  const sites = new Map<LibraryName, Awaited<ReturnType<typeof serve>>>();
  try {
    for (const library of libraries) {
      sites.set(library, await serve(await bundle(`peers/startup/${library}.html`)));
      for (const device of ["wasm", "webgpu"] as const) visits.push({ library, device, files: [], times: [] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const visit of visits) {
        const { url, served } = sites.get(visit.library)!;
        served.clear();
        visit.times.push(await firstResult(browser, `${url}plain/peers/startup/${visit.library}.html?device=${visit.device}`));
        visit.files = [...served].filter((file) => !file.endsWith(".html"));
      }
    }
  } finally {
    for (const site of sites.values()) site.close();
  }
  return visits.map(({ library, device, files, times }) => ({ library, device, gzipBytes: files.reduce((total, file) => total + gzipSync(readFileSync(file)).length, 0), ms: median(times) }));
}

/** A context of its own has no cache. */
async function firstResult(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const ms = await page.evaluate(() => globalThis.firstResult);
  await context.close();
  return ms;
}
