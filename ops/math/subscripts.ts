/** What `einsum` is told: "ij,jk->ik" as the labels of every axis. */
import { ShapeError, ValidationError } from "../errors.ts";
import { formatShape, type Shape } from "../shape.ts";

/** Names an axis: a letter, or ".0", ".1", ... for the axes of an ellipsis, counted from its end, so that they align at the right. */
export type Label = string;

interface Subscripts {
  /** For each operand the labels of its axes. */
  readonly inputs: readonly (readonly Label[])[];
  readonly output: readonly Label[];
  /** The length of each label; an axis of length 1 goes with any. */
  readonly lengths: ReadonlyMap<Label, number>;
}

/** Throws `ValidationError` for text that says nothing, `ShapeError` for shapes that it does not fit. */
export function parseSubscripts(text: string, shapes: readonly Shape[]): Subscripts {
  const plain = text.replaceAll(" ", "");
  const form = /^(?<left>[^>-]*)(?:->(?<right>[^>,-]*))?$/.exec(plain)?.groups;
  if (form === undefined) throw new ValidationError("einsum", `invalid subscripts: "${text}"`, 'write them as "ij,jk->ik"');
  const terms = form["left"]!.split(",");
  if (terms.length !== shapes.length) throw new ValidationError("einsum", `${terms.length} terms for ${shapes.length} tensors: "${text}"`);
  const inputs = terms.map((term, i) => labelsOf(term, shapes[i]!.length, (wanted) => new ShapeError("einsum", `"${term}" names ${wanted} axes: ${formatShape(shapes[i]!)}`)));
  const lengths = measure(inputs, shapes);
  const dots = [...lengths.keys()].filter((label) => label.startsWith("."));
  const output = form["right"] === undefined ? impliedOutput(inputs, dots) : labelsOf(form["right"], undefined, () => new Error("unreachable"), dots.length);
  return { inputs, output: checkOutput(text, output, lengths), lengths };
}

/** `rank` is that of the tensor; an output has none, and its ellipsis stands for `dots` axes. */
function labelsOf(term: string, rank: number | undefined, refuse: (wanted: number) => Error, dots = 0): Label[] {
  const parts = term.split("...");
  if (parts.length > 2 || !/^[A-Za-z]*$/.test(parts.join(""))) throw new ValidationError("einsum", `invalid term: "${term}"`, "letters, and at most one ellipsis (...)");
  const named = parts.join("").length;
  if (rank !== undefined && (parts.length === 1 ? rank !== named : rank < named)) throw refuse(named);
  const hidden = rank === undefined ? dots : rank - named;
  const ellipsis = Array.from({ length: hidden }, (_, i) => `.${hidden - 1 - i}`);
  return parts.length === 1 ? [...term] : [...parts[0]!, ...ellipsis, ...parts[1]!];
}

function measure(inputs: readonly (readonly Label[])[], shapes: readonly Shape[]): Map<Label, number> {
  const lengths = new Map<Label, number>();
  inputs.forEach((labels, i) => labels.forEach((label, axis) => {
    const [known = 1, length] = [lengths.get(label), shapes[i]![axis]!];
    if (known !== 1 && length !== 1 && known !== length) {
      const name = label.startsWith(".") ? "an axis of the ellipsis" : label;
      throw new ShapeError("einsum", `lengths differ for ${name}: ${known} and ${length} in ${shapes.map(formatShape).join(", ")}`);
    }
    lengths.set(label, known === 1 ? length : known);
  }));
  return lengths;
}

/** The axes of the ellipsis, then what is named once, in alphabetical order. */
function impliedOutput(inputs: readonly (readonly Label[])[], dots: readonly Label[]): Label[] {
  const all = inputs.flat().filter((label) => !label.startsWith("."));
  const once = all.filter((label) => all.indexOf(label) === all.lastIndexOf(label));
  return [...dots.map((_, i) => `.${dots.length - 1 - i}`), ...once.toSorted((a, b) => (a < b ? -1 : 1))];
}

function checkOutput(text: string, output: readonly Label[], lengths: ReadonlyMap<Label, number>): readonly Label[] {
  const unknown = output.find((label) => !lengths.has(label));
  if (unknown !== undefined) throw new ValidationError("einsum", `${unknown} is in the result and in no term: "${text}"`);
  if (new Set(output).size !== output.length) throw new ValidationError("einsum", `an axis stands twice in the result: "${text}"`);
  return output;
}
