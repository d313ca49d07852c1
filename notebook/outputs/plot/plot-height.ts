/** How tall a recorded plot will be, as far as its options say: room for it before Plot has loaded. */
import type { Data } from "../../../cells/json.ts";

const DEFAULT = 400;
const TITLE_HEIGHT = 20;

export function plotHeight(data: Data): number {
  const options = firstArgument(data);
  const height = options?.["height"];
  const titles = options ? ["title", "subtitle", "caption"].filter((key) => typeof options[key] === "string").length : 0;
  return (typeof height === "number" && height > 0 ? Math.min(height, 2000) : DEFAULT) + titles * TITLE_HEIGHT;
}

type Fields = { [key: string]: Data };

function firstArgument(data: Data): Fields | null {
  const args = asFields(asFields(data)?.["root"] ?? null)?.["args"];
  return Array.isArray(args) ? asFields(args[0] ?? null) : null;
}

function asFields(data: Data): Fields | null {
  return typeof data === "object" && data !== null && !Array.isArray(data) && !("packed" in data) ? (data as Fields) : null;
}
