/** A profile of data that comes in batches, or in parts on several machines: what each part showed is merged. */
import { ValidationError } from "../../errors.ts";
import { tableOf, type Data } from "../input.ts";
import { share } from "../completeness.ts";
import { ColumnState, type SavedColumn, type StreamedColumn } from "./column-state.ts";

export interface SavedProfile {
  readonly kind: "quality.Profile";
  readonly rows: number;
  readonly columns: readonly SavedColumn[];
}

/**
 * Sums up tables that are not kept, in about 20 KB a column. Counts, completeness, validity, moments and extremes are those of the whole; distinct values
 * and quartiles are estimates: HyperLogLog and KLL. A column that a batch lacks is missing in all of its rows.
 */
export class Profile {
  #rows = 0;
  readonly #columns = new Map<string, ColumnState>();

  /** Reads what `toJSON` gave. Throws `ValidationError` for anything else. */
  static fromJSON(saved: SavedProfile): Profile {
    if (saved?.kind !== "quality.Profile") throw new ValidationError("quality.Profile.fromJSON", "not a saved profile", "what toJSON returned");
    const profile = new Profile();
    profile.#rows = saved.rows;
    for (const column of saved.columns) profile.#columns.set(column.name, ColumnState.fromJSON(column));
    return profile;
  }

  /** Rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds a batch. Throws `ValidationError` for a column that changed its type, of which a part of the batch may be counted by then. */
  async push(batch: Data): Promise<this> {
    const table = await tableOf("quality.Profile.push", batch);
    this.#rows += table.numRows();
    for (const column of table.columns()) this.#state(column.name).push(column);
    return this;
  }

  /** Adds what another profile has seen; the other stays as it is. Throws as `push`. */
  merge(other: Profile): this {
    this.#rows += other.#rows;
    for (const [name, state] of other.#columns) this.#state(name).merge(state);
    return this;
  }

  /** What is known of each column, in the order they were met. */
  columns(): StreamedColumn[] {
    return Array.from(this.#columns.values(), (state) => state.summary(this.#rows));
  }

  /** Values that are not missing as a share of all cells; 0 of nothing. */
  completeness(): number {
    const columns = this.columns();
    return share(columns.reduce((sum, { rows, missing }) => sum + rows - missing, 0), columns.length * this.#rows);
  }

  toJSON(): SavedProfile {
    return { kind: "quality.Profile", rows: this.#rows, columns: Array.from(this.#columns.values(), (state) => state.toJSON()) };
  }

  #state(name: string): ColumnState {
    let state = this.#columns.get(name);
    if (state === undefined) this.#columns.set(name, (state = new ColumnState(name)));
    return state;
  }
}
