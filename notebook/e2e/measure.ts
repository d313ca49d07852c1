/**
 * Measures the budgets on the production build and writes the README's table: `npm run measure`.
 * Times are of this machine and this run; the ratio of the hot loop is taken within one cell, interleaved.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { chromiumArgs, findChromium } from "../../.ci/chromium.ts";
import { codeCell, expectState, linkTo, openLinked, outputOf, runCell } from "./steps.ts";

const README = fileURLToPath(new URL("../../README.md", import.meta.url));

interface Row {
  what: string;
  budget: string;
  measured: string;
}
const rows: Row[] = [];
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`;
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

test.describe.configure({ mode: "serial" });

test("bytes on the critical path", async ({ page }) => {
  const bytes = { page: 0, kernel: 0 };
  const bodies: Promise<void>[] = [];
  page.on("response", (response) => {
    const side = new URL(response.url()).hostname === "localhost" ? "page" : "kernel";
    bodies.push(response.body().then((body) => void (bytes[side] += gzipSync(body).length), () => undefined));
  });
  await page.goto(await linkTo(["1 + 1"]));
  await expect(codeCell(page, 1)).toBeVisible();
  await page.waitForLoadState("networkidle");
  await Promise.all(bodies);
  rows.push({ what: "critical path to a readable, runnable notebook (gzip)", budget: "300 KB", measured: `${kb(bytes.page)} for the page, ${kb(bytes.kernel)} for the kernel with tensors and WASM` });
});

test("time from navigation to the first cell's result", async ({ baseURL }) => {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const browser = await launch();
    const page = await browser.newPage({ baseURL });
    cold.push(await firstResult(page));
    warm.push(await firstResult(page));
    await browser.close();
  }
  rows.push({ what: "navigation to the first cell's result, cold (new browser)", budget: "", measured: ms(median(cold)) });
  rows.push({ what: "the same, warm (HTTP cache)", budget: "", measured: ms(median(warm)) });
});

/** Opens a link, runs its cell as soon as its button is there, and waits for the result. */
async function firstResult(page: Page): Promise<number> {
  await page.goto("about:blank");
  const link = await linkTo(["6 * 7"]);
  const started = performance.now();
  await page.goto(link, { waitUntil: "commit" });
  await runCell(page, 1);
  await expect(outputOf(page, 1)).toContainText("42");
  return performance.now() - started;
}

const launch = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: chromiumArgs });

test("a cell's overhead", async ({ page }) => {
  await openLinked(page, ["0;"]);
  await runCell(page, 1);
  await expectState(page, 1, "done");
  await codeCell(page, 1).focus();
  const times = await page.evaluate(async () => {
    const cell = document.querySelector('[data-kind="code"]')!;
    const once = () =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        let left = false;
        const observer = new MutationObserver(() => {
          const state = cell.getAttribute("data-state");
          if (state === "queued" || state === "running") left = true;
          if (!left || state !== "done") return;
          observer.disconnect();
          resolve(performance.now() - started);
        });
        observer.observe(cell, { attributes: true, attributeFilter: ["data-state"] });
        cell.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
      });
    const times: number[] = [];
    for (let turn = 0; turn < 60; turn++) times.push(await once());
    return times.slice(10);
  });
  rows.push({ what: "a cell's overhead: key press to `done`, median of 50", budget: "5 ms", measured: ms(median(times)) });
});

test("a hot loop in a cell against a plain module", async ({ page }) => {
  const loops: Record<string, string> = {
    "integers": "let s = 0; for (let i = 0; i < 20000000; i++) s = (s + i * 7) | 0;",
    "floats": "let s = 0; for (let i = 0; i < 20000000; i++) s += i * 0.5;",
    "array": "const a = new Float64Array(1000000).fill(1.5); let s = 0; for (let k = 0; k < 20; k++) for (let i = 0; i < a.length; i++) s += a[i] * a[i];",
  };
  // The plain loop is a fresh module each time, as the cell is fresh code at each run: both are met by the engine for the first time.
  const cells = [
    `const times: Record<string, number[]> = {};
     let turn = 0;
     const load = (body: string) => (0, eval)("address => import(address)")(URL.createObjectURL(new Blob([\`export function run() { \${body} return s; } // \${turn++}\`], { type: "text/javascript" })));`,
    ...Object.entries(loops).map(
      ([name, body]) => `{ const plain = await load(${JSON.stringify(body)}); const started = performance.now(); plain.run(); (times["plain ${name}"] ??= []).push(performance.now() - started); }
const started_${name} = performance.now();
${body.replaceAll(/\bs\b/g, `s_${name}`).replace("const a", `const a_${name}`).replaceAll(/\ba(?=[.[])/g, `a_${name}`)}
(times["cell ${name}"] ??= []).push(performance.now() - started_${name});`,
    ),
    "console.log(JSON.stringify(times))",
  ];
  await openLinked(page, cells);
  await runCell(page, 1);
  for (let turn = 0; turn < 15; turn++) {
    for (let place = 2; place < cells.length; place++) {
      await runCell(page, place);
      await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
      await expectState(page, place, "done");
    }
  }
  await runCell(page, cells.length);
  await expectState(page, cells.length, "done");
  const times = JSON.parse(await outputOf(page, cells.length).locator('[data-output="stream"]').innerText()) as Record<string, number[]>;
  const ratios = Object.keys(loops).map((name) => `${name} ${(Math.min(...times[`cell ${name}`]!) / Math.min(...times[`plain ${name}`]!)).toFixed(2)}`);
  rows.push({ what: "a hot loop at a cell's top level, time relative to a plain module, fastest of 15 each", budget: "1.10", measured: ratios.join(", ") });
});

test("time to stop an endless loop", async ({ page }) => {
  await openLinked(page, ["for (;;);"]);
  const times: number[] = [];
  for (let turn = 0; turn < 10; turn++) {
    await runCell(page, 1);
    await expectState(page, 1, "running");
    await page.waitForTimeout(200);
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const cell = document.querySelector('[data-kind="code"]')!;
            const started = performance.now();
            const observer = new MutationObserver(() => {
              if (cell.getAttribute("data-state") === "running") return;
              observer.disconnect();
              resolve(performance.now() - started);
            });
            observer.observe(cell, { attributes: true, attributeFilter: ["data-state"] });
            [...document.querySelectorAll("button")].find((button) => (button.getAttribute("aria-label") ?? button.textContent)?.trim() === "Interrupt")!.click();
          }),
      ),
    );
  }
  rows.push({ what: "Stop of an endless loop, shared memory, median of 10", budget: "100 ms", measured: ms(median(times)) });
});

test("the longest stall of the page while a cell logs a million lines", async ({ page }) => {
  await openLinked(page, ["for (let i = 0; i < 1_000_000; i++) console.log('line', i);"]);
  await runCell(page, 1);
  const stall = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const cell = document.querySelector('[data-kind="code"]')!;
        let last = performance.now();
        let longest = 0;
        const tick = new MessageChannel();
        tick.port1.onmessage = () => {
          const now = performance.now();
          longest = Math.max(longest, now - last);
          last = now;
          if (cell.getAttribute("data-state") === "done") resolve(longest);
          else tick.port2.postMessage(0);
        };
        tick.port2.postMessage(0);
      }),
  );
  rows.push({ what: "longest stall of the page while a cell logs a million lines", budget: "100 ms", measured: ms(stall) });
});

test.afterAll(() => {
  const table = ["| what | budget | measured |", "|---|---|---|", ...rows.map(({ what, budget, measured }) => `| ${what} | ${budget} | ${measured} |`)].join("\n");
  console.log(table);
  const readme = readFileSync(README, "utf8");
  const marked = /(<!-- measured -->\n)[\s\S]*?(<!-- \/measured -->)/;
  if (!marked.test(readme)) throw new Error("README.md has no place for the table: <!-- measured --> … <!-- /measured -->");
  writeFileSync(README, readme.replace(marked, (_, open, close) => `${open}${table}\n${close}`));
});
