/** Which addresses a stranger's markup may point at. */

/** An absolute http, https or mailto address; null for any other, however it is spelled. */
export function safeLink(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null; // relative, or no address at all: it would lead into this page
  }
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
}

/** Makes every link below `root` open elsewhere, and takes the address of those that must not be followed. */
export function guardLinks(root: ParentNode): void {
  for (const link of root.querySelectorAll("a, area")) guardLink(link);
}

/** Guards one link; other elements are left alone. */
export function guardLink(link: Element): void {
  if (link.localName !== "a" && link.localName !== "area") return;
  const address = link.getAttribute("href") ?? link.getAttributeNS(XLINK, "href") ?? link.getAttribute("xlink:href");
  const href = address === null ? null : safeLink(address);
  for (const name of ["href", "xlink:href", "ping", "download", "target"]) link.removeAttribute(name);
  link.removeAttributeNS(XLINK, "href");
  if (href === null) return;
  link.setAttribute("href", href);
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
}

const XLINK = "http://www.w3.org/1999/xlink";
