/**
 * Draws the pictures of the gallery's cards and of the first page: what each notebook really shows, run in the built site and taken
 * without its axes. Not a test: `npx playwright test -c notebook/e2e --project pictures` writes `gallery/pictures/`.
 */
import { writeFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { codeCell, expectState, runAll } from "./steps.ts";

/** Of each picture: its notebook's address and the cell that shows it. */
const pictures = [
  { name: "first-steps", address: "/gallery/first-steps", cell: 4 },
  { name: "seattle-weather", address: "/gallery/seattle-weather", cell: 3 },
  { name: "playground", address: "/playground", cell: 1 },
];

for (const { name, address, cell } of pictures) {
  test(`a picture of ${name}`, async ({ page }) => {
    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("data-kernel", "idle");
    await runAll(page);
    await expectState(page, cell, "done");
    await codeCell(page, cell).scrollIntoViewIfNeeded();
    await writeFile(new URL(`../../gallery/pictures/${name}.svg`, import.meta.url), await drawing(page, cell));
  });
}

/** The marks of a cell's plot as an SVG file of its own. Black lines become grey: the file is shown on light and on dark. */
async function drawing(page: Page, cell: number): Promise<string> {
  const plot = page.getByRole("region", { name: `Output of cell ${cell}`, exact: true }).locator(".output-plot svg").last();
  return plot.evaluate((svg: SVGSVGElement) => {
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
