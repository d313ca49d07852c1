/** What a link's fragment asks for: `#nb=<payload>` or `#url=<encoded address>`. Nothing is decoded or fetched here. */
import { NotebookFormatError } from "./error.ts";

export type Fragment =
  /** A notebook inside the link, for `decodeLink`. */
  | { kind: "notebook"; payload: string }
  /** A file elsewhere: fetched only after the reader agrees to `host`. */
  | { kind: "remote"; url: string; host: string };

/**
 * Null when the fragment asks for no notebook (an anchor, or none).
 *
 * @throws NotebookFormatError when the address isn't one of `https:` (`http:` for this machine) or carries a password.
 */
export function parseFragment(hash: string): Fragment | null {
  const [, key, value = ""] = /^#(nb|url)=(.*)$/s.exec(hash) ?? [];
  if (key === "nb") return { kind: "notebook", payload: value };
  return key === "url" ? parseAddress(value) : null;
}

function parseAddress(encoded: string): Fragment {
  const address = decode(encoded);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) throw new NotebookFormatError("bad-address", `not an address: ${address}`);
  if (url.protocol !== "https:" && !isThisMachine(url)) throw new NotebookFormatError("bad-address", `only https addresses can be opened: ${address}`);
  if (url.username || url.password) {
    throw new NotebookFormatError("bad-address", `an address with a user name can't be opened: ${url.host}`);
  }
  return { kind: "remote", url: url.href, host: url.host };
}

function isThisMachine({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1");
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    throw new NotebookFormatError("bad-address", `not an address: ${encoded}`, { cause: error });
  }
}
