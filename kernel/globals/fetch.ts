/** `fetch` as everywhere, with relative addresses read from the site's root (or, in Node, from the notebook's folder). */
export function createFetch(resolveUrl: (url: string) => string): typeof fetch {
  return (input, init) => fetch(typeof input === "string" ? resolveUrl(input) : input, init);
}
