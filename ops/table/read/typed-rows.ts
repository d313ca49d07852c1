/** Rows of cells to typed columns: the header, which columns, how many rows, rows of the wrong length. */
import { ValidationError } from "../../errors.ts";
import { chooseNames } from "../names.ts";
import { cellText, type Cells, type RowSink } from "./cells.ts";
import { ColumnBuilder, defaultNulls, NullTexts } from "./column-builder.ts";
import type { ReadOptions } from "./options.ts";

/** Rows into typed columns. */
export class TypedRows implements RowSink {
  readonly #op: string;
  readonly #options: ReadOptions;
  readonly #limit: number;
  #builders: (ColumnBuilder | undefined)[] | undefined;
  length = 0;

  constructor(op: string, options: ReadOptions) {
    this.#op = op;
    this.#options = options;
    this.#limit = options.limit ?? Infinity;
  }

  /** Whether no more rows are wanted. */
  get full(): boolean {
    return this.#builders !== undefined && this.length >= this.#limit;
  }

  /** Whether the first row is names. */
  get hasHeader(): boolean {
    return (this.#options.header ?? true) === true;
  }

  where(): string {
    return this.#builders === undefined && this.hasHeader ? "the header" : `row ${this.length}`;
  }

  indexOf(builder: ColumnBuilder): number {
    return this.#builders!.indexOf(builder);
  }

  row(text: string, cells: Cells): void {
    if (this.#builders === undefined) {
      this.#builders = this.#makeBuilders(text, cells);
      if (this.hasHeader) return;
    }
    if (this.full) return;
    const builders = this.#builders;
    if (cells.count !== builders.length && this.#options.ragged !== "fill") this.#refuse(text, cells);
    for (let cell = 0; cell < builders.length; cell++) {
      const builder = builders[cell];
      if (builder === undefined) continue;
      if (cell >= cells.count) builder.skip();
      else if (cells.doubled[cell]) {
        const whole = cellText(text, cells, cell);
        builder.add(whole, 0, whole.length);
      } else builder.add(text, cells.starts[cell]!, cells.ends[cell]!);
    }
    this.length++;
  }

  #refuse(text: string, cells: Cells): never {
    const start = cellText(text, cells, 0).slice(0, 40);
    throw new ValidationError(this.#op, `row ${this.length} has ${cells.count} cells, the first row ${this.#builders!.length}: it starts with ${JSON.stringify(start)}`, 'ragged: "fill" takes what is there');
  }

  #makeBuilders(text: string, cells: Cells): (ColumnBuilder | undefined)[] {
    const { header, types = {}, nulls = defaultNulls } = this.#options;
    const written = this.hasHeader ? Array.from({ length: cells.count }, (_, cell) => cellText(text, cells, cell)) : Array.isArray(header) ? (header as string[]) : [];
    const count = Math.max(written.length, cells.count);
    const names = uniqueNames(Array.from({ length: count }, (_, cell) => written[cell] || `column ${cell + 1}`));
    const chosen = new Set(chooseNames(this.#op, this.#options, names));
    const texts = new NullTexts(nulls);
    return names.map((name) => (chosen.has(name) ? new ColumnBuilder(this.#op, name, texts, types[name], this.#options.decimal ?? ".") : undefined));
  }

  /** The columns asked for, in that order. */
  chosen(names: readonly string[] | undefined): ColumnBuilder[] {
    if (this.#builders === undefined) throw new ValidationError(this.#op, "no rows: the text is empty");
    const builders = this.#builders.filter((builder) => builder !== undefined);
    return names?.map((name) => builders.find((builder) => builder.name === name)!) ?? builders;
  }
}

/** As pandas: the second "a" is "a.1". */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 1; taken.has(unique); n++) unique = `${name}.${n}`;
    taken.add(unique);
    return unique;
  });
}
