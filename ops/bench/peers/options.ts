/** The words after `npm run bench`. */
import { parseArgs } from "node:util";
import { choose } from "../words.ts";
import { configurations, libraryNames, type Configuration, type LibraryName } from "./job.ts";
import { rows, type RowName } from "./rows.ts";

export interface Options {
  readonly configurations: readonly Configuration[];
  readonly rows: readonly RowName[];
  readonly libraries: readonly LibraryName[];
  readonly rounds: number;
  /** Measure what loads and how soon the first result is there. */
  readonly startup: boolean;
  readonly out?: string;
  readonly markdown: boolean;
}

export const usage = `npm run bench -- [options]
  --only wasm1,webgpu       of wasm1, wasm2, webgpu and startup; all when left out
  --rows matmul,softmax     rows whose name begins so; all when left out
  --libraries tessera,tfjs  libraries; all when left out
  --quick                   fewer rounds: good for a look, not for a claim
  --out FILE                writes everything as JSON
  --markdown                prints the tables as Markdown`;

/** Throws when an option or one of its words is unknown. */
export function parseOptions(words: readonly string[]): Options {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ args: [...words], options: { only: text, rows: text, libraries: text, out: text, quick: flag, markdown: flag } });
  const names = [...configurations.map(({ name }) => name), "startup"] as const;
  const only = choose("configuration", values.only, names, (name, word) => name === word);
  return {
    configurations: configurations.filter(({ name }) => only.includes(name)),
    rows: choose("row", values.rows, Object.keys(rows) as RowName[], (name, word) => name.startsWith(word)),
    libraries: choose("library", values.libraries, libraryNames, (name, word) => name === word),
    rounds: values.quick ? 3 : 11,
    startup: only.includes("startup"),
    markdown: values.markdown,
    ...(values.out !== undefined && { out: values.out }),
  };
}
