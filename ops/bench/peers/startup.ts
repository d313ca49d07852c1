/** What a page has to load before it can multiply two matrices, and how long that takes from nothing. */
import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { bundle, serve } from "../browser.ts";
import { median } from "../timing.ts";
import { libraryNames, type LibraryName } from "./job.ts";

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
export async function measureStartup(browser: Browser): Promise<Startup[]> {
  const visits: { library: LibraryName; device: Startup["device"]; bytes: number; times: number[] }[] = [];
  const sites = new Map<LibraryName, Awaited<ReturnType<typeof serve>>>();
  try {
    for (const library of libraryNames) {
      sites.set(library, await serve(await bundle(`peers/startup/${library}.html`)));
      for (const device of ["wasm", "webgpu"] as const) visits.push({ library, device, bytes: 0, times: [] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const visit of visits) {
        const { bytes, ms } = await visitPage(browser, `${sites.get(visit.library)!.url}plain/peers/startup/${visit.library}.html?device=${visit.device}`);
        visit.bytes = bytes;
        visit.times.push(ms);
      }
    }
  } finally {
    for (const site of sites.values()) site.close();
  }
  return visits.map(({ library, device, bytes, times }) => ({ library, device, gzipBytes: bytes, ms: median(times) }));
}

/** A context of its own has no cache. */
async function visitPage(browser: Browser, url: string): Promise<{ bytes: number; ms: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => void (/\.(m?js|wasm)$/.test(new URL(response.url()).pathname) && bodies.push(response.body())));
  await page.goto(url);
  const ms = await page.evaluate(() => globalThis.firstResult);
  const loaded = await Promise.all(bodies);
  await context.close();
  return { bytes: loaded.reduce((total, body) => total + gzipSync(body).length, 0), ms };
}
