/**
 * One walk over a cell's tree: every node with its place, every scope, every use of a name.
 * Answers nothing itself; the files beside it each ask one question of what is collected here.
 */
import type { Node } from "./ast.ts";
import { childrenOf, isTypeWrapper, unwrap } from "./ast.ts";
import { errorAt } from "./parse.ts";
import type { BindingKind } from "./scope.ts";
import { Scope } from "./scope.ts";
import { walkTypes } from "./types.ts";

/** A node and where it stands. */
export interface Place {
  node: Node;
  parent: Place | null;
  /** The parent's field that holds it. */
  key: string;
  scope: Scope;
}

/** How a name is used: read, or the target of an assignment, of an update such as `x++`, or of its declaration. */
type Role = "read" | "assign" | "update" | "declare";

export interface Reference {
  place: Place;
  name: string;
  role: Role;
}

/** A name in a type position: of a type, or of a value after `typeof`. */
interface TypeReference {
  name: string;
  scope: Scope;
  isValue: boolean;
}

export class Tree {
  readonly source: string;
  readonly program: Node;
  readonly cell: Scope;
  readonly references: Reference[] = [];
  readonly typeReferences: TypeReference[] = [];
  /** Top-level names that exist for types only because of `declare`. */
  readonly ambient = new Set<string>();
  /** Names that the text itself exports. */
  readonly exports: string[] = [];
  readonly #places = new Map<string, Place[]>();

  constructor(source: string, program: Node) {
    this.source = source;
    this.program = program;
    this.cell = new Scope(program, null, true);
    for (const statement of program.body as Node[]) this.#visit(statement, { node: program, parent: null, key: "", scope: this.cell }, "body", this.cell);
    this.#settleImports();
  }

  /** All places of the given node types, outer before inner, in the order of the text. */
  all(...types: string[]): Place[] {
    const found = types.flatMap((type) => this.#places.get(type) ?? []);
    return types.length === 1 ? found : found.toSorted((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);
  }

  /** Whether a place is outside all functions, where `await` waits for the cell itself. */
  isTopLevel(place: Place): boolean {
    return place.scope.level === this.cell;
  }

  /** An imported name that the cell uses only as a type is a type. */
  #settleImports(): void {
    const values = new Set(this.references.map(({ name }) => name));
    for (const { name, isValue } of this.typeReferences) {
      if (isValue || values.has(name) || this.cell.values.get(name)?.kind !== "import") continue;
      this.cell.values.delete(name);
      this.cell.types.add(name);
    }
  }

  #visit(node: Node, parent: Place, key: string, scope: Scope): void {
    const place: Place = { node, parent, key, scope };
    const list = this.#places.get(node.type);
    if (list) list.push(place);
    else this.#places.set(node.type, [place]);
    const visitor = VISITORS[node.type];
    if (visitor) visitor(this, place);
    else if (node.type.startsWith("TS") && !isTypeWrapper(node)) walkTypes(this, node, scope);
    else this.children(place);
  }

  /** Visits what is below a node, in the node's own scope or the given one; `skip` names fields to leave out. */
  children(place: Place, scope = place.scope, skip: string[] = []): void {
    for (const [key, child] of childrenOf(place.node)) if (!skip.includes(key)) this.#visit(child, place, key, scope);
  }

  child(place: Place, key: string, scope = place.scope): void {
    const value: unknown = place.node[key];
    for (const child of Array.isArray(value) ? value : [value]) if (child) this.#visit(child as Node, place, key, scope);
  }

  refer(place: Place, role: Role): void {
    this.references.push({ place, name: place.node.name, role });
  }

  /** Visits a pattern. `target` is called for each name or expression that receives a value. */
  pattern(place: Place, target: (place: Place) => void): void {
    const { node, scope } = place;
    const below = (child: Node, key: string, from = place): void => this.pattern({ node: child, parent: from, key, scope }, target);
    this.child(place, "typeAnnotation");
    switch (node.type) {
      case "ObjectPattern":
        for (const property of node.properties as Node[]) {
          const inner: Place = { node: property, parent: place, key: "properties", scope };
          if (property.type === "RestElement") this.pattern(inner, target);
          else {
            if (property.computed) this.child(inner, "key");
            below(property.value, "value", inner);
          }
        }
        break;
      case "ArrayPattern":
        for (const element of node.elements as (Node | null)[]) if (element) below(element, "elements");
        break;
      case "AssignmentPattern":
        below(node.left, "left");
        this.child(place, "right");
        break;
      case "RestElement":
        below(node.argument, "argument");
        break;
      case "TSParameterProperty":
        below(node.parameter, "parameter");
        break;
      default:
        target(place);
    }
  }

  /** Visits a pattern whose names are declared in `scope`. */
  declarePattern(place: Place, scope: Scope, kind: BindingKind, ready = 0): void {
    this.pattern(place, (target) => {
      if (target.node.type !== "Identifier") throw errorAt(this.source, target.node.start, "a declaration needs a name here");
      scope.declare(target.node.name, kind, ready);
      this.refer(target, "declare");
    });
  }

  /** Visits a pattern that is assigned to. */
  assignPattern(place: Place, role: Role): void {
    this.pattern(place, (target) => {
      const node = unwrap(target.node);
      if (node !== target.node) this.wrapped(target, role);
      else if (node.type === "Identifier") this.refer(target, role);
      else this.#visit(node, target.parent!, target.key, target.scope);
    });
  }

  /** A target such as `(x as T)` or `x!`: the types below it are visited, and what it wraps receives the value. */
  wrapped(place: Place, role: Role): void {
    this.#places.set(place.node.type, [...(this.#places.get(place.node.type) ?? []), place]);
    this.child(place, "typeAnnotation");
    this.assignPattern({ node: place.node.expression, parent: place, key: "expression", scope: place.scope }, role);
  }
}

type Visitor = (tree: Tree, place: Place) => void;

const VISITORS: Record<string, Visitor> = {
  Identifier: (tree, place) => tree.refer(place, "read"),
  MemberExpression: (tree, place) => tree.children(place, place.scope, place.node.computed ? [] : ["property"]),
  Property: (tree, place) => {
    if (place.node.computed) tree.child(place, "key");
    tree.child(place, "value");
  },
  MetaProperty: () => {},
  LabeledStatement: (tree, place) => tree.child(place, "body"),
  BreakStatement: () => {},
  ContinueStatement: () => {},
  AssignmentExpression: (tree, place) => {
    const { node, scope } = place;
    tree.assignPattern({ node: node.left, parent: place, key: "left", scope }, node.operator === "=" ? "assign" : "update");
    tree.child(place, "right");
  },
  UpdateExpression: (tree, place) => tree.assignPattern({ node: place.node.argument, parent: place, key: "argument", scope: place.scope }, "update"),
  VariableDeclaration: visitVariables,
  FunctionDeclaration: visitFunction,
  FunctionExpression: visitFunction,
  ArrowFunctionExpression: visitFunction,
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  PropertyDefinition: visitField,
  AccessorProperty: visitField,
  MethodDefinition: visitMember,
  StaticBlock: (tree, place) => tree.children(place, new Scope(place.node, place.scope, true)),
  BlockStatement: (tree, place) => tree.children(place, new Scope(place.node, place.scope, false)),
  SwitchStatement: (tree, place) => {
    tree.child(place, "discriminant");
    tree.child(place, "cases", new Scope(place.node, place.scope, false));
  },
  ForStatement: visitLoop,
  ForInStatement: visitLoop,
  ForOfStatement: visitLoop,
  CatchClause: (tree, place) => {
    const scope = new Scope(place.node, place.scope, false);
    if (place.node.param) tree.declarePattern({ node: place.node.param, parent: place, key: "param", scope }, scope, "parameter");
    tree.child(place, "body", scope);
  },
  ImportDeclaration: (tree, { node, scope }) => {
    for (const one of node.specifiers as Node[]) {
      const isType = node.importKind === "type" || one.importKind === "type";
      if (isType) scope.types.add(one.local.name);
      else scope.declare(one.local.name, "import", node.end);
    }
  },
  ExportNamedDeclaration: visitExport,
  ExportAllDeclaration: () => {},
  TSExportAssignment: () => {},
  TSEnumDeclaration: visitEnum,
  TSModuleDeclaration: visitNamespace,
  TSModuleBlock: (tree, place) => tree.children(place),
  TSImportEqualsDeclaration: (tree, place) => {
    const { node, scope } = place;
    if (node.importKind !== "type") scope.declare(node.id.name, "const", node.end);
    scope.types.add(node.id.name);
    let first: Node = node.moduleReference;
    while (first.type === "TSQualifiedName") first = first.left;
    if (first.type === "Identifier") tree.refer({ node: first, parent: place, key: "moduleReference", scope }, "read");
  },
  TSTypeAliasDeclaration: visitTypeDeclaration,
  TSInterfaceDeclaration: visitTypeDeclaration,
  TSDeclareFunction: (tree, place) => {
    if (place.node.declare && place.scope === tree.cell) tree.ambient.add(place.node.id.name);
    walkTypes(tree, place.node, place.scope);
  },
};

function visitExport(tree: Tree, place: Place): void {
  const { node, scope } = place;
  const before = tree.references.length;
  tree.child(place, "declaration");
  if (scope.node.type === "TSModuleDeclaration" && node.declaration?.type === "VariableDeclaration") exportFrom(tree, scope, before);
  if (scope !== tree.cell) return;
  for (const { exported } of node.specifiers as Node[]) tree.exports.push(exported.name ?? exported.value);
  if (node.declaration?.id) tree.exports.push(node.declaration.id.name);
  else for (const { role, name, place } of tree.references.slice(before)) if (role === "declare" && place.scope === scope) tree.exports.push(name);
}

/** What a namespace exports is a field of its object, for the namespace too. */
function exportFrom(tree: Tree, space: Scope, before: number): void {
  for (const { role, name, place } of tree.references.slice(before)) {
    if (role === "declare" && place.scope === space) space.values.get(name)!.access = `ºº${space.node.id.name}.${name}`;
  }
}

function visitTypeDeclaration(tree: Tree, { node, scope }: Place): void {
  scope.types.add(node.id.name);
  walkTypes(tree, node, scope);
}

function visitVariables(tree: Tree, place: Place): void {
  const { node, scope } = place;
  if (node.declare) {
    for (const one of node.declarations as Node[]) {
      if (scope === tree.cell) tree.ambient.add(one.id.name);
      walkTypes(tree, one.id, scope);
    }
    return;
  }
  const kind: BindingKind = node.kind === "await using" ? "using" : node.kind;
  for (const one of node.declarations as Node[]) {
    const inner: Place = { node: one, parent: place, key: "declarations", scope };
    const ready = kind === "var" ? 0 : one.end;
    tree.declarePattern({ node: one.id, parent: inner, key: "id", scope }, kind === "var" ? scope.level : scope, kind, ready);
    tree.child(inner, "init");
  }
}

function visitFunction(tree: Tree, place: Place): void {
  const { node } = place;
  let outer = place.scope;
  if (node.type === "FunctionDeclaration" && node.id) {
    outer.declare(node.id.name, "function");
    tree.refer({ node: node.id, parent: place, key: "id", scope: outer }, "declare");
  } else if (node.id) {
    outer = new Scope(node, outer, false);
    outer.declare(node.id.name, "function");
  }
  const scope = new Scope(node, outer, true);
  if (node.typeParameters) walkTypes(tree, node.typeParameters, scope);
  for (const parameter of node.params as Node[]) tree.declarePattern({ node: parameter, parent: place, key: "params", scope }, scope, "parameter");
  if (node.returnType) walkTypes(tree, node.returnType, scope);
  tree.child(place, "body", scope);
}

function visitClass(tree: Tree, place: Place): void {
  const { node } = place;
  if (node.type === "ClassDeclaration" && node.id) {
    place.scope.types.add(node.id.name);
    if (node.declare) {
      if (place.scope === tree.cell) tree.ambient.add(node.id.name);
      walkTypes(tree, node, place.scope);
      return;
    }
    place.scope.declare(node.id.name, "class", node.end);
    tree.refer({ node: node.id, parent: place, key: "id", scope: place.scope }, "declare");
  }
  tree.child(place, "decorators");
  const scope = new Scope(node, place.scope, false);
  // A decorator may put another class in the place of this one, so its own name must not mean the undecorated one.
  if (node.id && !node.decorators?.length) scope.declare(node.id.name, "class");
  if (node.typeParameters) walkTypes(tree, node.typeParameters, scope);
  tree.children(place, scope, ["decorators", "id", "typeParameters"]);
}

function visitMember(tree: Tree, place: Place): void {
  tree.child(place, "decorators");
  if (place.node.computed) tree.child(place, "key");
  tree.child(place, "value");
}

function visitField(tree: Tree, place: Place): void {
  tree.child(place, "decorators");
  if (place.node.computed) tree.child(place, "key");
  tree.child(place, "typeAnnotation");
  tree.child(place, "value", new Scope(place.node, place.scope, true));
}

function visitLoop(tree: Tree, place: Place): void {
  const { node } = place;
  const scope = new Scope(node, place.scope, false);
  if (node.type !== "ForStatement" && node.left.type !== "VariableDeclaration") {
    tree.assignPattern({ node: node.left, parent: place, key: "left", scope }, "assign");
    tree.children(place, scope, ["left"]);
  } else tree.children(place, scope);
}

function visitEnum(tree: Tree, place: Place): void {
  const { node, scope } = place;
  scope.types.add(node.id.name);
  if (node.declare) {
    if (scope === tree.cell) tree.ambient.add(node.id.name);
    return;
  }
  scope.declare(node.id.name, "enum", node.end);
  tree.refer({ node: node.id, parent: place, key: "id", scope }, "declare");
  const inside = new Scope(node, scope, true);
  inside.declare(node.id.name, "member").access = `ºº${node.id.name}`;
  for (const member of node.members as Node[]) {
    const name: string = member.id.name ?? member.id.value;
    inside.declare(name, "member").access = `ºº${node.id.name}[${JSON.stringify(name)}]`;
  }
  for (const member of node.members as Node[]) tree.child({ node: member, parent: place, key: "members", scope: inside }, "initializer");
}

function visitNamespace(tree: Tree, place: Place): void {
  const { node, scope } = place;
  if (node.declare || node.global || node.id.type !== "Identifier") return;
  scope.types.add(node.id.name);
  if (!hasValues(node)) {
    walkTypes(tree, node, scope);
    return;
  }
  scope.declare(node.id.name, "namespace", node.end);
  tree.refer({ node: node.id, parent: place, key: "id", scope }, "declare");
  const inside = new Scope(node, scope, true);
  inside.declare(node.id.name, "member").access = `ºº${node.id.name}`;
  tree.child(place, "body", inside);
}

const TYPE_ONLY = new Set(["TSTypeAliasDeclaration", "TSInterfaceDeclaration", "TSDeclareFunction", "EmptyStatement"]);

/** Whether anything of a namespace is left at run time. */
export function hasValues(node: Node): boolean {
  if (node.type === "TSModuleDeclaration") return !node.declare && !node.global && hasValues(node.body);
  if (node.type === "TSModuleBlock") return (node.body as Node[]).some(hasValues);
  if (node.type === "ExportNamedDeclaration" && node.declaration) return hasValues(node.declaration);
  return !node.declare && !TYPE_ONLY.has(node.type);
}

