/** Between columns and a matrix of one row for each of theirs. */
import { currentBackend, exactBackend } from "../device.ts";
import { checkDtype, isFloat, type Dtype } from "../dtype.ts";
import { encodeElements } from "../elements.ts";
import { DtypeError, ShapeError, ValidationError } from "../errors.ts";
import { slice } from "../math/slice.ts";
import { formatShape } from "../shape.ts";
import { Tensor } from "../tensor.ts";
import { upload } from "../transfer.ts";
import { Column } from "./column.ts";

/** A view of each column of a matrix: nothing is copied until a column is read. */
export function columnsOfMatrix(matrix: Tensor, names: readonly string[] | undefined): Column[] {
  if (matrix.ndim !== 2) throw new ShapeError("table", `not rows and columns: ${formatShape(matrix.shape)}`, "a tensor of one axis is a column: table({ name: x })");
  const width = matrix.shape[1]!;
  if (names?.length !== width) throw new ValidationError("table", `${names?.length ?? 0} names for ${width} columns`, "table(x, { columns: [...] })");
  return names.map((name, at) => Column.of(name, slice(matrix, null, at)));
}

export function matrixOf(columns: readonly Column[], rows: number, dtype: Dtype): Tensor {
  const width = columns.length;
  const matrix = new Float64Array(rows * width);
  columns.forEach(({ name, values, nulls, nullCount }, column) => {
    if (!ArrayBuffer.isView(values)) throw new DtypeError("table.matrix", `a column of strings has no numbers: ${JSON.stringify(name)}`, "name the columns of numbers");
    if (nulls !== undefined && !isFloat(checkDtype("table.matrix", dtype))) {
      throw new DtypeError("table.matrix", `${dtype} cannot say what is missing: ${nullCount} of ${JSON.stringify(name)}`, "take a float dtype, or fillNull first");
    }
    for (let row = 0, at = column; row < rows; row++, at += width) matrix[at] = nulls?.[row] === 1 ? NaN : values[row]!;
  });
  const whole = dtype === "float64";
  const stored = whole ? matrix : encodeElements("table.matrix", matrix, checkDtype("table.matrix", dtype));
  return new Tensor(upload("table.matrix", whole ? exactBackend() : currentBackend(), stored, dtype, [rows, width]), []);
}
