/** The kinds of values that are shown richly, the most particular first. */
import type { Kind } from "./kind.ts";
import { profile } from "./profile.ts";
import { jupyter, shown } from "./shown.ts";
import { table } from "./table.ts";
import { tensor } from "./tensor.ts";
import { tree } from "./tree.ts";

export const KINDS: readonly Kind[] = [shown, jupyter, profile, tensor, table, tree];
