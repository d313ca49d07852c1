/** Monaco's theme, read from the page's own style: the token colours from `.tok-*`, the rest from the tokens of the page. */
import { editor } from "monaco-editor/editor/editor.api.js";
import { tokenKinds } from "../tokens/token.ts";

/** Monaco's name for a colour, and the CSS that gives it. */
const surfaces: Record<string, string> = {
  "editor.background": "transparent",
  "editor.foreground": "var(--code-text)",
  "editorCursor.foreground": "var(--code-text)",
  "editor.selectionBackground": "var(--editor-selection)",
  "editor.inactiveSelectionBackground": "var(--editor-selection)",
  "editor.wordHighlightBackground": "var(--hover)",
  "editor.wordHighlightStrongBackground": "var(--hover)",
  "editorBracketMatch.background": "var(--hover)",
  "editorBracketMatch.border": "transparent",
  "editorLineNumber.foreground": "var(--ink-faint)",
  "editorLineNumber.activeForeground": "var(--ink-soft)",
  "editorError.foreground": "var(--bad)",
  "editorWarning.foreground": "var(--warn)",
  "editorInfo.foreground": "var(--accent)",
  "editorWidget.background": "var(--raised)",
  "editorWidget.foreground": "var(--ink)",
  "editorWidget.border": "var(--line-strong)",
  "editorHoverWidget.background": "var(--raised)",
  "editorHoverWidget.border": "var(--line-strong)",
  "editorHoverWidget.statusBarBackground": "var(--sunken)",
  "editorSuggestWidget.background": "var(--raised)",
  "editorSuggestWidget.border": "var(--line-strong)",
  "editorSuggestWidget.foreground": "var(--ink)",
  "editorSuggestWidget.selectedBackground": "var(--selected)",
  "editorSuggestWidget.selectedForeground": "var(--ink)",
  "editorSuggestWidget.highlightForeground": "var(--accent)",
  "editorSuggestWidget.focusHighlightForeground": "var(--accent)",
  "list.hoverBackground": "var(--hover)",
  "input.background": "var(--surface)",
  "input.foreground": "var(--ink)",
  "input.border": "var(--line-strong)",
  "focusBorder": "var(--focus)",
  "textLink.foreground": "var(--accent)",
  "textCodeBlock.background": "var(--sunken)",
  "widget.shadow": "transparent",
  "scrollbarSlider.background": "var(--line-strong)",
  "scrollbarSlider.hoverBackground": "var(--ink-faint)",
  "scrollbarSlider.activeBackground": "var(--ink-faint)",
};

let following = false;

/** Defines the theme as seen from `place`, and again whenever the page's theme changes. */
export function followTheme(place: HTMLElement): void {
  if (following) return;
  following = true;
  // The place may leave the page later; its style comes from this class and the root alone.
  const probe = document.createElement("div");
  probe.className = "cell-editor";
  probe.hidden = true;
  place.ownerDocument.body.append(probe);
  const define = () => defineTheme(probe);
  define();
  new MutationObserver(define).observe(document.documentElement, { attributeFilter: ["data-theme", "class", "style"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", define);
}

function defineTheme(probe: HTMLElement): void {
  const colors = Object.fromEntries(Object.entries(surfaces).map(([name, css]) => [name, colourOf(probe, "", css)]));
  const rules = tokenKinds.map((kind) => {
    const { fontStyle, fontWeight } = styleOf(probe, `tok-${kind}`);
    const styles = [fontStyle === "italic" && "italic", Number(fontWeight) >= 600 && "bold"].filter(Boolean);
    return { token: kind === "plain" ? "" : kind, foreground: colourOf(probe, `tok-${kind}`).slice(1, 7), fontStyle: styles.join(" ") };
  });
  editor.defineTheme("tessera", { base: isDark(probe) ? "vs-dark" : "vs", inherit: true, rules, colors });
  editor.setTheme("tessera");
}

function styleOf(probe: HTMLElement, className: string, css = "") {
  probe.innerHTML = "";
  const element = document.createElement("span");
  element.className = className;
  element.style.color = css;
  probe.append(element);
  return getComputedStyle(element);
}

const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;

/** A CSS colour as `#rrggbbaa`, whatever notation it is computed to. */
function colourOf(probe: HTMLElement, className: string, css?: string): string {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = styleOf(probe, className, css).color;
  pixel.fillRect(0, 0, 1, 1);
  return `#${Array.from(pixel.getImageData(0, 0, 1, 1).data, (value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function isDark(probe: HTMLElement): boolean {
  const [red, green, blue] = (colourOf(probe, "", "var(--code-text)").slice(1).match(/../g) ?? []).map((hex) => parseInt(hex, 16));
  return (red ?? 0) + (green ?? 0) + (blue ?? 0) > 384;
}
