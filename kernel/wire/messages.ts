/**
 * The words between a page and its kernel, Jupyter's where Jupyter has one. Types only.
 * Everything here survives structured clone; nothing here is trusted by the page (see `check.ts`).
 */
import type { Json } from "../../cells/json.ts";
import type { ErrorOutput, MimeBundle } from "../../cells/output.ts";
import type { JsonObject } from "../../cells/json.ts";
import type { DeviceCeilings, KernelSource, MemoryData, ProfileData } from "./profile.ts";

/** Names one run of one cell; made by the page, unique in its session. */
export type RunId = string;

export type Device = "cpu" | "wasm" | "webgpu";

/** What a reader gave to a control: a plain value, or a file, of which only the handle travels. */
export type InputValue = Json | File;

/** Page to kernel. */
export type Request =
  | {
      type: "execute_request";
      run: RunId;
      cell: string;
      /** What the cell is called in stack traces, e.g. `cell-3.ts`. */
      name: string;
      source: string;
      /** An error in this run aborts the requests already queued behind it, and those of its batch that are still to come. */
      stopOnError: boolean;
      /** Requests sent together, as by "Run all"; the later ones may arrive after the first has failed. */
      batch?: string;
    }
  | { type: "interrupt_request" }
  /** Names and diagnostics of cells without running them; answers `analyze_reply`. */
  | { type: "analyze_request"; id: number; cells: { id: string; source: string }[] }
  | { type: "complete_request"; id: number; source: string; position: number }
  | { type: "inspect_request"; id: number; source: string; position: number }
  | { type: "variables_request"; id: number }
  | { type: "input_value"; widget: string; value: InputValue }
  | { type: "set_device_request"; id: number; device: Device | "auto" }
  /** What the page shows of the kernel's work; both are told from the beginning each time, about ten times a second. */
  | { type: "watch_request"; profile: boolean; memory: boolean }
  /** Forgets what was recorded. */
  | { type: "clear_profile_request" }
  /** What runs for a group of `profile_data`. */
  | { type: "kernel_source_request"; id: number; group: number }
  /** The spans as the text of a Chrome trace. */
  | { type: "trace_request"; id: number }
  | { type: "ceilings_request"; id: number; device: Device }
  /** Gives memory that no tensor holds back to the host. */
  | { type: "release_memory_request"; id: number };

/** What a kernel can do here, measured at its start. */
export interface KernelInfo {
  device: Device;
  devices: Device[];
  threads: number;
  sharedMemory: boolean;
  simd: "none" | "simd" | "relaxed";
  /** How the kernel is kept apart from the page. */
  isolation: "cross-site" | "opaque" | "process";
  /** What is missing on this machine or host and what follows from it, in sentences for the reader. */
  missing: string[];
}

export interface Analysis {
  cell: string;
  /** Top-level names that the cell declares or assigns. */
  defines: string[];
  /** Free names that it reads. */
  uses: string[];
  diagnostics: Diagnostic[];
}

export interface Diagnostic {
  severity: "error" | "warning";
  message: string;
  /** 1-based. */
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

export interface Variable {
  name: string;
  /** `Tensor`, `number`, `Array(3)`, `function f(a, b)`… */
  type: string;
  preview: string;
  /** Bytes held, when known exactly. */
  bytes: number | null;
  cell: string;
}

/** Kernel to page. `run` is the run that caused it, null when none did. */
export type Event =
  | { type: "kernel_info"; info: KernelInfo }
  | { type: "status"; state: "starting" | "idle" | "busy" }
  | { type: "execute_input"; run: RunId; executionCount: number }
  | { type: "stream"; run: RunId | null; name: "stdout" | "stderr"; text: string }
  | { type: "display_data"; run: RunId; data: MimeBundle; metadata: JsonObject; displayId?: string }
  | { type: "update_display_data"; run: RunId; data: MimeBundle; metadata: JsonObject; displayId: string }
  | { type: "clear_output"; run: RunId; wait: boolean }
  | { type: "execute_result"; run: RunId; data: MimeBundle; metadata: JsonObject; executionCount: number }
  | ({ type: "error"; run: RunId } & Omit<ErrorOutput, "type">)
  | {
      type: "execute_reply";
      run: RunId;
      status: "ok" | "error" | "interrupted" | "aborted";
      executionCount: number | null;
      /** Wall milliseconds of the cell; 0 for an aborted one. */
      duration: number;
    }
  | { type: "analyze_reply"; id: number; cells: Analysis[] }
  | { type: "complete_reply"; id: number; items: { label: string; kind: string; detail: string }[]; from: number }
  | { type: "inspect_reply"; id: number; data: MimeBundle | null }
  | { type: "variables_reply"; id: number; variables: Variable[] }
  | { type: "set_device_reply"; id: number; device: Device; error?: string }
  | { type: "profile_data"; profile: ProfileData }
  | { type: "memory_data"; memory: MemoryData }
  | { type: "kernel_source_reply"; id: number; source: KernelSource }
  | { type: "trace_reply"; id: number; text: string }
  | { type: "release_memory_reply"; id: number; bytes: number }
  | { type: "ceilings_reply"; id: number; ceilings: DeviceCeilings | null; error?: string }
  /** A cell asked for a host that the reader has not approved; the page asks and restarts the kernel with it. */
  | { type: "network_request"; run: RunId | null; origin: string; what: string }
  /** Something the reader should know that no cell printed: output held back, a Stop that cost the variables. */
  | { type: "notice"; run: RunId | null; level: "info" | "warning"; message: string };

/** The frame batches events: one message, many events, in order. */
export type Batch = Event[];
