/** Plot names its groups; a name needs a role, or screen readers and audits object. */

/** Gives a named `g` without a role the role of a group; other elements are left alone. */
export function nameGroup(element: Element): void {
  if (element.localName === "g" && element.hasAttribute("aria-label") && !element.hasAttribute("role")) element.setAttribute("role", "group");
}
