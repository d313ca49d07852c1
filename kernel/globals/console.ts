/** The `console` of cells: as every console, on the output of the run that speaks. `%c` styles are dropped. */
import { arrivedText, isRemote } from "../display/readable.ts";
import { printed, textOf } from "../display/text.ts";

export interface ConsoleTarget {
  /** Text that has to be waited for keeps its place among the rest. */
  write(name: "stdout" | "stderr", text: string | Promise<string>): void;
  /** Shows a value as a table. */
  table(value: unknown): void;
  clear(): void;
}

export function createConsole(target: ConsoleTarget): Console {
  let indent = "";
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  const print = (name: "stdout" | "stderr", values: unknown[]) => {
    const margin = indent;
    const line = (shown: unknown[]) => `${margin}${format(shown).replaceAll("\n", `\n${margin}`)}\n`;
    if (!values.some(isRemote)) return target.write(name, line(values));
    target.write(name, Promise.all(values.map((value) => (isRemote(value) ? arrivedText(value) : value))).then(line));
  };
  const out = (...values: unknown[]) => print("stdout", values);
  const err = (...values: unknown[]) => print("stderr", values);
  const elapsed = (label: string) => `${label}: ${(performance.now() - (times.get(label) ?? performance.now())).toFixed(3)} ms`;
  const group = (...values: unknown[]) => {
    if (values.length > 0) out(...values);
    indent += "  ";
  };

  const methods = {
    log: out,
    info: out,
    debug: out,
    dir: (value: unknown) => out(textOf(value)),
    dirxml: out,
    warn: err,
    error: err,
    trace: (...values: unknown[]) => err("Trace:", ...values),
    assert: (condition: unknown, ...values: unknown[]) => void (condition || err("Assertion failed:", ...values)),
    table: target.table,
    clear: target.clear,
    group,
    groupCollapsed: group,
    groupEnd: () => void (indent = indent.slice(2)),
    count(label = "default") {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void times.set(label, performance.now()),
    timeLog: (label = "default", ...values: unknown[]) => out(elapsed(label), ...values),
    timeEnd(label = "default") {
      out(elapsed(label));
      times.delete(label);
    },
    timeStamp: () => undefined,
    profile: () => undefined,
    profileEnd: () => undefined,
  };
  return methods as Partial<Console> as Console;
}

/** The values of one call as text; a first string may hold `%s %d %i %f %o %O %j %c %%`. */
function format(values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string" || rest.length === 0 || !first.includes("%")) return values.map(printed).join(" ");
  const head = first.replaceAll(/%([sdifoOjc%])/g, (directive, kind: string) => {
    if (kind === "%") return "%";
    if (rest.length === 0) return directive;
    const value = rest.shift();
    if (kind === "c") return "";
    if (kind === "s") return printed(value);
    if (kind === "d") return typeof value === "bigint" ? `${value}n` : String(Number(value));
    if (kind === "i") return typeof value === "bigint" ? `${value}n` : String(Number.parseInt(String(value), 10));
    if (kind === "f") return String(Number.parseFloat(String(value)));
    return textOf(value);
  });
  return [head, ...rest.map(printed)].join(" ");
}
