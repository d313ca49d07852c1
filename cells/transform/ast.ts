/** The few things that the transform needs to know about a syntax tree. ESTree with TypeScript's nodes, as acorn-typescript builds it. */

/** A node. Which fields it has follows from `type`, so they are read untyped. */
export interface Node {
  type: string;
  start: number;
  end: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  [field: string]: any;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** The nodes directly below one, in the order of its fields. */
export function* childrenOf(node: Node): Generator<[key: string, child: Node]> {
  for (const key in node) {
    const value: unknown = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield [key, item];
    } else if (isNode(value)) yield [key, value];
  }
}

const WRAPPERS = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSTypeAssertion", "TSInstantiationExpression"]);

/** Whether a node only adds a type to the expression that it holds. */
export const isTypeWrapper = (node: Node): boolean => WRAPPERS.has(node.type);

/** The expression below any `as`, `satisfies`, `!` and `<T>`. */
export function unwrap(node: Node): Node {
  while (isTypeWrapper(node)) node = node.expression;
  return node;
}

/** Whether a class needs the runtime to be defined. */
export const isDecorated = ({ decorators, body }: Node): boolean => Boolean(decorators?.length) || (body.body as Node[]).some((member) => member.decorators?.length);

/** Whether a statement is `super(…)`. */
export const isSuperCall = ({ type, expression }: Node): boolean => type === "ExpressionStatement" && expression.type === "CallExpression" && expression.callee.type === "Super";

const TYPE_ONLY = new Set(["TSTypeAliasDeclaration", "TSInterfaceDeclaration", "TSDeclareFunction", "EmptyStatement"]);

/** Whether anything of a namespace is left at run time. */
export function hasValues(node: Node): boolean {
  if (node.type === "TSModuleDeclaration") return !node.declare && !node.global && hasValues(node.body);
  if (node.type === "TSModuleBlock") return (node.body as Node[]).some(hasValues);
  if (node.type === "ExportNamedDeclaration" && node.declaration) return hasValues(node.declaration);
  return !node.declare && !TYPE_ONLY.has(node.type);
}
