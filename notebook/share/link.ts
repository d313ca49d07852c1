/** Links that carry a whole notebook. */
import type { Notebook } from "../../cells/notebook.ts";

/** Characters beyond which chat programs begin to cut links, and beyond which most do. */
export const LONG_LINK = 2_000;
export const VERY_LONG_LINK = 4_000;

/** The address that opens a copy of this notebook anywhere. Outputs are left out unless asked for. */
export async function linkTo(notebook: Notebook, { outputs = false } = {}): Promise<string> {
  const { encodeLink } = await import("../../cells/codec/link.ts");
  return `${location.origin}${import.meta.env.BASE_URL}#nb=${encodeLink(notebook, { outputs })}`;
}
