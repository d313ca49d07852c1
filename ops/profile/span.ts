/** A span while it lasts. It tells those who record as soon as its time is known, which on a GPU is after it ended. */
import type { Call, DeviceName } from "../backend.ts";
import type { Shape } from "../shape.ts";
import type { Span, SpanKind } from "../trace.ts";
import { bytesOfCall, flopsOfCall } from "./cost.ts";
import { nameOfCall, shapesOfCall } from "./plan.ts";

/** What a span is told to, once. */
export interface Listener {
  add(span: OpenSpan, ms: number): void;
}

export type About = Partial<Pick<Span, "bytes" | "flops" | "shapes" | "call">>;

/** Name, shapes and costs of a call are worked out when they are asked for: of most calls nobody asks, because an equal one was before. */
export class OpenSpan implements Span {
  readonly kind: SpanKind;
  readonly device: DeviceName;
  readonly start: number;
  /** Who caused it, such as a cell. */
  readonly owner: string | undefined;
  /** The span in whose time this one lies. */
  readonly parent: OpenSpan | undefined;
  /** For how many like it the span stands. */
  readonly weight: number;
  clock: "wall" | "gpu" = "wall";
  /** Milliseconds of the spans that lie in its time. */
  innerMs = 0;
  readonly #name: string;
  readonly #about: About | undefined;
  readonly #listeners: readonly Listener[];
  #ms: number | undefined = undefined;

  constructor(kind: SpanKind, name: string, device: DeviceName, about: About | undefined, listeners: readonly Listener[], owner: string | undefined, parent: OpenSpan | undefined, weight: number) {
    this.kind = kind;
    this.#name = name;
    this.device = device;
    this.owner = owner;
    this.parent = parent;
    this.weight = weight;
    this.#about = about;
    this.#listeners = listeners;
    this.start = performance.now();
  }

  get ms(): number | undefined {
    return this.#ms;
  }

  set ms(ms: number | undefined) {
    if (ms === undefined || this.#ms !== undefined) return;
    this.#ms = ms;
    for (let index = 0; index < this.#listeners.length; index++) this.#listeners[index]!.add(this, ms);
  }

  /** As it was given to a span without a call. */
  get givenName(): string {
    return this.#name;
  }

  get name(): string {
    return this.call === undefined ? this.#name : nameOfCall(this.call);
  }

  get call(): Call | undefined {
    return this.#about?.call;
  }

  get bytes(): number {
    return this.#about?.bytes ?? (this.call === undefined ? 0 : bytesOfCall(this.call));
  }

  get flops(): number {
    return this.#about?.flops ?? (this.call === undefined ? 0 : flopsOfCall(this.call));
  }

  get shapes(): readonly Shape[] {
    return this.#about?.shapes ?? (this.call === undefined ? [] : shapesOfCall(this.call));
  }
}
