/** What to do instead, for names that pages and Node have and cells do not. */
const INSTEAD: Readonly<Record<string, string>> = {
  alert: "show a value with display(...) or console.log(...)",
  confirm: 'ask with input.checkbox(...)',
  prompt: 'ask with input.text(...)',
  document: "cells run in a worker, apart from the page: show HTML with display(html`...`)",
  window: "cells run in a worker, apart from the page: globalThis holds the globals, display(...) shows values",
  localStorage: "cells keep nothing in the browser: export what should last, or put it into the notebook",
  require: 'import packages by name and version: import { x } from "npm:name@version"',
  process: "cells run in the browser, where Node's globals are missing",
};

/** A hint for an error of the engine; empty where there is none. */
export function hintFor(message: string): string {
  const [, name = ""] = /^([\w$]+) is not defined$/.exec(message) ?? [];
  return Object.hasOwn(INSTEAD, name) ? INSTEAD[name]! : "";
}
