/** The function around a cell: finds the boxes of its names, fills its local copies, and gives them back when it settles. */
import type { SharedName } from "./shared.ts";
import { DISPOSAL_OPEN, disposalClose } from "./using.ts";

/** What stands before and after the cell's text. `guard`: what its own loops need declared. `disposes`: it has a `using` outside all functions. */
export function writeFrame(shared: Map<string, SharedName>, guard: string | null, disposes: boolean): { open: string; close: string } {
  const names = [...shared.values()].filter(({ storage }) => storage !== "global");
  const functions = names.filter(({ kind }) => kind === "function");
  const locals = names.filter(({ kind, storage }) => storage === "local" && kind !== "function");
  const returned = locals.filter(({ kind, assigns }) => kind !== null || assigns);
  const boxes = names.map(({ name }) => `º${name} = º.box(${JSON.stringify(name)})`);
  const variables = [...locals.map(firstValue), ...(guard === null ? [] : [guard])];
  const hoisted = names.filter(({ kind, storage }) => kind === "var" && storage === "box");

  let open = `(async function (º) { "use strict"; `;
  if (boxes.length) open += `const ${boxes.join(", ")}; `;
  if (variables.length) open += `let ${variables.join(", ")}; `;
  for (const { name } of hoisted) open += `º${name}.v = º${name}.t; `;
  if (returned.length) open += "try { ";
  if (disposes) open += DISPOSAL_OPEN;
  for (const { name } of functions) open += `º${name}.v = ${name}; `;
  // What ends the text may be a comment, so the function ends on a line of its own.
  const giving = returned.length ? ` } finally { ${returned.map(giveBack).join(" ")} }` : "";
  const close = `\n${disposes ? disposalClose(true) : ""}${giving} })`;
  return { open, close };
}

/** A declared name has no value until its declaration runs; a `var` and another cell's name begin with what they were. */
function firstValue({ name, kind }: SharedName): string {
  if (kind === null) return `${name} = º${name}.v`;
  return kind === "var" ? `${name} = º${name}.t` : `${name} = º.none`;
}

/** A declaration that was not reached leaves the box as it was. */
function giveBack({ name, kind }: SharedName): string {
  return kind === null || kind === "var" ? `º${name}.v = ${name};` : `if (${name} !== º.none) º${name}.v = ${name};`;
}
