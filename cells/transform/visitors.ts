/** How the walk goes through each kind of node: which scope it opens, which names it declares, which of its parts are uses of names. */
import type { Node } from "./ast.ts";
import type { BindingKind } from "./scope.ts";
import { Scope } from "./scope.ts";
import type { Place, Tree, Visitor } from "./tree.ts";
import { walkTypes } from "./types.ts";
import { TYPESCRIPT_VISITORS } from "./visitors-typescript.ts";

export const VISITORS: Record<string, Visitor> = {
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
  ...TYPESCRIPT_VISITORS,
};

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
