/** How many values a recorded plot holds: drawing very many stalls the page. */
import type { Data } from "../../../cells/json.ts";
import type { RecordedPlotView } from "../../../cells/mime.ts";
import { isPacked, unpack } from "../../../cells/packed.ts";

export function countValues(view: RecordedPlotView): number {
  return view.arrays.reduce<number>((sum, array) => sum + lengthOf(array), 0);
}

function lengthOf(array: Data): number {
  if (Array.isArray(array)) return array.length;
  if (isPacked(array)) return unpack(array).length;
  if (typeof array !== "object" || array === null) return 1;
  return "$rows" in array ? Number((array["$rows"] as { length?: Data }).length) || 0 : Math.max(0, ...Object.values(array).map(lengthOf));
}
