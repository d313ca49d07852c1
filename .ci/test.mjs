/**
 * `npm test`: everything that must hold, in one command and one summary. Types, lint and unused code first, then the unit
 * tests, the browser tests, the production build with its budgets, and the journeys on that build.
 * The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { ensureChromium, ensureBuilt, ensurePackages } from "./prepare.mjs";

ensurePackages();
await ensureBuilt();
await ensureChromium();

const reports = ".cache/reports";
mkdirSync(reports, { recursive: true });
const failures = [];
const names = [];
let passed = 0;
let failed = 0;

/** Runs one step; without a report it counts as one check. */
function step(title, command, report, count) {
  console.log(`\n== ${title}`);
  if (report) rmSync(report, { force: true });
  const started = Date.now();
  const { status } = spawnSync(command[0], command.slice(1), { stdio: "inherit", env: { ...process.env, ...(report && { PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(report) }) } });
  const counts = report ? count(readReport(report)) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  // A runner that breaks outside its tests must not pass for a success.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed > 0) failures.push(title);
  names.push(...(counts.names ?? []));
  console.log(`== ${title}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    console.error(`no report was written: ${path}: ${error.message}`);
    return {};
  }
}

const vitestCounts = ({ numPassedTests = 0, numFailedTests = 0, testResults = [] }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  names: testResults.flatMap(({ name, message, assertionResults }) =>
    (assertionResults.length === 0 ? [{ status: "failed", fullName: "the file", failureMessages: [message] }] : assertionResults)
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${relative(".", name)}: ${fullName}\n    ${failureMessages.join("\n").split("\n")[0]}`),
  ),
});
const playwrightCounts = ({ stats = {}, suites = [] }) => ({
  passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
  failed: stats.unexpected ?? 0,
  names: specsOf(suites).filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
});
const specsOf = (suites) => suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);
const vitest = (project, report) => ["npx", "vitest", "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];

step("types", ["npx", "tsc", "-b"]);
step("lint", ["npx", "oxlint"]);
step("unused code", ["npx", "knip"]);
step("unit tests", vitest("unit", `${reports}/unit.json`), `${reports}/unit.json`, vitestCounts);
step("browser tests", vitest("browser*", `${reports}/browser.json`), `${reports}/browser.json`, vitestCounts);
step("production build", ["node", ".ci/build.mjs"]);
step("budgets", ["npx", "size-limit"]);
step("browser journeys", ["npx", "playwright", "test", "-c", "notebook/e2e", "--project", "journeys"], `${reports}/journeys.json`, playwrightCounts);

// Again at the end, for the output between is long.
if (failures.length > 0) console.log([`\nfailed: ${failures.join(", ")}`, ...names].join("\n  "));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
