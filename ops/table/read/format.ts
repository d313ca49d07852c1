/** Which format a table is in. */
import type { TableFormat } from "./options.ts";

const extensions: Readonly<Record<string, TableFormat>> = {
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
  arrow: "arrow",
  arrows: "arrow",
  feather: "arrow",
};

const contentTypes: Readonly<Record<string, TableFormat>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "application/vnd.apache.parquet": "parquet",
  "application/vnd.apache.arrow.file": "arrow",
  "application/vnd.apache.arrow.stream": "arrow",
};

/** Of a name such as `https://example.org/data.csv.gz?raw=1`, or of a content type with its parameters; undefined when they do not say. */
export function formatOfName(name: string | undefined, contentType: string | null | undefined): TableFormat | undefined {
  const [, extension = ""] = /\.(\w+)(?:\.gz)?$/i.exec((name ?? "").replace(/[?#].*$/, "")) ?? [];
  return extensions[extension.toLowerCase()] ?? contentTypes[(contentType ?? "").split(";")[0]!.trim().toLowerCase()];
}

/** Of the first bytes, for formats that begin with a mark. */
export function formatOfBytes(bytes: Uint8Array): TableFormat | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 6));
  if (start.startsWith("PAR1")) return "parquet";
  return start === "ARROW1" || start.startsWith("\xFF\xFF\xFF\xFF") ? "arrow" : undefined;
}

/** Of text: that of objects on lines of their own, of other JSON, else "csv". */
export function formatOfText(text: string): TableFormat {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("[")) return "json";
  if (!start.startsWith("{")) return "csv";
  const end = start.indexOf("\n");
  return end > 0 && start.slice(end).trim() !== "" && isJson(start.slice(0, end)) ? "ndjson" : "json";
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false; // the question was whether it is
  }
}
