/** Lexical scopes of a cell: which names are declared where. Built by `tree.ts`, asked by everything that follows a name. */
import type { Node } from "./ast.ts";

export type BindingKind = "var" | "let" | "const" | "class" | "function" | "import" | "parameter" | "enum" | "namespace" | "using" | "member";

interface Binding {
  name: string;
  kind: BindingKind;
  scope: Scope;
  /** Where a direct read first becomes legal; 0 for what is hoisted. */
  ready: number;
  /** What a reference is written as when the name itself does not do, e.g. `E.A` for an enum's member. */
  access?: string;
}

export class Scope {
  readonly parent: Scope | null;
  /** The outermost scope of the function that this one is part of; the cell's own scope outside all functions. */
  readonly level: Scope;
  readonly node: Node;
  readonly values = new Map<string, Binding>();
  /** Names of types, type parameters included. */
  readonly types = new Set<string>();

  constructor(node: Node, parent: Scope | null, isFunction: boolean) {
    this.node = node;
    this.parent = parent;
    this.level = isFunction || !parent ? this : parent.level;
  }

  declare(name: string, kind: BindingKind, ready = 0): Binding {
    const known = this.values.get(name);
    if (known && (kind === "namespace" || kind === "enum" || kind === "var")) return known;
    const binding: Binding = { name, kind, scope: this, ready };
    this.values.set(name, binding);
    return binding;
  }

  find(name: string): Binding | undefined {
    return this.values.get(name) ?? this.parent?.find(name);
  }

  hasType(name: string): boolean {
    return this.types.has(name) || (this.parent?.hasType(name) ?? false);
  }
}
