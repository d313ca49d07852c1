/**
 * One walk over a cell's tree: every node with its place, every scope, every use of a name.
 * Answers nothing itself; the files beside it each ask one question of what is collected here.
 */
import type { Node } from "./ast.ts";
import { childrenOf, isTypeWrapper, unwrap } from "./ast.ts";
import type { BindingKind } from "./scope.ts";
import { Scope } from "./scope.ts";
import { walkTypes } from "./types.ts";
import { VISITORS } from "./visitors.ts";

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

/** Walks through a node of one type. */
export type Visitor = (tree: Tree, place: Place) => void;

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
  readonly #found = new Map<string, Place[]>();

  constructor(source: string, program: Node) {
    this.source = source;
    this.program = program;
    this.cell = new Scope(program, null, true);
    for (const statement of program.body as Node[]) this.#visit(statement, { node: program, parent: null, key: "", scope: this.cell }, "body", this.cell);
    this.#settleImports();
  }

  /** All places of the given node types, outer before inner, in the order of the text. */
  all(...types: string[]): Place[] {
    const key = types.join();
    let found = this.#found.get(key);
    if (!found) {
      const places = types.flatMap((type) => this.#places.get(type) ?? []);
      found = types.length === 1 ? places : places.toSorted((a, b) => a.node.start - b.node.start || b.node.end - a.node.end);
      this.#found.set(key, found);
    }
    return found;
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
