/** Terminal text as coloured spans. The text only ever becomes text nodes. */
import { For, type JSX } from "solid-js";
import type { Run, Style } from "./ansi.ts";

export function AnsiText(props: { runs: Run[] }): JSX.Element {
  return <For each={props.runs}>{(run) => (isPlain(run) ? run.text : <span style={toCss(run)}>{run.text}</span>)}</For>;
}

/** The style of a run; also for the static form of an output. */
export function toCss(style: Style): Record<string, string> {
  const [color, background] = style.inverse ? [style.background ?? "page", style.color ?? "ink"] : [style.color, style.background];
  const lines = [style.underline && "underline", style.strike && "line-through"].filter(Boolean).join(" ");
  return {
    ...(color && { color: toInk(color) }),
    ...(background && { background: style.inverse ? toColor(background) : toBackground(background) }),
    ...(style.bold && { "font-weight": "700" }),
    ...(style.dim && { opacity: "0.75" }),
    ...(style.italic && { "font-style": "italic" }),
    ...(lines && { "text-decoration": lines }),
  };
}

/** The terminal's names for colours in the page's own. */
const COLORS: Record<string, string> = {
  page: "var(--surface)",
  ink: "var(--ink)",
  black: "var(--ink)",
  red: "var(--bad)",
  green: "var(--good)",
  yellow: "var(--warn)",
  blue: "var(--accent)",
  magenta: "var(--busy)",
  cyan: "var(--code-type)",
  white: "var(--ink-soft)",
};

function toColor(name: string): string {
  return COLORS[name.replace("bright-", "")] ?? name;
}

/** Colours that a program chose for a screen it did not see lean towards the ink, so that they can be read on this one. */
function toInk(name: string): string {
  return name.startsWith("rgb") ? `color-mix(in srgb, ${name} 55%, var(--ink))` : toColor(name);
}

/** A tint, so that any text on it can be read. */
function toBackground(name: string): string {
  return `color-mix(in srgb, ${toColor(name)} 25%, transparent)`;
}

function isPlain(style: Style): boolean {
  return Object.keys(style).length === 1;
}
