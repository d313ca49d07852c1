/**
 * Decorators: a decorated class is defined inside a call of the runtime. A decorated member gets a computed key, because that is
 * where the standard evaluates a member's decorators: in order, before the class exists, outside its body.
 */
import type { Node } from "./ast.ts";
import { isDecorated } from "./ast.ts";
import { accessorField } from "./classes.ts";
import { accessOf } from "./names.ts";
import type { Patch } from "./patch.ts";
import type { SharedName } from "./shared.ts";
import { nextToken } from "./text.ts";
import type { Place, Tree } from "./tree.ts";

export function lowerDecorators(tree: Tree, shared: Map<string, SharedName>, patch: Patch): void {
  for (const place of tree.all("ClassDeclaration", "ClassExpression")) {
    if (place.node.declare || !isDecorated(place.node)) continue;
    lowerHead(tree, place, shared, patch);
    lowerMembers(tree.source, place.node, patch);
  }
}

function lowerHead(tree: Tree, { node, scope }: Place, shared: Map<string, SharedName>, patch: Patch): void {
  const name: string | undefined = node.id?.name;
  const decorators: Node[] = node.decorators ?? [];
  const isStatement = node.type === "ClassDeclaration" && name !== undefined;
  const target = !isStatement ? "" : scope === tree.cell ? `${accessOf(shared.get(name)!)} = ` : `let ${name} = `;
  // Inside a decorated class its name means what the decorators made of it, so the class itself goes without one.
  const isRenamed = decorators.length > 0 && name !== undefined;
  const define = isRenamed ? `], (ººd) => (({ ${name}: ` : "], (ººd) => (";
  const close = `${isRenamed ? ` }).${name}` : ""}))${isStatement ? ";" : ""}`;
  if (isRenamed) patch.blank(node.id.start, node.id.end);
  patch.wrap(node.start, node.end, `${target}º.decorate([${decorators.length ? "" : define}`, close);
  if (decorators.length) patch.insert(nextToken(tree.source, decorators.at(-1)!.end), define);
  listDecorators(decorators, patch);
}

/** `@a @b` becomes `a, b`. */
function listDecorators(decorators: Node[], patch: Patch): void {
  for (const [index, one] of decorators.entries()) patch.replace(one.start, one.start + 1, index ? "," : " ");
}

function lowerMembers(source: string, node: Node, patch: Patch): void {
  const decorated = (node.body.body as Node[]).filter((member) => member.decorators?.length);
  if (!decorated.length) return;
  const runs = decorated.some((member) => !member.static) ? " #ºº = ººd.start(this);" : "";
  patch.insert(node.body.start + 1, ` static { ººd.apply(this); }${runs}`);
  for (const [index, member] of decorated.entries()) lowerMember(source, member, index, patch);
}

const KINDS: Record<string, string> = { get: "getter", set: "setter", method: "method" };

function lowerMember(source: string, member: Node, index: number, patch: Patch): void {
  const decorators: Node[] = member.decorators;
  const last = decorators.at(-1)!;
  const keyStart: number = member.computed ? source.lastIndexOf("[", member.key.start - 1) : member.key.start;
  const keyEnd: number = member.computed ? nextToken(source, member.key.end) + 1 : member.key.end;
  const kind = member.type === "MethodDefinition" ? KINDS[member.kind]! : member.accessor ? "accessor" : "field";
  const words = kind === "accessor" ? `${member.static ? "static " : ""}get ` : (source.slice(last.end, keyStart).match(/\b(static|async|get|set)\b|\*/g) ?? []).join(" ");
  listDecorators(decorators, patch);
  patch.wrap(decorators[0]!.start, last.end, `${words} [ººd.key("${kind}", ${member.static}, [`, "],");
  patch.blank(last.end, keyStart);
  if (!member.computed) {
    const key = member.key.type === "Identifier" ? JSON.stringify(member.key.name) : source.slice(keyStart, keyEnd);
    patch.replace(keyStart, keyEnd, `${key})]${kind === "accessor" ? accessorTail(member, index) : ""}`);
  } else {
    patch.replace(keyStart, keyStart + 1, "(");
    patch.replace(keyEnd - 1, keyEnd, `))]${kind === "accessor" ? accessorTail(member, index) : ""}`);
  }
  if (kind === "field" || kind === "accessor") initialize(member, index, patch);
}

/** The rest of the getter whose key was just written, the setter, and the name of the field behind them. */
function accessorTail(member: Node, index: number): string {
  const field = accessorField(member);
  const head = member.static ? "static " : "";
  return `() { return this.${field}; } ${head}set [ººd.keyOf(${index})](ºº) { this.${field} = ºº; } ${head}${field}`;
}

function initialize(member: Node, index: number, patch: Patch): void {
  if (member.value) patch.wrap(member.value.start, member.value.end, `ººd.init(${index}, this, `, ")");
  else patch.wrap(member.start, member.end, "", ` = ººd.init(${index}, this, void 0)`);
}
