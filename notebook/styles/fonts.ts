/** Holds the first drawing back until its typefaces are here: text set in a stand-in would move when they come. */

const FACES = ["Inter Variable", "Source Serif 4 Variable", "JetBrains Mono Variable"];
/** Milliseconds after which text is shown in whatever there is. */
const LONGEST_WAIT = 2_000;

/** Keeps an element out of sight, but laid out, until the page's own faces are loaded or have taken too long. */
export function hideUntilFonts(element: HTMLElement): void {
  element.style.visibility = "hidden";
  const loaded = Promise.allSettled(FACES.map((face) => document.fonts.load(`1em "${face}"`)));
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  void Promise.race([loaded, late]).then(() => (element.style.visibility = ""));
}
