/** From a link's fragment to a notebook: `#nb=` carries it, `#url=` names a host that the reader must agree to. Runs nothing. */
import type { Notebook } from "../../cells/notebook.ts";
import { fetchText } from "../../kernel/wire/fetch.ts";
import { checkCellCount } from "./cell-count.ts";
import { readNotebookText } from "./import.ts";

export interface LinkedNotebook {
  kind: "notebook";
  notebook: Notebook;
  /** Where it came from, to begin a sentence with. */
  from: string;
  remarks: string[];
}

export type OpenedLink = LinkedNotebook | { kind: "ask"; host: string; url: string };

/**
 * Opens a link.
 *
 * @param agreed whether the reader agreed to fetch from the link's host
 * @throws with a sentence for the reader: the link is cut short, too big, damaged, or the host does not answer
 */
export async function openLink(fragment: string, agreed: boolean): Promise<OpenedLink> {
  const { parseFragment } = await import("../../cells/codec/fragment.ts");
  const link = parseFragment(fragment);
  if (!link) throw new Error("the link names no notebook: it must begin with #nb= or #url=");
  if (link.kind === "remote") return agreed ? fetchNotebook(link.url, link.host) : { kind: "ask", host: link.host, url: link.url };
  const { decodeLink } = await import("../../cells/codec/link.ts");
  const { notebook, repairs, warnings } = decodeLink(link.payload);
  checkCellCount(notebook);
  return { kind: "notebook", notebook, from: "From a link", remarks: [...warnings, ...repairs] };
}

async function fetchNotebook(url: string, host: string): Promise<LinkedNotebook> {
  const name = fileName(new URL(url).pathname);
  return { kind: "notebook", from: `From ${host}`, ...(await readNotebookText(await fetchText(url), name)) };
}

/** The last part of a path, readable where it can be decoded. */
function fileName(path: string): string {
  const last = path.split("/").at(-1) || "notebook";
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // a lone percent sign is a name, too
  }
}
