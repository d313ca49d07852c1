/** What the benchmark uses of the libraries. They are not installed with the project, so the compiler cannot read their own types. */

declare module "@jsquash/resize" {
  interface Settings {
    readonly width: number;
    readonly height: number;
    readonly method: "triangle";
    readonly fitMethod: "stretch";
    readonly premultiply: boolean;
    readonly linearRGB: boolean;
  }
  export default function resize(image: ImageData, settings: Settings): Promise<ImageData>;
}

declare module "@stdlib/stats-base-dmeanvar" {
  export default function dmeanvar(count: number, correction: number, x: Float64Array, stride: number, out: Float64Array, strideOut: number): Float64Array;
}

declare module "arquero" {
  interface Expression {
    readonly arqueroExpression: never;
  }
  export interface ColumnTable {
    array(name: string): ArrayLike<unknown>;
    filter(test: (row: any) => boolean): ColumnTable;
    groupby(name: string): ColumnTable;
    join(other: ColumnTable, key: string): ColumnTable;
    orderby(name: string): ColumnTable;
    /** Copies what is marked. */
    reify(): ColumnTable;
    rollup(columns: Record<string, Expression>): ColumnTable;
  }
  export const op: { mean(name: string): Expression };
  export function table(columns: Record<string, ArrayLike<unknown>>): ColumnTable;
}

declare module "isolation-forest" {
  export class IsolationForest {
    constructor(trees: number, samples: number);
    fit(rows: readonly Record<string, number>[]): unknown;
    predict(rows: readonly Record<string, number>[]): number[];
  }
}

declare module "papaparse" {
  const Papa: { parse<Row>(text: string, options: { header: boolean; dynamicTyping: boolean; skipEmptyLines: boolean }): { readonly data: readonly Row[] } };
  export default Papa;
}

declare module "simple-statistics" {
  export function quantile(x: readonly number[], qs: readonly number[]): number[];
}
