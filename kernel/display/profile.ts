/** What `profile` found: a table of operations, the slowest first. */
import { MIME } from "../../cells/mime.ts";
import { Profile } from "../../ops/profile/index.ts";
import type { Kind, Said } from "./kind.ts";
import { table } from "./table.ts";

export const profile: Kind = {
  name: "profile",
  test: (value) => value instanceof Profile,
  describe(value: Profile): Said {
    const rows = value.totals.map(({ name, kind, device, calls, ms, share, gflops, gbs, clock }) => ({
      operation: name,
      on: kind === "kernel" ? device : `${kind}, ${device}`,
      calls,
      ms,
      "share %": share * 100,
      "GFLOP/s": gflops ?? null,
      "GB/s": gbs ?? null,
      clock,
    }));
    const text = { [MIME.text]: String(value) };
    return { data: rows.length === 0 ? text : { ...(table.describe(rows as never) as Said).data, ...text } };
  },
};
