/** Enums at run time. */

type Enum = Record<string, unknown>;

/**
 * Builds an enum. `define` receives the object and a function that adds a member, in order; a member without a value is one more
 * than the member before it. Numbers get their name back as TypeScript has it. `before` is an enum of the same name to go on with.
 */
export function buildEnum(before: unknown, define: (members: Enum, add: (name: string, ...value: unknown[]) => void) => void): Enum {
  const members = (before ?? {}) as Enum;
  let next = 0;
  define(members, (name, ...given) => {
    const value = given.length ? given[0] : next;
    members[name] = value;
    if (typeof value === "number") {
      members[value] = name;
      next = value + 1;
    }
  });
  return members;
}
