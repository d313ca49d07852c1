/** Names for the functions of d3 that Plot also knows by a word, so that they need not be drawn here. */
import * as d3 from "d3";
import type { Data } from "../../cells/json.ts";

const UNITS = ["second", "minute", "hour", "day", "week", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "month", "year"];
const CURVES = ["basis", "basis-closed", "basis-open", "bump-x", "bump-y", "bundle", "cardinal", "cardinal-closed", "cardinal-open"].concat(
  ["catmull-rom", "catmull-rom-closed", "catmull-rom-open", "linear", "linear-closed", "monotone-x", "monotone-y", "natural", "step"],
  ["step-after", "step-before"],
);
/** A moment whose parts are all different, to tell formats apart. */
const PROBE = new Date(Date.UTC(2013, 10, 7, 21, 34, 56));

const library = d3 as unknown as Record<string, unknown>;
const capitalised = (word: string) => word.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());

const named = new Map<unknown, Data>();
for (const unit of UNITS) {
  named.set(library[`utc${capitalised(unit)}`], { $call: "utcInterval", args: [unit] });
  named.set(library[`time${capitalised(unit)}`], { $call: "timeInterval", args: [unit] });
}
for (const curve of CURVES) named.set(library[`curve${capitalised(curve)}`], curve);

/** How a function of d3 is written in a recording: intervals, curves, `d3.format` and `d3.utcFormat`; undefined for any other. */
export function nameD3(value: (...args: never[]) => unknown): Data | undefined {
  return named.get(value) ?? formatSpecifier(value as (value: unknown) => unknown);
}

/** d3's formatters print their specifier; Plot reads it as a number format or a UTC format by what the scale holds. */
function formatSpecifier(formatter: (value: unknown) => unknown): string | undefined {
  const specifier = String(formatter);
  if (specifier.includes("=>") || specifier.startsWith("function")) return undefined;
  const [kind, probe] = specifier.includes("%") && /%[a-zA-Z]/.test(specifier) ? [d3.utcFormat, PROBE] : [d3.format, 1234.5678];
  try {
    return (kind(specifier) as (value: unknown) => unknown)(probe) === formatter(probe) ? specifier : undefined;
  } catch {
    return undefined; // not a formatter of d3: only its text looked like one
  }
}
