/** Makes the text of `ambient.d.ts`: what the editor and the gallery's type check know of the names that every cell has in scope. */

/** Modules whose whole namespace is in scope under a name. */
const NAMESPACES = { Plot: "@observablehq/plot", d3: "d3" };

/**
 * @param exported names of the values that `tessera` exports
 * @param given text of `globals/given.ts`
 */
export function ambientText(exported: readonly string[], given: string): string {
  const names = [...given.slice(given.indexOf("interface Given {"), given.indexOf("\n}\n")).matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name!);
  const isClass = (name: string) => /^[A-Z]/.test(name);
  const constants = [
    ...exported.toSorted().map((name) => `const ${name}: typeof import("tessera").${name};`),
    ...exported.filter(isClass).toSorted().map((name) => `type ${name} = import("tessera").${name};`),
    ...Object.entries(NAMESPACES).map(([name, module]) => `const ${name}: typeof import("${module}");`),
    ...names.map((name) => `const ${name}: Given["${name}"];`),
  ];
  const types = given.replace("../../ops/index.ts", "tessera").replace(/^\/\*\*[^]*?\*\/\n/, "").replaceAll(/^export /gm, "");
  return `// Made by ambient.ts: run its test with --update after a change of the names in scope.\n${types}\ndeclare global {\n  ${constants.join("\n  ")}\n}\n`;
}
