/**
 * Draws the pictures of the gallery's cards and of the first page: what each notebook really shows, run in the built site and taken
 * without its axes. Not a test: `npx playwright test -c notebook/e2e --project pictures` writes `gallery/pictures/`.
 */
import { writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { gallery } from "../../gallery/index.ts";
import { runAll } from "./steps.ts";

/** The first plot of the page; its legend may stand before it. */
const PLOT = ".output-plot >> nth=0 >> svg";

const addresses = new Map([...gallery.map(({ slug }) => [slug, `/gallery/${slug}`] as const), ["playground", "/playground"] as const]);

for (const [name, address] of addresses) {
  test(`a picture of ${name}`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
    await runAll(page);
    await expect(page.locator(PLOT).last()).toBeVisible({ timeout: 60_000 });
    await writeFile(new URL(`../../gallery/pictures/${name}.svg`, import.meta.url), await drawing(page));
  });
}

/** The marks of the first plot as an SVG file of its own. Black lines become grey: the file is shown on light and on dark. */
async function drawing(page: Page): Promise<string> {
  return page.locator(PLOT).last().evaluate((svg: SVGSVGElement) => {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    copy.querySelectorAll("style, [aria-label*='axis'], [aria-label='tip']").forEach((part) => part.remove());
    const marks = [...svg.querySelectorAll<SVGGraphicsElement>(":scope > g:not([aria-label*='axis'], [aria-label='tip']), :scope > image")];
    const boxes = marks.map((mark) => mark.getBBox()).filter(({ width }) => width > 0);
    const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    copy.setAttribute("viewBox", [left, top, right - left, bottom - top].map(Math.round).join(" "));
    for (const name of ["width", "height", "class"]) copy.removeAttribute(name);
    return `${new XMLSerializer().serializeToString(copy).replaceAll("currentColor", "#7f8fb8")}\n`;
  });
}
