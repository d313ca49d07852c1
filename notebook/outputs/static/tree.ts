/** The static form of a tree: nested `details`, which open without scripts. */
import type { Branch } from "../tree/branch.ts";
import { escapeHtml } from "../escape.ts";

/** Deeper levels and later children are left out. */
const MOST_LEVELS = 6;
const MOST_CHILDREN = 100;

export function treeToHtml(branch: Branch, level = 1): string {
  const name = branch.key === null ? "" : `<span class="tree-key">${escapeHtml(branch.key)}</span>: `;
  const line = `${name}<span class="tree-value" data-type="${escapeHtml(branch.type)}">${escapeHtml(branch.text)}</span>`;
  if (!branch.open || level > MOST_LEVELS) return `<div class="tree-line">${line}</div>`;
  const children = branch.open();
  const left = branch.more + Math.max(0, children.length - MOST_CHILDREN);
  const items = children.slice(0, MOST_CHILDREN).map((child) => `<li>${treeToHtml(child, level + 1)}</li>`);
  if (left > 0) items.push(`<li class="output-notice">${left} more</li>`);
  return `<details><summary>${line}</summary><ul>${items.join("")}</ul></details>`;
}
