/**
 * Remembers spans in bounded memory: exact sums for every group of equal spans, and the newest spans themselves, as numbers in a ring. A span
 * that is over leaves no object behind, so that watching costs little and holds none of the buffers that calls name.
 */
import type { Span } from "../trace.ts";
import { Group } from "./group.ts";
import { keyOf } from "./key.ts";
import { Ring } from "./ring.ts";
import type { Listener, OpenSpan } from "./span.ts";

/** Groups that are told apart. What comes after that is counted together by its kind, or else shapes without end would fill the memory. */
const MAX_GROUPS = 4096;
const REST = "other operations";

export interface RecorderOptions {
  /** Who causes the span that begins now, such as a cell. */
  readonly owner?: () => string | undefined;
  /** Is called after a span, but not more often than every 100 ms: also inside a synchronous run, where no timer fires. */
  readonly pulse?: () => void;
  /** Whether a few are enough where operations follow each other in microseconds: then sums are estimates. Default: false. */
  readonly samples?: boolean;
}

const PULSE_EVERY = 100;

export class Recorder implements Listener {
  readonly owner: (() => string | undefined) | undefined;
  readonly samples: boolean;
  readonly groups: Group[] = [];
  readonly ring = new Ring();
  readonly #pulse: (() => void) | undefined;
  #nextPulse = 0;
  readonly #byOwner = new Map<string | undefined, Map<number, Group>>();
  #lastOwner: string | undefined;
  #byKey: Map<number, Group> = new Map();
  #expected = 0;
  #settle: (() => void) | undefined;

  constructor({ owner, pulse, samples = false }: RecorderOptions = {}) {
    this.owner = owner;
    this.samples = samples;
    this.#pulse = pulse;
    this.#byOwner.set(undefined, this.#byKey);
  }

  add(span: OpenSpan, ms: number): void {
    const group = this.#groupOf(span);
    const isGpu = span.clock === "gpu";
    const bytes = group.bytesEach ?? span.bytes;
    const { weight } = span;
    group.spans++;
    group.calls += weight;
    group.bytes += bytes * weight;
    group.ms += ms * weight;
    group.selfMs += (isGpu ? ms : ms - span.innerMs) * weight;
    if (ms > group.maxMs) group.maxMs = ms;
    if (isGpu) group.gpuCalls++;
    this.ring.push(group.index, span.start, ms, bytes, weight, isGpu);
    if (isGpu && --this.#expected === 0) this.#settle?.();
    if (this.#pulse !== undefined && span.start >= this.#nextPulse) {
      this.#nextPulse = span.start + PULSE_EVERY;
      this.#pulse();
    }
  }

  /** A span ended, and the GPU will tell its time. */
  expect(): void {
    this.#expected++;
  }

  /** Resolves when the GPU has told what it owes, or after `limit` ms, to the number of spans whose time is not known then. */
  async settled(limit: number): Promise<number> {
    if (this.#expected > 0) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        timer = setTimeout(resolve, limit);
      });
      clearTimeout(timer);
    }
    return this.#expected;
  }

  /** The newest spans, in the order in which they ended. */
  spans(): Span[] {
    const { first, count } = this.ring;
    return Array.from({ length: count - first }, (_, index) => {
      const { group, start, ms, bytes, gpu } = this.ring.at(first + index);
      const { kind, name, device, flops, shapes, call } = this.groups[group]!;
      return { kind, name, device, start, ms, clock: gpu ? "gpu" : "wall", bytes, flops, shapes, ...(call && { call }) };
    });
  }

  #groupOf(span: OpenSpan): Group {
    if (span.owner !== this.#lastOwner) this.#byKey = this.#keysOf((this.#lastOwner = span.owner));
    const key = keyOf(span.kind, span.givenName, span.device, span.call);
    return this.#byKey.get(key) ?? this.#newGroup(key, span);
  }

  #keysOf(owner: string | undefined): Map<number, Group> {
    const known = this.#byOwner.get(owner) ?? new Map<number, Group>();
    this.#byOwner.set(owner, known);
    return known;
  }

  #newGroup(key: number, span: OpenSpan): Group {
    const isAlike = this.groups.length < MAX_GROUPS;
    const own = isAlike ? key : keyOf(span.kind, REST, span.device, undefined);
    const group = this.#byKey.get(own) ?? new Group(this.groups.length, span, isAlike ? span.name : REST, isAlike);
    if (group.index === this.groups.length) this.groups.push(group);
    this.#byKey.set(own, group);
    return group;
  }
}

