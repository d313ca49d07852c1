/** Decorators at run time, as the standard has them. Private members and parameters are not among them. */

type ElementKind = "method" | "getter" | "setter" | "field" | "accessor";
type Decorator = (value: unknown, context: object) => unknown;
type Initializer = (this: unknown, value: unknown) => unknown;
type Class = (abstract new (...args: never[]) => object) & { prototype: object };

interface Element {
  kind: ElementKind;
  isStatic: boolean;
  decorators: Decorator[];
  key: PropertyKey;
  /** Functions that `init` passes a field's first value through. */
  initializers: Initializer[];
  /** What decorators asked to run for each instance, or once for a static element. */
  extra: Initializer[];
}

/** Puts metadata where the engine or a polyfill looks for it. */
const METADATA: symbol = (Symbol as { metadata?: symbol }).metadata ?? Symbol.for("Symbol.metadata");

/** Defines a class through `define` and decorates it. */
export function decorate(decorators: Decorator[], define: (elements: Elements) => Class): unknown {
  const elements = new Elements();
  let decorated: unknown = define(elements);
  const extra: Initializer[] = [];
  const name = (decorated as Class).name;
  for (const decorator of decorators.toReversed()) {
    const context = { kind: "class", name, metadata: elements.metadata, addInitializer: (one: Initializer) => void extra.push(one) };
    decorated = callDecorator(decorator, decorated, context) ?? decorated;
  }
  for (const one of extra) one.call(decorated, undefined);
  return decorated;
}

/** The decorated elements of a class while it is being defined. */
class Elements {
  readonly metadata: object = Object.create(null) as object;
  readonly #all: Element[] = [];

  /** Notes a decorated element and gives its key back. Stands in the text where the key stood. */
  key(kind: ElementKind, isStatic: boolean, decorators: Decorator[], key: unknown): PropertyKey {
    const property = typeof key === "symbol" ? key : String(key);
    this.#all.push({ kind, isStatic, decorators, key: property, initializers: [], extra: [] });
    return property;
  }

  /** The key of an element already noted. */
  keyOf(index: number): PropertyKey {
    return this.#all[index]!.key;
  }

  /** Decorates all elements: methods and accessors before fields, static ones first. */
  apply(target: Class): void {
    Object.defineProperty(target, METADATA, { value: this.metadata, configurable: true, writable: true });
    for (const fields of [false, true]) {
      for (const isStatic of [true, false]) {
        for (const element of this.#all) if (isField(element) === fields && element.isStatic === isStatic) decorateElement(element, target, this.metadata);
      }
    }
    for (const element of this.#all) if (element.isStatic) for (const one of element.extra) one.call(target, undefined);
  }

  /** Runs what decorators asked for on a new instance. */
  start(instance: object): void {
    for (const element of this.#all) if (!element.isStatic) for (const one of element.extra) one.call(instance, undefined);
  }

  /** A field's first value as its decorators want it. */
  init(index: number, self: object, value: unknown): unknown {
    return this.#all[index]!.initializers.reduce((current, initializer) => initializer.call(self, current), value);
  }
}

const isField = ({ kind }: Element): boolean => kind === "field";

function decorateElement(element: Element, target: Class, metadata: object): void {
  const { kind, isStatic, decorators, key, initializers, extra } = element;
  const holder: object = isStatic ? target : target.prototype;
  const context = { kind, name: key, static: isStatic, private: false, access: accessTo(kind, key), metadata, addInitializer: (one: Initializer) => void extra.push(one) };
  for (const decorator of decorators.toReversed()) {
    const property = Object.getOwnPropertyDescriptor(holder, key);
    const result = callDecorator(decorator, valueFor(kind, property), context);
    if (result === undefined) continue;
    if (kind === "field") initializers.unshift(result as Initializer);
    else Object.defineProperty(holder, key, { ...property, ...replacement(kind, result, initializers) });
  }
}

function valueFor(kind: ElementKind, property: PropertyDescriptor | undefined): unknown {
  if (kind === "method") return property?.value as unknown;
  if (kind === "getter") return property?.get;
  if (kind === "setter") return property?.set;
  return kind === "accessor" ? { get: property?.get, set: property?.set } : undefined;
}

function replacement(kind: ElementKind, result: unknown, initializers: Initializer[]): PropertyDescriptor {
  if (kind === "method") return { value: result };
  if (kind === "getter") return { get: result as () => unknown };
  if (kind === "setter") return { set: result as (value: unknown) => void };
  const { get, set, init } = result as { get?: () => unknown; set?: (value: unknown) => void; init?: Initializer };
  if (init) initializers.unshift(init);
  return { ...(get && { get }), ...(set && { set }) };
}

function accessTo(kind: ElementKind, key: PropertyKey): object {
  const has = (self: object): boolean => key in self;
  const get = (self: Record<PropertyKey, unknown>): unknown => self[key];
  const set = (self: Record<PropertyKey, unknown>, value: unknown): void => void (self[key] = value);
  if (kind === "setter") return { has, set };
  return kind === "method" || kind === "getter" ? { has, get } : { has, get, set };
}

function callDecorator(decorator: Decorator, value: unknown, context: object): unknown {
  if (typeof decorator !== "function") throw new TypeError(`a decorator must be a function: ${typeof decorator}`);
  const result = decorator(value, context);
  if (result !== undefined && typeof result !== "function" && typeof result !== "object") throw new TypeError(`a decorator must return a function or nothing: ${typeof result}`);
  return result;
}
