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

/** The colour of an operation: always the same one for the same name. */
export function colourOf(colours: Colours, name: string): string {
  return colours[`chart-${tintOf(name)}`];
}

/** 1 to 6, the number of a chart colour. */
export function tintOf(name: string): 1 | 2 | 3 | 4 | 5 | 6 {
  let hash = 0;
  for (let index = 0; index < name.length; index++) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) | 0;
  return (((hash % 6) + 6) % 6 + 1) as 1 | 2 | 3 | 4 | 5 | 6;
}
