/** Classes: parameter properties and auto-accessors, which engines do not know. Decorators are in `decorators.ts`. */
import type { Node } from "./ast.ts";
import { isSuperCall } from "./ast.ts";
import type { Patch } from "./patch.ts";
import type { Place, Tree } from "./tree.ts";

export function lowerClasses(tree: Tree, patch: Patch): void {
  for (const place of tree.all("MethodDefinition")) if (place.node.kind === "constructor") lowerConstructor(place, patch);
  for (const { node } of tree.all("PropertyDefinition")) if (node.accessor && !node.decorators?.length) lowerAccessor(tree.source, node, patch);
}

/** `constructor(private x)` assigns to `this.x` first of all, or right after `super()`. */
function lowerConstructor({ node, parent }: Place, patch: Patch): void {
  const properties = (node.value.params as Node[]).filter(({ type }) => type === "TSParameterProperty");
  if (!properties.length || node.value.type === "TSDeclareMethod") return;
  const names = properties.map(({ parameter }) => (parameter.left ?? parameter).name as string);
  const text = names.map((name) => ` this.${name} = ${name};`).join("");
  const body: Node = node.value.body;
  if (!parent!.parent!.node.superClass) return patch.insert(body.start + 1, text);
  const call = (body.body as Node[]).find(isSuperCall)!;
  patch.wrap(call.start, call.end, "", `;${text}`);
}

/** `accessor x = 1` becomes a private field, a getter and a setter on its line. */
function lowerAccessor(source: string, node: Node, patch: Patch): void {
  const field = accessorField(node);
  const head = node.static ? "static " : "";
  const key = source.slice(node.key.start, node.key.end);
  patch.replace(node.start, node.key.end, `${head}${field}`);
  patch.wrap(node.start, node.end, "", `; ${head}get ${key}() { return this.${field}; } ${head}set ${key}(ºº) { this.${field} = ºº; }`);
}

/** The private field behind an accessor. Where it stands in the text tells it from others. */
export const accessorField = (node: Node): string => `#ºº${node.start}`;
