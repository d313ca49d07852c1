/** The kinds of values that are shown richly, the most particular first. */
import type { Kind } from "./kind.ts";
import { jupyter, shown } from "./shown.ts";
import { tree } from "./tree.ts";

export const KINDS: readonly Kind[] = [shown, jupyter, tree];
