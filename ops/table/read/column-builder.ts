/**
 * A column built of text, cell by cell. Its type is that of the first cell that has a value; a number may turn up among integers, and whatever does not
 * fit makes the column strings. What came before is then numbers already, so the reader goes over the text again for such columns: nothing is lost.
 */
import { DtypeError } from "../../errors.ts";
import { Column, type ColumnType } from "../column.ts";
import { booleans } from "../infer.ts";
import type { ReadOptions } from "./options.ts";
import { parseBoolean, parseDate, parseGivenBoolean, parseGivenNumber, parseNumber, withComma } from "./scalars.ts";

/** What is read as missing unless the reader is told otherwise: what pandas takes for it and programs write. */
export const defaultNulls: readonly string[] = ["", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "-NaN", "-nan", "null", "NULL", "None", "<NA>"];

/** The texts that stand for a missing value, found without a string for each cell. */
export class NullTexts {
  readonly #texts: ReadonlySet<string>;
  readonly #first: Uint8Array;
  readonly #longest: number;

  constructor(texts: readonly string[]) {
    this.#texts = new Set(texts);
    this.#first = new Uint8Array(0x10000);
    for (const text of texts) this.#first[text.charCodeAt(0)] = 1; // NaN, of no text, is 0 here
    this.#longest = Math.max(0, ...texts.map((text) => text.length));
  }

  has(text: string, start: number, end: number): boolean {
    if (end - start > this.#longest) return false;
    return (end === start || this.#first[text.charCodeAt(start)] === 1) && this.#texts.has(text.slice(start, end));
  }
}

/** NaN for text that is not of the type. */
type Parse = (text: string, start: number, end: number) => number;
type Parsers = Readonly<Record<Exclude<ColumnType, "string">, Parse>>;

type Decimal = NonNullable<ReadOptions["decimal"]>;

const guessing: Parsers = { integer: parseNumber, number: parseNumber, boolean: parseBoolean, date: parseDate };
const given: Parsers = { integer: parseGivenNumber, number: parseGivenNumber, boolean: parseGivenBoolean, date: parseDate };
const parsers: Readonly<Record<Decimal, { readonly guessing: Parsers; readonly given: Parsers }>> = {
  ".": { guessing, given },
  ",": { guessing: commaParsers(guessing), given: commaParsers(given) },
};

function commaParsers({ integer, number, ...others }: Parsers): Parsers {
  return { integer: withComma(integer), number: withComma(number), ...others };
}

/** The order in which types are tried. */
const guesses = ["integer", "boolean", "date"] as const;

export class ColumnBuilder {
  readonly name: string;
  readonly #op: string;
  readonly #nulls: NullTexts;
  readonly #given: ColumnType | undefined;
  readonly #guessing: Parsers;
  readonly #parsers: Parsers;
  #type: ColumnType | undefined;
  #numbers = new Float64Array(1024);
  readonly #strings: (string | null)[] = [];
  #length = 0;
  /** The first row that is kept as a string; those before wait for `restore`. */
  #firstString = 0;

  constructor(op: string, name: string, nulls: NullTexts, type: ColumnType | undefined, decimal: Decimal) {
    this.#op = op;
    this.name = name;
    this.#nulls = nulls;
    this.#given = type;
    this.#guessing = parsers[decimal].guessing;
    this.#parsers = type === undefined ? this.#guessing : parsers[decimal].given;
    this.#type = type;
  }

  /** Takes the next cell, a part of a text. Throws `DtypeError` for one that does not fit a type that was given. */
  add(text: string, start: number, end: number): void {
    const row = this.#length++;
    const missing = this.#nulls.has(text, start, end);
    if (this.#type === "string") {
      this.#strings.push(missing ? null : text.slice(start, end));
      return;
    }
    if (row === this.#numbers.length) this.#grow();
    this.#numbers[row] = NaN;
    if (missing) return;
    this.#type ??= guesses.find((type) => !Number.isNaN(this.#guessing[type](text, start, end))) ?? "string";
    const value = this.#type === "string" ? NaN : this.#parsers[this.#type](text, start, end);
    if (Number.isNaN(value)) this.#refuse(row, text.slice(start, end));
    else {
      if (this.#type === "integer" && !Number.isSafeInteger(value)) this.#widen(row, text.slice(start, end));
      this.#numbers[row] = value;
    }
  }

  /** A missing value. */
  skip(): void {
    this.add("", 0, 0);
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }

  #widen(row: number, text: string): void {
    if (this.#given !== undefined) this.#unfit(row, text);
    this.#type = "number";
  }

  #refuse(row: number, text: string): void {
    if (this.#given !== undefined) this.#unfit(row, text);
    this.#type = "string";
    this.#firstString = row;
    this.#strings.push(text);
  }

  #unfit(row: number, text: string): never {
    throw new DtypeError(this.#op, `row ${row} of column ${JSON.stringify(this.name)} is not of type ${this.#given}: ${JSON.stringify(text.slice(0, 40))}`, 'read it as "string", or name the text in nulls');
  }

  /** How many rows at the start were read as something else before the column turned out to be strings, and have to be told again. */
  get lost(): number {
    return this.#type === "string" ? this.#firstString : 0;
  }

  /** The column. `lost` are the cells of the rows that were lost. */
  finish(lost: readonly string[]): Column {
    const type = this.#type ?? "number"; // of nothing but missing values
    if (type === "string") {
      const restored = lost.map((text) => (this.#nulls.has(text, 0, text.length) ? null : text));
      return new Column(this.name, type, restored.length === 0 ? this.#strings : restored.concat(this.#strings));
    }
    const numbers = this.#numbers.subarray(0, this.#length);
    return type === "boolean" ? booleans(this.name, numbers) : new Column(this.name, type, numbers);
  }
}
