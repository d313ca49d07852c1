/** For tests only: any notebook that nbformat allows, with whatever text people and attackers may put into it. */
import * as fc from "fast-check";
import type { Data, JsonObject } from "../json.ts";
import { toCell, type Cell } from "../notebook.ts";

/** Text with everything that goes wrong: line ends of all kinds, NUL, lone surrogates, emoji, markers, quotes. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\n", "\n\n", "\r\n", "\u2028", "\0", "\uD800", "\uDC00x", "😀", '"', "\\", " "),
      fc.constantFrom("// %%", "// // %%", "%%", "//", "// ---", "[markdown]", 'a="b"'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const key = fc
  .oneof(fc.constantFrom("constructor", "prototype", "toString", "with space", "a.b"), text)
  .filter((name) => name !== "__proto__");
/** Without -0, NaN and the infinities, which JSON has not. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const { json } = fc.letrec<{ json: Data; leaf: Data }>((tie) => ({
  leaf: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
  json: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    tie("leaf"),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(key, tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const packed = fc.record({
  packed: fc.constantFrom("float64", "int32", "uint8"),
  bytes: fc.uint8Array({ maxLength: 3 }).map((seed) => new Uint8Array(seed.length * 8).fill(seed[0] ?? 0)),
});

const object = fc.dictionary(key, json, { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;

/** Any keys, and those to which nbformat gives a type with values of that type. */
const metadata = (typed: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(object, fc.record(typed, { requiredKeys: [], noNullPrototype: true }))
    .map(([free, known]) => ({ ...free, ...known }) as JsonObject);

const forms = (types: string[], data: fc.Arbitrary<Data>) =>
  fc.dictionary(fc.constantFrom(...types), data, { noNullPrototype: true });
const bundle = fc
  .tuple(
    forms(["text/plain", "text/html", "image/png", "application/x-unknown"], text),
    forms(["application/json", "application/vnd.other+json"], json),
    forms(["application/vnd.tessera.tensor+json"], fc.oneof(json, packed)),
  )
  .map((parts) => Object.assign({}, ...parts));

const count = fc.option(fc.nat());
const output = fc.oneof(
  fc.record({ type: fc.constant("stream" as const), name: fc.constantFrom("stdout", "stderr"), text }),
  fc.record({ type: fc.constant("display_data" as const), data: bundle, metadata: object }),
  fc.record({ type: fc.constant("execute_result" as const), data: bundle, metadata: object, executionCount: count }),
  fc.record({ type: fc.constant("error" as const), name: text, message: text, traceback: fc.array(text, { maxLength: 3 }) }),
);

/** A cell's own text has `\n` only; see lines.ts. */
const source = text.map((value) => value.replace(/\r\n?/g, "\n"));
const common = {
  title: text,
  name: fc.constantFrom("a", "load data"),
  tags: fc.uniqueArray(fc.constantFrom("x", "y", "z")),
  jupyter: fc.record({ source_hidden: fc.boolean() }),
};
const attachments = fc.dictionary(key, fc.record({ "image/png": text }), { maxKeys: 2, noNullPrototype: true });
const cell = fc.oneof(
  fc.record({
    kind: fc.constant("code" as const),
    source,
    outputs: fc.array(output, { maxLength: 3 }),
    executionCount: count,
    metadata: metadata({ ...common, collapsed: fc.boolean(), scrolled: fc.constantFrom(true, false, "auto") }),
  }),
  fc.record(
    { kind: fc.constantFrom("markdown", "raw"), source, metadata: metadata(common), attachments },
    { requiredKeys: ["kind", "source", "metadata"] },
  ),
);

export const anyNotebook = fc.record({
  cells: fc
    .array(cell as fc.Arbitrary<Partial<Cell>>, { maxLength: 5 })
    .map((cells) => cells.map((spec, index) => toCell({ ...spec, id: `cell-${index}` }))),
  metadata: metadata({ title: text, kernelspec: fc.constant({ name: "deno", display_name: "Deno" }) }),
});
