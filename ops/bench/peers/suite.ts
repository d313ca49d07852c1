/** The benchmark against the peers: runs the configurations one after the other and prints a table for each. */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import type { Browser } from "@playwright/test";
import { bundle, launch, serve, withPage } from "../browser.ts";
import { loadNow, machine } from "../machine.ts";
import { parseOrExplain } from "../words.ts";
import { isIsolated, type Configuration, type Job, type Report, type RowResult } from "./job.ts";
import { parseOptions, usage, type Options } from "./options.ts";
import { measureStartup, type Startup } from "./startup.ts";
import { formatProgress, formatReport, formatStartup } from "./table.ts";

const page = "peers/index.html";

/** With the machine's load averages at its end: a busy machine is no base for a claim. */
type LoadedReport = Report & { readonly configuration: Configuration; readonly load: readonly number[] };

export async function run(words: readonly string[]): Promise<void> {
  const options = parseOrExplain(parseOptions, words, usage);
  if (options === undefined) return;
  const reports: LoadedReport[] = [];
  const startup: Startup[] = [];
  const browser = await launch();
  try {
    console.log(`${machine.processor}, ${machine.cores} cores, ${browser.browserType().name()} ${browser.version()}, load ${loadNow()}`);
    if (options.configurations.length > 0) reports.push(...(await runConfigurations(browser, options)));
    if (options.startup) {
      startup.push(...(await measureStartup(browser, options.libraries)));
      console.log(`\n${formatStartup(startup, options)}`);
    }
  } finally {
    await browser.close();
  }
  if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify({ machine, reports, startup }, undefined, 2)}\n`);
}

async function runConfigurations(browser: Browser, options: Options): Promise<LoadedReport[]> {
  // TensorFlow.js gives its threads the text of a function that minifiers break.
  const site = await serve(await bundle(page, { minify: false }));
  const reports: LoadedReport[] = [];
  try {
    for (const configuration of options.configurations) {
      const report = await runConfiguration(browser, site.url, configuration, options);
      reports.push({ configuration, load: loadavg(), ...report });
      console.log(`\n${formatReport(configuration, report, options)}\nload ${loadNow()}`);
    }
  } finally {
    site.close();
  }
  return reports;
}

function runConfiguration(browser: Browser, url: string, configuration: Configuration, { rows, libraries, rounds }: Options): Promise<Report> {
  const address = `${url}${isIsolated(configuration) ? "isolated" : "plain"}/${page}`;
  const job: Job = { configuration, rows, libraries, rounds };
  return withPage(browser, address, (tab) => tab.evaluate((job) => globalThis.runJob(job), job), (progress) => console.error(formatProgress(progress as RowResult)));
}
