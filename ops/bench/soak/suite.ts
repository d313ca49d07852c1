/**
 * `npm run bench -- soak`: whether the library stays sound over time. A worker in Chromium plays a notebook that allocates and forgets, on
 * wasm and on the software GPU, while memory is watched; then random programs are compared between the devices. Exit code 1 when something grew
 * or differed.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "@playwright/test";
import type { DeviceName } from "../../backend.ts";
import { agree } from "../../conformance/programs.ts";
import { bundle, launch, serve } from "../browser.ts";
import type { Question } from "./worker.ts";
import { formatSamples, growth, type Sample } from "./trend.ts";

const usage = `npm run bench -- soak [options]
  --minutes N       how long a notebook plays on each device; default: 10
  --devices LIST    of wasm and webgpu; default: both
  --programs N      random programs on wasm; a fortieth as many on webgpu, where nearly every one compiles shaders; default: 10000`;

interface Options {
  readonly minutes: number;
  readonly devices: readonly DeviceName[];
  readonly programs: number;
}

function parseOptions(words: readonly string[]): Options {
  const text = (value: string) => ({ type: "string", default: value }) as const;
  const { values } = parseArgs({ args: [...words], options: { minutes: text("10"), devices: text("wasm,webgpu"), programs: text("10000") } });
  const [minutes, programs] = [Number(values.minutes), Number(values.programs)];
  if (!(minutes >= 0 && programs >= 0)) throw new Error(`not a number: ${values.minutes}, ${values.programs}`);
  const devices = values.devices.split(",").map((name) => {
    if (name !== "wasm" && name !== "webgpu") throw new Error(`unknown device: ${name}`);
    return name;
  });
  return { minutes, devices, programs };
}

export async function run(words: readonly string[]): Promise<void> {
  let options: Options;
  try {
    options = parseOptions(words);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const site = await serve(await bundle("soak/index.html"));
  const page = `${site.url}isolated/soak/index.html`;
  try {
    for (const device of options.devices) if (options.minutes > 0) report(device, await withTab(page, (tab, browser) => play(tab, browser, device, options.minutes)));
    if (options.devices.includes("wasm")) await compare("wasm", options.programs, (from, count) => agree("wasm", from, count));
    if (options.devices.includes("webgpu")) {
      await withTab(page, (tab) => compare("webgpu", Math.round(options.programs / 40), async (from, count) => void (await ask(tab, { kind: "programs", device: "webgpu", from, count }))));
    }
  } finally {
    site.close();
  }
}

/** In a browser of its own, so that nothing is left of the test before. */
async function withTab<T>(page: string, work: (tab: Page, browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const tab = await browser.newPage();
    await tab.goto(page);
    await tab.waitForFunction(() => "askWorker" in globalThis);
    return await work(tab, browser);
  } finally {
    await browser.close();
  }
}

const ask = (tab: Page, question: Question) => tab.evaluate((asked) => globalThis.askWorker(asked), question);

/** Plays the notebook and takes a sample every two seconds; the first tenth, in which caches fill, does not count. */
async function play(tab: Page, browser: Browser, device: DeviceName, minutes: number): Promise<Sample[]> {
  const session = await browser.newBrowserCDPSession();
  await ask(tab, { kind: "start", device });
  const start = performance.now();
  const samples: Sample[] = [];
  while (performance.now() - start < minutes * 60_000) {
    await tab.waitForTimeout(2000);
    const processBytes = await bytesOfProcesses(session);
    const sample = await ask(tab, { kind: "sample" });
    const seconds = (performance.now() - start) / 1000;
    if (seconds > minutes * 6) samples.push({ seconds, ...sample, ...(processBytes !== undefined && { processBytes }) });
  }
  return samples;
}

/** The memory that the tab's and the GPU's processes have from the system. Linux only. */
async function bytesOfProcesses(session: CDPSession): Promise<number | undefined> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const files = processInfo.filter(({ type }) => /renderer|gpu/i.test(type)).map(({ id }) => `/proc/${id}/status`);
  if (!files.every((file) => existsSync(file))) return undefined;
  return files.reduce((sum, file) => sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1]) * 1024, 0);
}

function report(device: DeviceName, samples: readonly Sample[]): void {
  const grown = growth(samples);
  console.log(`\n${device}: a notebook that allocates and forgets\n${formatSamples(samples)}`);
  console.log(grown.length === 0 ? `${device}: memory is flat` : `${device}: ${grown.join("; ")}`);
  if (grown.length > 0) process.exitCode = 1;
}

/** In parts, so that a long run shows where it is. */
async function compare(device: DeviceName, count: number, run: (from: number, count: number) => Promise<void>): Promise<void> {
  const part = Math.ceil(count / 10);
  for (let from = 1; from <= count; from += part) {
    try {
      await run(from, Math.min(part, count - from + 1));
      console.error(`${device}: ${Math.min(from + part - 1, count)} of ${count} programs agree with the cpu`);
    } catch (error) {
      console.error(`${device}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}
