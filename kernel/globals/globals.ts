/**
 * The names in scope without an import. Their types stand in `given.ts`.
 */
import type { Scope } from "../../cells/runtime/scope.ts";
import * as tessera from "../../ops/core.ts";
import { image } from "../display/image.ts";
import { html, md, svg, tex } from "../display/markup.ts";
import type { Modules } from "../modules.ts";
import type { Owner } from "../owner.ts";
import type { InputValue } from "../wire/messages.ts";
import { createConsole } from "./console.ts";
import { createDisplay } from "./display.ts";
import type { Given } from "./given.ts";
import { createInputs } from "./input.ts";
import { createProgress } from "./progress.ts";
import { createTimers } from "./timers.ts";

/** Names that load when a cell uses them: heavy modules, and the part of `tessera` that works on data. */
const LAZY: Readonly<Record<string, (modules: Modules) => Promise<unknown>>> = {
  d3: (modules) => modules.load("d3"),
  Plot: (modules) => modules.load("@observablehq/plot"),
  anomaly: () => import("../../ops/anomaly/index.ts"),
  quality: () => import("../../ops/quality/index.ts"),
  stats: () => import("../../ops/stats/index.ts"),
  transforms: () => import("../../ops/transforms/index.ts"),
  Column: async () => (await tables()).Column,
  Table: async () => (await tables()).Table,
  parseTable: async () => (await tables()).parseTable,
  readTable: async () => (await tables()).readTable,
  table: async () => (await tables()).table,
};

const tables = () => import("../../ops/table/index.ts");

export interface GlobalsOptions {
  scope: Scope;
  owner: Owner;
  modules: Modules;
  fetch: typeof fetch;
  /** Settles when the device for tensors is chosen. */
  measured: Promise<unknown>;
}

export interface Globals {
  console: Console;
  setInput(widget: string, value: InputValue): void;
  /**
   * Makes ready what stands behind names that a cell uses: modules that load on first use, and the device for tensors.
   * Names that cells gave a meaning of their own are left alone.
   */
  provide(names: readonly string[]): Promise<void>;
}

/** Puts the given names into the scope. */
export function createGlobals({ scope, owner, modules, fetch, measured }: GlobalsOptions): Globals {
  const { display, clearOutput } = createDisplay(owner);
  const { input, setInput } = createInputs(owner, display);
  const console = createConsole({
    write: (name, text) => owner.current?.sink.write(name, text),
    table: (value) => void display(value),
    clear: () => clearOutput(),
  });
  const given: Given = {
    display,
    clearOutput,
    input,
    image,
    html,
    svg,
    md,
    tex,
    progress: createProgress(display),
  };
  // These a cell would find as globals too, but not its own.
  const own = { console, fetch, ...createTimers(owner) };
  for (const [name, value] of Object.entries({ ...tessera, ...given, ...own })) scope.set(name, value);

  return {
    console,
    setInput,
    async provide(names) {
      const late = names.filter((name) => Object.hasOwn(LAZY, name) && !scope.known.has(name));
      if (late.length > 0 || names.some((name) => name in tessera)) await measured;
      for (const name of late) scope.set(name, await LAZY[name]!(modules));
    },
  };
}
