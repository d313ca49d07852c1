/** A file of data that the reader dropped or picked: no notebook yet, but the beginning of one. */
import { toCell, type Notebook } from "../../cells/notebook.ts";

/** Endings of names by which `readTable` knows data, but for JSON, which notebooks are too: a list of rows begins with a bracket, a notebook with a brace. */
export const DATA_ENDINGS = [".csv", ".tsv", ".ndjson", ".jsonl", ".parquet", ".arrow", ".arrows", ".feather"];

export async function isDataFile(file: File): Promise<boolean> {
  const name = file.name.toLowerCase().replace(/\.gz$/, "");
  return DATA_ENDINGS.some((ending) => name.endsWith(ending)) || (/\.json$/i.test(file.name) && (await file.slice(0, 100).text()).trimStart().startsWith("["));
}

/** A notebook that asks for the file, shows it as a table and says what is wrong with it. */
export function notebookOfData({ name }: File): Notebook {
  const accept = name.slice(name.lastIndexOf(".")).toLowerCase();
  const label = JSON.stringify(name);
  const code = [
    `const file = input.file({ label: ${label}, accept: ${JSON.stringify(accept)} });`,
    `const chosen = file.value ?? (await file.next())!;\nconst bar = progress(chosen.size, "bytes read");\nconst data = await readTable(chosen, { onProgress: ({ bytes }) => (bar.value = bytes) });\nbar.done();\ndata`,
    "await quality.report(data)",
    "await stats.describe(data)",
  ];
  const words = "Read in this browser and sent nowhere. After a reload, the first cell asks for the file again.";
  return { cells: [toCell({ kind: "markdown", source: words }), ...code.map((source) => toCell({ source }))], metadata: { title: name } };
}
