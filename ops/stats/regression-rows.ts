/** The rows that a regression is given, checked, and how they enter the fit. */
import { ValidationError } from "../errors.ts";
import { newMatrix, type Matrix } from "../linalg/matrices.ts";
import { asRows, numbersOf, type Rows, type Sample } from "../sample.ts";
import { Tensor } from "../tensor.ts";
import { checkNumbers } from "./observations.ts";

/** One feature may come without its own axis. */
export async function readFeatures(op: string, x: Rows | Sample): Promise<Matrix> {
  const isTable = x instanceof Tensor ? x.ndim !== 1 : Array.isArray(x) && typeof x[0] !== "number";
  if (!isTable) {
    const data = await numbersOf(op, x as Sample);
    return { rows: data.length, columns: 1, data };
  }
  const source = asRows(op, x as Rows);
  const [rows, columns] = source.shape as [number, number];
  const data = await numbersOf(op, source);
  if (source !== x) source.dispose();
  return { rows, columns, data };
}

interface Observations {
  readonly design: Matrix;
  readonly response: Float64Array;
}

/** The rows that are whole, with a column of ones before them for the intercept. */
export function observations(op: string, features: Matrix, y: Float64Array, intercept: boolean, omit: boolean): Observations {
  if (areFinite(features.data) && areFinite(y)) return { design: intercept ? withOnes(features) : { ...features, data: features.data.slice() }, response: y };
  return wholeRows(op, features, y, intercept, omit);
}

/** Whether no number is NaN or infinite. */
function areFinite(numbers: Float64Array): boolean {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]! - numbers[i]!;
  return sum === 0;
}

function withOnes({ rows, columns, data }: Matrix): Matrix {
  const design = newMatrix(rows, columns + 1);
  for (let i = 0, at = 0, from = 0; i < rows; i++) {
    design.data[at++] = 1;
    for (let j = 0; j < columns; j++) design.data[at++] = data[from++]!;
  }
  return design;
}

function wholeRows(op: string, features: Matrix, y: Float64Array, intercept: boolean, omit: boolean): Observations {
  const wrong = features.data.findIndex((value) => !Number.isFinite(value) && !(omit && Number.isNaN(value)));
  if (wrong >= 0) {
    const [row, feature] = [Math.floor(wrong / features.columns), wrong % features.columns];
    throw new ValidationError(op, `feature ${feature} is not finite in row ${row}: ${features.data[wrong]}`, 'leave rows with missing values out with { nulls: "omit" }');
  }
  const columns = features.columns + Number(intercept);
  const data = new Float64Array(y.length * columns).fill(1);
  const response = new Float64Array(y.length);
  let rows = 0;
  for (let i = 0; i < y.length; i++) {
    let [at, isMissing] = [rows * columns + Number(intercept), Number.isNaN(y[i]!)];
    for (let from = i * features.columns; from < (i + 1) * features.columns; from++, at++) {
      data[at] = features.data[from]!;
      isMissing ||= Number.isNaN(data[at]!);
    }
    if (omit && isMissing) continue; // the next row is written over it
    response[rows++] = y[i]!;
  }
  checkNumbers(op, "y", response.subarray(0, rows), { least: 0 });
  return { design: { rows, columns, data: data.subarray(0, rows * columns) }, response: response.slice(0, rows) };
}
