/** For tests only: what nbformat 4.5's JSON schema demands of a file, as a list of what is wrong with it. */
import type { Json, JsonObject } from "../json.ts";
import { isObject } from "./untrusted.ts";

type Check = (value: Json | undefined) => boolean;

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isMultiline: Check = (value) => isText(value) || (Array.isArray(value) && value.every(isText));
const isCount: Check = (value) => value === null || (Number.isInteger(value) && (value as number) >= 0);
const isName: Check = (value) => typeof value === "string" && /^.+$/.test(value);
const isTags: Check = (value) =>
  Array.isArray(value) && value.every((tag) => typeof tag === "string" && /^[^,]+$/.test(tag)) && new Set(value).size === value.length;
const isBundle: Check = (value) =>
  isObject(value) && Object.entries(value).every(([mime, data]) => /^application\/(.*\+)?json$/.test(mime) || isMultiline(data));
const isAttachments: Check = (value) => isObject(value) && Object.values(value).every(isBundle);
const isId: Check = (value) => typeof value === "string" && /^[a-zA-Z0-9-_]{1,64}$/.test(value);
const isOneOf = (...allowed: Json[]): Check => (value) => allowed.includes(value ?? null);

/** All `required` keys, no key beyond them and the `optional` ones, each as it must be. */
const shape =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(required).every(([key, check]) => Object.hasOwn(value, key) && check(value[key])) &&
    Object.keys(value).every((key) => Object.hasOwn(required, key) || (optional[key]?.(value[key]) ?? false));

/** Any keys, these of a certain type. */
const open =
  (typed: Record<string, Check>, required: string[] = []): Check =>
  (value) =>
    isObject(value) &&
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(typed).every(([key, check]) => !Object.hasOwn(value, key) || check(value[key]));

const everyCellMetadata = { name: isName, tags: isTags, jupyter: isObject as Check };
const isExecution: Check = (value) => isObject(value) && Object.values(value).every(isText);
const isScrolled = isOneOf(true, false, "auto");
const everyCell = { id: isId, source: isMultiline };

const outputs: Record<string, Check> = {
  stream: shape({ output_type: isText, name: isText, text: isMultiline }),
  display_data: shape({ output_type: isText, data: isBundle, metadata: open({}) }),
  execute_result: shape({ output_type: isText, data: isBundle, metadata: open({}), execution_count: isCount }),
  error: shape({ output_type: isText, ename: isText, evalue: isText, traceback: (value) => Array.isArray(value) && value.every(isText) }),
};
const isOutput: Check = (value) => isObject(value) && (outputs[String(value.output_type)]?.(value) ?? false);

const cells: Record<string, Check> = {
  raw: shape({ ...everyCell, cell_type: isText, metadata: open({ ...everyCellMetadata, format: isText }) }, { attachments: isAttachments }),
  markdown: shape({ ...everyCell, cell_type: isText, metadata: open(everyCellMetadata) }, { attachments: isAttachments }),
  code: shape({
    ...everyCell,
    cell_type: isText,
    metadata: open({ ...everyCellMetadata, execution: isExecution, collapsed: isFlag, scrolled: isScrolled }),
    outputs: (value) => Array.isArray(value) && value.every(isOutput),
    execution_count: isCount,
  }),
};
const isCell: Check = (value) => isObject(value) && (cells[String(value.cell_type)]?.(value) ?? false);

const isMetadata = open({
  kernelspec: open({ name: isText, display_name: isText }, ["name", "display_name"]),
  language_info: open(
    {
      name: isText,
      codemirror_mode: (value) => isText(value) || isObject(value),
      file_extension: isText,
      mimetype: isText,
      pygments_lexer: isText,
    },
    ["name"],
  ),
  orig_nbformat: (value) => Number.isInteger(value) && (value as number) >= 1,
  title: isText,
  authors: (value) => Array.isArray(value),
});

/** What breaks the schema, and the rule that ids are unique; empty when the file is valid. */
export function findSchemaFaults(file: JsonObject): string[] {
  const list = Array.isArray(file.cells) ? file.cells : [];
  const ids = list.map((cell) => (isObject(cell) ? cell.id : null));
  const isFile = shape({ metadata: isMetadata, nbformat: isOneOf(4), nbformat_minor: isOneOf(5), cells: (value) => Array.isArray(value) });
  return [
    ...(isFile(file) ? [] : [`top level: ${JSON.stringify({ ...file, cells: list.length })}`]),
    ...list.filter((cell) => !isCell(cell)).map((cell) => `cell: ${JSON.stringify(cell)}`),
    ...(new Set(ids).size === ids.length ? [] : ["ids are not unique"]),
  ];
}
