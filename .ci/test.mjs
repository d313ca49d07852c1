/**
 * `npm test`: everything that must hold, in one command and one summary. Types, lint and unused code first, then the unit
 * tests, the browser tests, the production build with its budgets, and the journeys on that build.
 * The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ensureChromium, ensureBuilt, ensurePackages } from "./prepare.mjs";

ensurePackages();
await ensureBuilt();
await ensureChromium();

const reports = ".cache/reports";
mkdirSync(reports, { recursive: true });
const failures = [];
const troubles = [];
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
  troubles.push(...(counts.troubles ?? []));
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

/** Counts of a report, and what failed at first: `name`, `why`, and whether a second try `passed`. */
const vitestCounts = ({ numPassedTests = 0, numFailedTests = 0, testResults = [] }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  troubles: testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(".", name);
    if (status === "failed" && assertionResults.length === 0) return [{ name: file, why: message, passed: false }];
    return assertionResults
      .filter(({ failureMessages }) => failureMessages.length > 0)
      .map(({ fullName, failureMessages: [why], status }) => ({ name: `${file}: ${fullName}`, why, passed: status === "passed" }));
  }),
});
const playwrightCounts = ({ stats = {}, suites = [] }) => ({
  passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
  failed: stats.unexpected ?? 0,
  troubles: specsOf(suites).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ status, results }) => ({ name: `${file}: ${title}`, why: results[0]?.error?.message ?? "", passed: status === "flaky" })),
  ),
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

// Once more at the end, for there is much between.
if (failures.length > 0) console.log(`\nfailed: ${failures.join(", ")}`);
for (const { name, why, passed } of troubles) console.log(`  ${passed ? "passed at a second try" : "failed"}: ${name}\n    ${stripVTControlCharacters(why).split("\n")[0]}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
