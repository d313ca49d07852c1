/** What a terminal shows of text that moves the cursor: a carriage return writes over the start of its line. */

export function settleLines(text: string): string {
  if (!text.includes("\r")) return text;
  return text.replaceAll("\r\n", "\n").split("\n").map(settleLine).join("\n");
}

function settleLine(line: string): string {
  return line.split("\r").reduce((under, over) => over + under.slice(over.length));
}
