/** A regression as a table to read. */
import type { Regression } from "./regression.ts";

type Row = readonly string[];

/** What is said of all, then a line for each coefficient. */
export function regressionTable(found: Omit<Regression, "predict" | "toString">): string {
  const { n, df, rSquared, adjustedRSquared, f, residualStd, aic, bic, durbinWatson, conditionNumber, level } = found;
  const head = [
    `Linear regression of ${n} rows, ${df} degrees of freedom`,
    `R² ${digits(rSquared)}, adjusted ${digits(adjustedRSquared)}${f ? `, F(${f.df.join(", ")}) = ${digits(f.statistic)}, p = ${digits(f.pValue)}` : ""}`,
    `residual std ${digits(residualStd)}, AIC ${digits(aic)}, BIC ${digits(bic)}, Durbin-Watson ${digits(durbinWatson)}, condition number ${digits(conditionNumber)}`,
  ];
  const names: Row = ["", "coefficient", "std error", "t", "p", `${digits(level * 100)} % from`, "to"];
  const rows = found.coefficients.map(({ name, value, standardError, t, pValue, low, high }): Row => [name, ...[value, standardError, t, pValue, low, high].map(digits)]);
  return [...head, "", ...aligned([names, ...rows])].join("\n");
}

/** Names to the left, numbers to the right. */
function aligned(rows: readonly Row[]): string[] {
  const widths = rows[0]!.map((_, j) => Math.max(...rows.map((row) => row[j]!.length)));
  return rows.map((row) => row.map((text, j) => (j === 0 ? text.padEnd(widths[j]!) : text.padStart(widths[j]!))).join("  "));
}

const digits = (value: number): string => String(Number(value.toPrecision(5)));
