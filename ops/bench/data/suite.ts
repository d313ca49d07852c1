/**
 * `npm run bench -- data`: statistics, anomalies, quality, images and tables on the wasm device in Chromium, beside plain loops over typed arrays
 * (`baseline/`) and beside libraries that do the same, in turns. Every result is checked before it is timed; exit code 1 when one was wrong.
 */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { bundle, describeGpu, launch, serve, withPage } from "../browser.ts";
import { loadNow, machine } from "../machine.ts";
import { parseOrExplain } from "../words.ts";
import type { Job, RowResult } from "./job.ts";
import { parseOptions, usage } from "./options.ts";
import { allRight, formatProgress, formatResults } from "./table.ts";

const page = "data/index.html";

export async function run(words: readonly string[]): Promise<void> {
  const options = parseOrExplain(parseOptions, words, usage);
  if (options === undefined) return;
  const site = await serve(await bundle(page));
  const browser = await launch({ gpu: options.gpu });
  console.log(`${machine.processor}, ${machine.cores} cores, ${browser.browserType().name()} ${browser.version()}, threads: ${options.threads}, load ${loadNow()}`);
  try {
    if (options.gpu) console.log(`GPU: ${await describeGpu(browser, `${site.url}isolated/${page}`)}`);
    const results: RowResult[] = [];
    for (const row of options.rows) {
      const job: Job = { row, threads: options.threads, rounds: options.rounds };
      results.push(await withPage(browser, `${site.url}isolated/${page}`, (tab): Promise<RowResult> => tab.evaluate((job) => globalThis.runJob(job), job)));
      console.error(formatProgress(results.at(-1)!));
    }
    console.log(`\n${formatResults(results, options)}\nload ${loadNow()}`);
    if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify({ machine, threads: options.threads, load: loadavg(), results }, undefined, 2)}\n`);
    if (!allRight(results)) process.exitCode = 1;
  } finally {
    await browser.close();
    site.close();
  }
}
