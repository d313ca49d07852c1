/** All alerts about a table. */
import type { Alert } from "./alert.ts";
import { columnRules } from "./column-rules.ts";
import { tableRules } from "./table-rules.ts";
import type { TableProfile } from "./table-profile.ts";

const ranks = { error: 0, warning: 1, info: 2 };

/** What the rules find, the gravest first, else in the order of the columns. */
export function alertsOf(profile: TableProfile): Alert[] {
  const ofColumns = profile.columns.flatMap((column) => columnRules.map((rule) => rule(column)));
  const found = [...tableRules(profile), ...ofColumns.filter((alert) => alert !== undefined)];
  return found.toSorted((a, b) => ranks[a.severity] - ranks[b.severity]);
}
