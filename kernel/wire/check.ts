/**
 * Checks everything a kernel says before it is believed: a cell is a stranger's code and can send what it likes.
 * Each event is rebuilt from the fields that it should have, so that nothing else comes along; one that does not fit is
 * refused and counted. What the values mean (HTML to sanitise, links to judge) is the renderers' business.
 */
import type { Batch, Event } from "./messages.ts";
import { BLOCK_FIELDS, spanKinds, SUM_FIELDS } from "./profile.ts";

/** Events in one batch; the frame sends fewer. */
const MAX_EVENTS = 10_000;
/** Characters of one string inside an output. */
const MAX_TEXT = 64_000_000;
/** Characters of a name. */
const MAX_NAME = 1_000;
/** Values in one output, at any depth. */
const MAX_VALUES = 2_000_000;
const MAX_DEPTH = 100;

/** Says whether a value fits and returns the value to believe. Throws `Refusal` when it does not. */
type Check = (value: unknown) => unknown;

class Refusal extends Error {}

export type Checked =
  | { type: "pong" }
  | { type: "gone"; reason: string }
  /** `refused` counts the events that did not fit. */
  | { type: "batch"; events: Batch; refused: number };

/** What came on the port from the frame, believed. Never throws. */
export function checkFromFrame(message: unknown): Checked {
  const nothing: Checked = { type: "batch", events: [], refused: 1 };
  if (!isPlain(message)) return nothing;
  if (message.type === "pong") return { type: "pong" };
  if (message.type === "gone") return { type: "gone", reason: typeof message.reason === "string" ? message.reason.slice(0, MAX_NAME) : "unknown" };
  return message.type === "batch" ? checkBatch(message.events) : nothing;
}

/** The events that fit, rebuilt. */
export function checkBatch(batch: unknown): { type: "batch"; events: Batch; refused: number } {
  if (!Array.isArray(batch)) return { type: "batch", events: [], refused: 1 };
  const events: Event[] = [];
  for (const event of batch.slice(0, MAX_EVENTS)) {
    try {
      events.push(checkEvent(event));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { type: "batch", events, refused: batch.length - events.length };
}

function checkEvent(event: unknown): Event {
  const fields = isPlain(event) && typeof event.type === "string" && Object.hasOwn(FIELDS, event.type) ? FIELDS[event.type as Event["type"]] : undefined;
  if (!fields) throw new Refusal("unknown event");
  return { type: (event as Event).type, ...(object(fields)(event) as object) } as Event;
}

const refuse = (): never => {
  throw new Refusal("does not fit");
};
const text =
  (max: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= max ? value : refuse();
const name = text(MAX_NAME);
const number: Check = (value) => (typeof value === "number" ? value : refuse());
const count: Check = (value) => (Number.isSafeInteger(value) && (value as number) >= 0 ? value : refuse());
const boolean: Check = (value) => (typeof value === "boolean" ? value : refuse());
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string) ? value : refuse();
const nullable =
  (check: Check): Check =>
  (value) =>
    value === null ? null : check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);
const list =
  (check: Check, max: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max ? value.map(check) : refuse();
const object =
  (fields: Record<string, Check>): Check =>
  (value) => {
    if (!isPlain(value)) return refuse();
    const checked: Record<string, unknown> = {};
    for (const [key, check] of Object.entries(fields)) {
      const field = check(Object.hasOwn(value, key) ? value[key] : undefined);
      if (field !== undefined) checked[key] = field;
    }
    return checked;
  };

/** A MIME bundle or metadata: an object of `Data`. Typed arrays are taken as they are. */
const data: Check = (value) => {
  let left = MAX_VALUES;
  const walk = (part: unknown, depth: number): void => {
    if (--left < 0 || depth > MAX_DEPTH) refuse();
    if (part === null || typeof part === "boolean" || typeof part === "number") return;
    if (typeof part === "string") return void text(MAX_TEXT)(part);
    if (Array.isArray(part)) return part.forEach((item) => walk(item, depth + 1));
    if (part instanceof Uint8Array) return;
    if (!isPlain(part) || Object.hasOwn(part, "__proto__")) return refuse();
    for (const key in part) walk(part[key], depth + 1);
  };
  if (!isPlain(value)) return refuse();
  walk(value, 0);
  return value;
};

const device = oneOf("cpu", "wasm", "webgpu");
const diagnostic = object({
  severity: oneOf("error", "warning"),
  message: text(10_000),
  line: count,
  column: count,
  endLine: optional(count),
  endColumn: optional(count),
});
const analysis = object({ cell: name, defines: list(name, 10_000), uses: list(name, 10_000), diagnostics: list(diagnostic, 1_000) });
const info = object({
  device,
  devices: list(device, 3),
  threads: count,
  sharedMemory: boolean,
  simd: oneOf("none", "simd", "relaxed"),
  isolation: oneOf("cross-site", "opaque", "process"),
  missing: list(name, 100),
});
const variable = object({ name, type: name, preview: text(10_000), bytes: nullable(number), cell: name });
const completion = object({ label: name, kind: name, detail: text(10_000) });

/** Whole rows of numbers. */
const rows =
  (fields: number, max: number): Check =>
  (value) =>
    value instanceof Float64Array && value.length % fields === 0 && value.length <= fields * max ? value : refuse();
const cellRun = object({ run: name, cell: name, start: number, ms: nullable(number) });
const group = object({ cell: nullable(name), kind: oneOf(...spanKinds), name: text(10_000), device, shapes: text(10_000), flops: number, steps: list(name, 1_000) });
const profile = object({
  fresh: boolean,
  now: number,
  groups: list(group, 100_000),
  sums: rows(SUM_FIELDS, 100_000),
  blocks: rows(BLOCK_FIELDS, 100_000),
  runs: list(cellRun, 10_000),
});
const held = object({ name, cell: name, shape: list(count, 100), dtype: name, device, bytes: count });
const pool = object({
  device,
  liveBytes: number,
  requestedBytes: number,
  idleBytes: number,
  fragmentation: number,
  classes: list(object({ size: count, live: count, idle: count }), 1_000),
});
const place = object({ place: name, cell: nullable(name), buffers: number, bytes: number, collected: number });
const memory = object({
  now: number,
  bytes: number,
  tensors: number,
  peakBytes: number,
  hitRate: number,
  pools: list(pool, 3),
  places: list(place, 1_000),
  advice: list(text(10_000), 1_000),
  held: optional(list(held, 10_000)),
});
const ceilings = object({ device, gflops: number, measuredBy: oneOf("registers", "matmul"), gbs: number, cachedGbs: number });
const source = object({ plan: list(text(10_000), 1_000), source: nullable(text(1_000_000)) });

const FIELDS: Record<Event["type"], Record<string, Check>> = {
  kernel_info: { info },
  status: { state: oneOf("starting", "idle", "busy") },
  execute_input: { run: name, executionCount: count },
  stream: { run: nullable(name), name: oneOf("stdout", "stderr"), text: text(MAX_TEXT) },
  display_data: { run: name, data, metadata: data, displayId: optional(name) },
  update_display_data: { run: name, data, metadata: data, displayId: name },
  clear_output: { run: name, wait: boolean },
  execute_result: { run: name, data, metadata: data, executionCount: count },
  error: {
    run: name,
    name,
    message: text(1_000_000),
    traceback: list(text(1_000_000), 1_000),
    location: optional(object({ cell: optional(name), line: count, column: count })),
  },
  execute_reply: {
    run: name,
    status: oneOf("ok", "error", "interrupted", "aborted"),
    executionCount: nullable(count),
    duration: number,
  },
  analyze_reply: { id: count, cells: list(analysis, 100_000) },
  complete_reply: { id: count, items: list(completion, 10_000), from: count },
  inspect_reply: { id: count, data: nullable(data) },
  variables_reply: { id: count, variables: list(variable, 10_000) },
  set_device_reply: { id: count, device, error: optional(text(10_000)) },
  profile_data: { profile },
  memory_data: { memory },
  kernel_source_reply: { id: count, source },
  release_memory_reply: { id: count, bytes: number },
  trace_reply: { id: count, text: text(MAX_TEXT) },
  ceilings_reply: { id: count, ceilings: nullable(ceilings), error: optional(text(10_000)) },
  network_request: { run: nullable(name), origin: name, what: text(10_000) },
  notice: { run: nullable(name), level: oneOf("info", "warning"), message: text(10_000) },
};

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
