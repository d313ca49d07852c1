/** Light, dark or as the system says; remembered on this device. The colours themselves are in `styles/tokens.css`. */
import { createSignal } from "solid-js";

const KEY = "tessera.theme";
const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const [theme, setTheme] = createSignal<Theme>(readTheme());
export { theme };

/** Puts the remembered theme on the page. */
export function applyTheme(): void {
  if (theme() === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme();
}

/** Goes to the next of automatic, light, dark and gives it back. */
export function cycleTheme(): Theme {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]!;
  setTheme(next);
  applyTheme();
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Where storage is refused the choice lasts as long as the page.
  }
  return next;
}

function readTheme(): Theme {
  try {
    return THEMES.find((known) => known === localStorage.getItem(KEY)) ?? "auto";
  } catch {
    return "auto";
  }
}
