/** Terminal text as styled runs. Only colours and weights are kept: every other escape sequence, links included, is dropped. */

export interface Style {
  /** A name such as `red` or `bright-red`, or `rgb(…)`. */
  color?: string;
  background?: string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  inverse?: boolean;
}

export interface Run extends Style {
  text: string;
}

const NAMES = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
// CSI sequences, OSC sequences (closed by BEL or ST; an open one ends with its line), and any other escape with its letter.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const ESCAPES = /\x1b\[([0-9;:]*)([ -/]*[@-~])|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-Z\\^-~]?/g;
// eslint-disable-next-line no-control-regex -- as above
const INVISIBLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** The runs of a text, none of them empty, and the style that holds after it. It begins in the style `before`. Default: none. */
export function parseAnsi(text: string, before: Style = {}): { runs: Run[]; after: Style } {
  const runs: Run[] = [];
  let style = before;
  let from = 0;
  const add = (part: string) => {
    const visible = part.replaceAll(INVISIBLE, "");
    if (visible) runs.push({ ...style, text: visible });
  };
  for (const match of text.matchAll(ESCAPES)) {
    add(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2] === "m") style = applyCodes(style, match[1]!.split(/[;:]/).map(Number));
  }
  add(text.slice(from));
  return { runs, after: style };
}

function applyCodes(before: Style, codes: number[]): Style {
  let style = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 38 || code === 48) {
      const [color, length] = extendedColor(codes.slice(i + 1));
      if (color) style[code === 38 ? "color" : "background"] = color;
      i += length;
    } else style = applyCode(style, code);
  }
  return style;
}

function applyCode(style: Style, code: number): Style {
  if (code === 0) return {};
  if (code >= 30 && code <= 37) return { ...style, color: NAMES[code - 30]! };
  if (code >= 90 && code <= 97) return { ...style, color: `bright-${NAMES[code - 90]}` };
  if (code >= 40 && code <= 47) return { ...style, background: NAMES[code - 40]! };
  if (code >= 100 && code <= 107) return { ...style, background: `bright-${NAMES[code - 100]}` };
  const change = CHANGES[code];
  return change ? change(style) : style;
}

const without = (style: Style, ...keys: (keyof Style)[]): Style =>
  Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof Style)));

const CHANGES: Record<number, (style: Style) => Style> = {
  1: (style) => ({ ...style, bold: true }),
  2: (style) => ({ ...style, dim: true }),
  3: (style) => ({ ...style, italic: true }),
  4: (style) => ({ ...style, underline: true }),
  7: (style) => ({ ...style, inverse: true }),
  9: (style) => ({ ...style, strike: true }),
  22: (style) => without(style, "bold", "dim"),
  23: (style) => without(style, "italic"),
  24: (style) => without(style, "underline"),
  27: (style) => without(style, "inverse"),
  29: (style) => without(style, "strike"),
  39: (style) => without(style, "color"),
  49: (style) => without(style, "background"),
};

/** `5;n` (256 colours) or `2;r;g;b`; and how many codes that took. */
function extendedColor([kind, ...rest]: number[]): [color: string | undefined, length: number] {
  if (kind === 5) return [color256(rest[0] ?? NaN), 2];
  if (kind === 2) return [rgb(rest.slice(0, 3)), 4];
  return [undefined, 0];
}

function color256(n: number): string | undefined {
  if (n < 8) return NAMES[n];
  if (n < 16) return `bright-${NAMES[n - 8]}`;
  if (n < 232) return rgb([36, 6, 1].map((unit) => [0, 95, 135, 175, 215, 255][Math.floor((n - 16) / unit) % 6]!));
  return n < 256 ? rgb(Array.from({ length: 3 }, () => 8 + (n - 232) * 10)) : undefined;
}

function rgb(parts: number[]): string | undefined {
  const valid = parts.length === 3 && parts.every((part) => Number.isInteger(part) && part >= 0 && part < 256);
  return valid ? `rgb(${parts.join(", ")})` : undefined;
}
