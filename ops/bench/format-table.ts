/** Lines of cells as a table for the screen or as Markdown. */

export interface Style {
  readonly markdown: boolean;
}

export function formatTable(head: readonly string[], lines: readonly (readonly string[])[], { markdown }: Style): string {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const padded = all.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))));
  if (!markdown) return padded.map((line) => line.join("   ")).join("\n");
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [padded[0]!, rule, ...padded.slice(1)].map((line) => `| ${line.join(" | ")} |`).join("\n");
}
