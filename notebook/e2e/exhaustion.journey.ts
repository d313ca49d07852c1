/** Cells that take all there is: time, memory, workers, the reader's patience. The page stays usable and the kernel comes back. */
import { expect, test, type Page } from "@playwright/test";
import { codeCell, expectState, openLinked, outputOf, runCell } from "./steps.ts";

const kernel = (page: Page) => page.locator("html");

/** Cells that end by themselves, or leave something behind. */
const heavy: { title: string; code: string }[] = [
  { title: "a 100 MB string printed", code: "console.log('x'.repeat(100_000_000))" },
  { title: "a 100 MB string as a value", code: "'x'.repeat(100_000_000)" },
  { title: "an object 100,000 deep", code: "let deep: unknown = 1; for (let i = 0; i < 100_000; i++) deep = { deep };\ndisplay(deep); console.log(deep); deep" },
  { title: "an array 100,000 deep in an error's cause", code: "let cause: unknown = 1; for (let i = 0; i < 100_000; i++) cause = new Error('x', { cause });\nthrow cause" },
  { title: "a bundle 100,000 deep", code: "let deep: unknown = 1; for (let i = 0; i < 100_000; i++) deep = [deep];\ndisplay({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': deep }) })" },
  { title: "an object that refers to itself and lies", code: "const self_: Record<string, unknown> = {}; self_.self = self_;\nconst liar = new Proxy({}, { get() { throw new Error('no') }, ownKeys() { throw new Error('no') }, getPrototypeOf() { throw new Error('no') } });\nconsole.log(liar); display(self_); display(liar); 1" },
  { title: "20,000 displays", code: "for (let i = 0; i < 20_000; i++) display(i)" },
  { title: "a million DOM nodes in one output", code: "display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>'.repeat(1_000_000) }) })" },
  { title: "a huge table", code: "Array.from({ length: 1_000_000 }, (_, i) => ({ a: i, b: 'x' }))" },
  { title: "Markdown that is hard to read", code: "md`${'[('.repeat(50_000)}${'*a **b '.repeat(20_000)}${'>'.repeat(20_000)}${'`'.repeat(50_001)}`" },
];

for (const { title, code } of heavy) {
  test(`${title} leaves the page and the kernel usable`, async ({ page }) => {
    await openLinked(page, [code, "40 + 2"]);
    await runCell(page, 1);
    await expect(codeCell(page, 1)).toHaveAttribute("data-state", /done|error/, { timeout: 40_000 });
    await expectRuns(page);
  });
}

/** Cells that never end by themselves. */
const endless: { title: string; code: string }[] = [
  { title: "waiting for ever on a lock", code: "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)" },
  { title: "a regular expression without end", code: "/^(a+)+$/.test('a'.repeat(60) + 'b')" },
  { title: "promises that make promises", code: "const again = (): Promise<void> => Promise.resolve().then(again);\nawait again()" },
  { title: "timers that make timers", code: "const again = () => { setTimeout(again); setTimeout(again); };\nagain(); await new Promise(() => {})" },
  { title: "500 workers that spin", code: "const source = URL.createObjectURL(new Blob(['for(;;);']));\nconst crowd = Array.from({ length: 500 }, () => new Worker(source));\nwhile (true) crowd.length" },
];

for (const { title, code } of endless) {
  test(`${title} is stopped, and the page stays usable`, async ({ page }) => {
    await openLinked(page, [code, "40 + 2"]);
    await runCell(page, 1);
    await expect(kernel(page)).toHaveAttribute("data-kernel", "busy");
    await stop(page);
    await expectRuns(page);
  });
}

const deadly: { title: string; code: string }[] = [
  { title: "ends itself", code: "self.close(); 1" },
  { title: "is kept busy by promises that a cell left behind", code: "const again = (): void => void Promise.resolve().then(again);\nagain()" },
];

for (const { title, code } of deadly) {
  test(`a kernel that ${title} is noticed, told and replaced`, async ({ page }) => {
    await openLinked(page, [code, "40 + 2"]);
    await runCell(page, 1);
    await expect(kernel(page)).toHaveAttribute("data-kernel", "dead", { timeout: 20_000 });
    await page.getByRole("button", { name: "Start a new kernel" }).click();
    await expectRuns(page);
  });
}

test("a heap that overflows costs the kernel, not the page", async ({ page, context }) => {
  await openLinked(page, ["const all: unknown[] = []; while (true) all.push(new Array(10_000_000).fill(1.5))", "40 + 2"]);
  // Playwright gives up a page when any of its frames crashes; the browser itself is still to be asked.
  const browser = await context.newCDPSession(page);
  const ask = async (expression: string) => (await browser.send("Runtime.evaluate", { expression, returnByValue: true })).result.value as unknown;
  const press = (name: string, place = 0) => ask(`[...document.querySelectorAll("button")].filter((button) => (button.ariaLabel ?? button.textContent).trim() === "${name}")[${place}].click()`);
  await runCell(page, 1);
  await expect.poll(() => ask("document.documentElement.dataset.kernel"), { timeout: 50_000 }).toBe("dead");
  expect(await ask("document.body.innerText")).toMatch(/The kernel stopped: .*memory/);
  await press("Start a new kernel");
  await expect.poll(() => ask("document.documentElement.dataset.kernel"), { timeout: 20_000 }).toBe("idle");
  await press("Run cell", 1);
  await expect.poll(() => ask(`document.querySelector('[aria-label="Output of cell 2"]')?.innerText`)).toContain("42");
});

/** Runs the second cell, in a new kernel where the page offers one: what a cell left behind may take the old one with it. */
async function expectRuns(page: Page): Promise<void> {
  const offer = page.getByRole("button", { name: "Start a new kernel" });
  await expect(async () => {
    if (await offer.isVisible()) await offer.click();
    await expect(kernel(page)).toHaveAttribute("data-kernel", "idle", { timeout: 8_000 });
    await runCell(page, 2);
    await expectState(page, 2, "done", 8_000);
  }).toPass({ timeout: 50_000 });
  await expect(outputOf(page, 2)).toContainText("42");
}

/** Presses Interrupt as a reader does: once, and again when asked to. */
async function stop(page: Page): Promise<void> {
  await expect(async () => {
    if ((await kernel(page).getAttribute("data-kernel")) === "busy") await page.getByRole("button", { name: "Interrupt" }).click({ timeout: 1_000 });
    await expect(kernel(page)).toHaveAttribute("data-kernel", "idle", { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}
