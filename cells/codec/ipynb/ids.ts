/** Cell ids: nbformat wants every cell to have one, of its own, in its alphabet. */
import type { Json } from "../../json.ts";
import { newCellId } from "../../notebook.ts";
import type { Note } from "../reading.ts";

const VALID = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Gives each cell of one notebook its id: the one it has when that is valid and free, else a new one.
 * `required` is false for formats before 4.5, where cells have none and a missing one is no fault.
 */
export function idKeeper(note: Note, { required = true } = {}): (id: Json | undefined) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const problem = findProblem(wanted, taken);
    if (problem && (required || wanted !== undefined)) note(problem);
    const id = problem ? freshId(taken) : (wanted as string);
    taken.add(id);
    return id;
  };
}

function findProblem(id: Json | undefined, taken: Set<string>): string | null {
  if (id === undefined) return "a cell without an id: given a new one";
  if (typeof id !== "string" || !VALID.test(id)) return "a cell with an id outside the format's alphabet: given a new one";
  if (taken.has(id)) return "a cell with the id of an earlier cell: given a new one";
  return null;
}

function freshId(taken: Set<string>): string {
  let id = newCellId();
  while (taken.has(id)) id = newCellId();
  return id;
}
