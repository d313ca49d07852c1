/** The keys of a tree, as the ARIA pattern has them. Works on the elements: which items are visible is a fact of the page. */

export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const item = event.target instanceof HTMLElement && event.target.role === "treeitem" ? event.target : null;
  if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  action(item, items)?.focus();
}

type Action = (item: HTMLElement, items: HTMLElement[]) => HTMLElement | null | undefined | void;

const isOpen = (item: HTMLElement) => item.ariaExpanded === "true";
const canOpen = (item: HTMLElement) => item.ariaExpanded !== null;
const toggle = (item: HTMLElement) => void item.dispatchEvent(new CustomEvent("toggle-branch"));

const ACTIONS: Record<string, Action> = {
  ArrowDown: (item, items) => items[items.indexOf(item) + 1],
  ArrowUp: (item, items) => items[items.indexOf(item) - 1],
  Home: (_, items) => items[0],
  End: (_, items) => items.at(-1),
  ArrowRight: (item, items) => (isOpen(item) ? items[items.indexOf(item) + 1] : canOpen(item) ? toggle(item) : undefined),
  ArrowLeft: (item) => (isOpen(item) ? toggle(item) : item.parentElement?.closest<HTMLElement>('[role="treeitem"]')),
  Enter: toggle,
  " ": toggle,
};
