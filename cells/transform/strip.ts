/** Types: what of the text is gone at run time, turned into spaces where it stands. */
import type { Node } from "./ast.ts";
import { childrenOf, hasValues } from "./ast.ts";
import type { Patch } from "./patch.ts";
import { nameEnd, nextToken } from "./text.ts";

const TYPE_STATEMENTS = new Set(["TSInterfaceDeclaration", "TSTypeAliasDeclaration", "TSDeclareFunction"]);
const TYPES = new Set(["TSTypeAnnotation", "TSTypeParameterDeclaration", "TSTypeParameterInstantiation"]);
const MEMBERS = new Set(["PropertyDefinition", "MethodDefinition", "TSParameterProperty"]);
const MODIFIER = /\b(public|private|protected|readonly|abstract|override|declare)\b/g;

/** Whether a statement or class member leaves nothing behind. */
function isTypeOnly(node: Node): boolean {
  if (node.declare || TYPE_STATEMENTS.has(node.type)) return true;
  if (node.type === "TSModuleDeclaration") return !hasValues(node);
  if (node.type === "TSIndexSignature") return true;
  if (node.type === "ExportNamedDeclaration") return node.exportKind === "type" || (node.declaration ? isTypeOnly(node.declaration) : false);
  if (node.type === "ExportDefaultDeclaration") return isTypeOnly(node.declaration);
  if (MEMBERS.has(node.type)) return Boolean(node.abstract) || node.value?.type === "TSDeclareMethod";
  return false;
}

/** Blanks every type at and below a node. */
export function stripTypes(source: string, patch: Patch, node: Node): void {
  if (TYPES.has(node.type)) return patch.blank(node.start, node.end);
  // A semicolon stays, so that the lines around never become one statement.
  if (isTypeOnly(node)) return patch.blank(node.start, node.end, ";");
  stripOwn(source, patch, node);
  for (const [, child] of childrenOf(node)) stripTypes(source, patch, child);
}

function stripOwn(source: string, patch: Patch, node: Node): void {
  stripMark(source, patch, node);
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      patch.blank(afterParentheses(source, node.expression.end), node.end);
      break;
    case "TSNonNullExpression":
      patch.blank(node.end - 1, node.end);
      break;
    case "TSTypeAssertion":
      // Parentheses keep `return <T>` and the line below it together.
      patch.replace(node.start, node.start + 1, "(");
      patch.blank(node.start + 1, nextToken(source, node.typeAnnotation.end) + 1);
      patch.wrap(node.start, node.end, "", ")");
      break;
    case "ClassDeclaration":
    case "ClassExpression":
      stripClassHead(source, patch, node);
      break;
    case "ArrowFunctionExpression":
      stripArrow(source, patch, node);
      break;
  }
  if (MEMBERS.has(node.type)) stripModifiers(source, patch, node);
  if (node.params?.[0]?.name === "this") {
    const [self, next] = node.params as Node[];
    patch.blank(self!.start, next ? next.start : afterComma(source, self!.end));
  }
}

/** `?` and `!` behind a name. */
function stripMark(source: string, patch: Patch, node: Node): void {
  let at = -1;
  if (node.type === "Identifier" && (node.optional || node.typeAnnotation)) at = nextToken(source, nameEnd(source, node.start));
  else if (node.type === "VariableDeclarator" && node.id.type === "Identifier") at = nextToken(source, nameEnd(source, node.id.start));
  else if (node.type === "ObjectPattern" || node.type === "ArrayPattern") {
    if (node.optional && node.typeAnnotation) at = source.lastIndexOf("?", node.typeAnnotation.start);
  } else if (MEMBERS.has(node.type) && node.key) {
    at = nextToken(source, node.key.end);
    if (node.computed) at = nextToken(source, at + 1);
  }
  if (at >= 0 && (source[at] === "?" || source[at] === "!") && at < node.end) patch.blank(at, at + 1);
}

function stripModifiers(source: string, patch: Patch, node: Node): void {
  const start: number = node.decorators?.at(-1)?.end ?? node.start;
  const end: number = (node.key ?? node.parameter.left ?? node.parameter).start;
  for (const match of source.slice(start, end).matchAll(MODIFIER)) patch.blank(start + match.index, start + match.index + match[0].length);
}

function stripClassHead(source: string, patch: Patch, node: Node): void {
  if (node.abstract) {
    const start: number = source.indexOf("abstract", node.decorators?.at(-1)?.end ?? node.start);
    patch.blank(start, start + "abstract".length);
  }
  if (!node.implements?.length) return;
  const from: number = node.superTypeParameters?.end ?? node.superClass?.end ?? node.typeParameters?.end ?? node.id?.end ?? node.start;
  const keyword = source.lastIndexOf("implements", node.implements[0].start);
  patch.blank(Math.max(from, keyword), node.implements.at(-1).end);
}

/** `=>` may not begin a line, so a return type with line breaks moves the parenthesis to its end. */
function stripArrow(source: string, patch: Patch, node: Node): void {
  const type: Node | undefined = node.returnType;
  if (!type || !/[\r\n]/.test(source.slice(type.start, type.end))) return;
  const close = source.lastIndexOf(")", type.start);
  patch.blank(close, close + 1);
  patch.wrap(type.start, type.end, "", ")");
}

/** Where the next word begins behind an expression and the parentheses that close around it. */
function afterParentheses(source: string, at: number): number {
  at = nextToken(source, at);
  while (source[at] === ")") at = nextToken(source, at + 1);
  return at;
}

function afterComma(source: string, at: number): number {
  const next = nextToken(source, at);
  return source[next] === "," ? next + 1 : at;
}
