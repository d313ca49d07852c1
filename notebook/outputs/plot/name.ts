/** What a screen reader says of a plot: one picture with one name, instead of every tick and dot. */

/** Names the drawing by its own label, its title, or what its axes show. A plot with links stays open, so that they can be followed. */
export function namePicture(drawn: Element, title: unknown): void {
  const svg = drawn.localName === "svg" ? drawn : drawn.querySelector(":scope > svg:last-of-type");
  if (!svg) return;
  if (!svg.hasAttribute("aria-label")) svg.setAttribute("aria-label", typeof title === "string" ? `Plot: ${title}` : nameOfAxes(svg));
  svg.setAttribute("role", svg.querySelector("a") ? "group" : "img");
}

function nameOfAxes(svg: Element): string {
  const [y, x] = ["y", "x"].map((axis) => svg.querySelector(`[aria-label="${axis}-axis label"]`)?.textContent?.replaceAll(/[←↑→↓]/g, "").trim());
  return ["Plot", y && `of ${y}`, x && `by ${x}`].filter(Boolean).join(" ");
}
