/**
 * Scopes dispose, when they end, what was made in them and not returned.
 *
 * A synchronous callback owns every tensor made while it runs. An asynchronous one shares its time with other code, whose
 * tensors must not be touched, so it owns: what is made before its first `await`; what is made right after an `await` of
 * the library's own reads (`data`, `array`, `item`, `to`), or of anything where the host passes it through `keepScope`, as a
 * notebook does in its cells; and anything computed from a tensor it owns. The rest is left to the garbage collector; a synchronous
 * `scope` inside the asynchronous one owns it again.
 */

interface Owned {
  dispose(): void;
}

export class Scope {
  outer: Scope | undefined;
  readonly depth: number;
  readonly #members = new Set<Owned>();
  open = true;

  constructor(outer: Scope | undefined) {
    this.outer = outer;
    this.depth = outer === undefined ? 0 : outer.depth + 1;
  }

  add(member: Owned): void {
    this.#members.add(member);
  }

  delete(member: Owned): void {
    this.#members.delete(member);
  }

  /** Disposes every member but those that `result` holds; these go to the scope outside. */
  end(result: unknown): void {
    this.open = false;
    const kept = membersIn(result, this.#members);
    const heir = openScope(this.outer);
    for (const member of this.#members) {
      if (kept.has(member)) heir?.add(member);
      else member.dispose();
    }
  }
}

/** A member that was disposed earlier needs no end. */
export function leaveScope(scope: Scope | undefined, member: Owned): void {
  openScope(scope)?.delete(member);
}

function openScope(scope: Scope | undefined): Scope | undefined {
  return scope === undefined || scope.open ? scope : openScope(scope.outer);
}

/** The members found in a value, at any depth of arrays, maps, sets and objects. */
function membersIn(value: unknown, members: ReadonlySet<unknown>): Set<unknown> {
  const seen = new Set<unknown>();
  const found = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null || seen.has(part) || ArrayBuffer.isView(part)) return;
    seen.add(part);
    if (members.has(part)) found.add(part);
    else if (part instanceof Map || part instanceof Set) for (const item of part) visit(item);
    else for (const property of Object.values(Object.getOwnPropertyDescriptors(part))) visit(property.value);
  };
  visit(value);
  return found;
}

let current: Scope | undefined;

/** The scope that owns what is made now: the running one, or else the innermost that owns one of the sources. */
export function owningScope(sources: readonly (Scope | undefined)[]): Scope | undefined {
  if (current?.outer !== undefined && current.outer.open) return current;
  let owner: Scope | undefined;
  for (const source of sources) {
    const scope = openScope(source);
    if (scope !== undefined && scope !== current && (owner === undefined || scope.depth > owner.depth)) owner = scope;
  }
  if (current === undefined) return owner;
  // A synchronous scope inside an asynchronous one that waited for something else: what leaves it was computed from what that one owns.
  if (owner !== undefined) adopt(current, owner);
  return current;
}

function adopt(inner: Scope, owner: Scope): void {
  let root = inner;
  for (; root !== owner && root.outer !== undefined; root = root.outer);
  if (root !== owner) root.outer = owner;
}

/** Runs `fn` with what it makes belonging to `scope`. */
export function within<T>(scope: Scope | undefined, fn: () => T): T {
  const before = current;
  current = scope;
  try {
    return fn();
  } finally {
    current = before;
  }
}

/**
 * Runs `fn` and disposes the tensors made in it, except those in what it returns (in arrays, maps, sets and objects too).
 * With an asynchronous `fn` it ends when the promise settles; the head of this file says what belongs to it after an `await`.
 * When `fn` throws, everything made in it is disposed.
 */
export function scope<T>(fn: () => T): T {
  const own = new Scope(current);
  let result: T;
  try {
    result = within(own, fn);
  } catch (error) {
    own.end(undefined);
    throw error;
  }
  if (isPromise(result)) return endWith(own, result) as T;
  own.end(result);
  return result;
}

async function endWith(own: Scope, promise: PromiseLike<unknown>): Promise<unknown> {
  let result: unknown;
  try {
    result = await promise;
    return result;
  } finally {
    own.end(result);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/**
 * A promise whose continuation runs in the scope that is current now, or else in the one that owns the tensor it is about.
 * The three microtasks are queued one after the other, so that nothing but the continuation runs between the first and the last.
 */
export function resumeHere<T>(promise: Promise<T>, owner: Scope | undefined): Promise<T> {
  const here = current ?? openScope(owner);
  if (here === undefined) return promise;
  const around = (settle: () => void): void => {
    queueMicrotask(() => (current = openScope(here)));
    settle();
    queueMicrotask(() => (current = undefined));
  };
  return new Promise((resolve, reject) => {
    promise.then(
      (value) => around(() => resolve(value)),
      (error: unknown) => around(() => reject(error)),
    );
  });
}

/** The same for anything that the code of the current scope waits for; what nobody owns passes as it is. */
export function keepScope<T>(awaited: T): T | Promise<Awaited<T>> {
  return current === undefined ? awaited : resumeHere(Promise.resolve(awaited), undefined);
}
