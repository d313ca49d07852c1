/** The words after `npm run bench -- data`. */
import { parseArgs } from "node:util";
import { choose } from "../words.ts";
import { rows, type RowName } from "./rows.ts";

export interface Options {
  readonly rows: readonly RowName[];
  readonly threads: number;
  /** Whether the machine's own GPU is measured too. */
  readonly gpu: boolean;
  readonly rounds: number;
  readonly out?: string;
  readonly markdown: boolean;
}

export const usage = `npm run bench -- data [options]
  --only moments,forest  rows whose name begins so; all when left out
  --threads N            threads of the wasm device; default: 1
  --gpu                  the machine's GPU too, for what has shaders
  --quick                fewer rounds: good for a look, not for a claim
  --out FILE             writes everything as JSON
  --markdown             prints the table as Markdown`;

/** Throws when an option or one of its words is unknown. */
export function parseOptions(words: readonly string[]): Options {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ args: [...words], options: { only: text, threads: { ...text, default: "1" }, out: text, quick: flag, gpu: flag, markdown: flag } });
  const threads = Number(values.threads);
  if (!Number.isInteger(threads) || threads < 1) throw new Error(`not a number of threads: ${values.threads}`);
  return {
    rows: choose("row", values.only, Object.keys(rows) as RowName[], (name, word) => name.startsWith(word)),
    threads,
    rounds: values.quick ? 3 : 11,
    gpu: values.gpu,
    markdown: values.markdown,
    ...(values.out !== undefined && { out: values.out }),
  };
}
