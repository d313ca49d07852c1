/** Light, dark or as the system says; remembered on this device. The colours themselves are in `styles/tokens.css`. */
import { createSignal } from "solid-js";
import { remember } from "./parts/remember.ts";

const KEY = "tessera.theme";
const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const [theme, setTheme] = createSignal<Theme>(THEMES.find((known) => known === remember.read(KEY)) ?? "auto");

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
  remember.write(KEY, next);
  return next;
}
