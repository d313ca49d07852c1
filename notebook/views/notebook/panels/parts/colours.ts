/** The page's colours for canvases, which know no CSS variables: read from the element's style, and again when the theme changes. */
import { onCleanup } from "solid-js";

const NAMES = ["page", "surface", "sunken", "hover", "ink", "ink-soft", "ink-faint", "line", "line-strong", "accent", "busy", "warn", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

/** Reads the colours as they are at the element. */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement("span");
  element.parentElement!.append(probe);
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Colours;
}

/** Calls back when the page's theme changes, as long as the component lives. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", listener);
  onCleanup(() => {
    observer.disconnect();
    dark.removeEventListener("change", listener);
  });
}

const tints = new Map<string, number>();

/** The chart colour of an operation, from 1 to 6: in the order in which operations are met, so that the first six differ. */
function tintOf(name: string): 1 | 2 | 3 | 4 | 5 | 6 {
  let tint = tints.get(name);
  if (tint === undefined) tints.set(name, (tint = tints.size));
  return ((tint % 6) + 1) as 1 | 2 | 3 | 4 | 5 | 6;
}

/** The colour of an operation on a canvas. */
export const colourOf = (colours: Colours, name: string): string => colours[`chart-${tintOf(name)}`];

/** The same for elements. */
export const tokenOf = (name: string): string => `var(--chart-${tintOf(name)})`;
