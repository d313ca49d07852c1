/**
 * The read model: the Yjs document as Solid signals, one set per cell, so that a keystroke or an output
 * redraws one cell. Nothing here writes to the document.
 */
import { batch, createSignal, type Accessor } from "solid-js";
import * as Y from "yjs";
import type { JsonObject } from "../../cells/json.ts";
import type { Cell, CellKind } from "../../cells/notebook.ts";
import type { Output } from "../../cells/output.ts";
import { cellsOf, metadataOf, orderedCells, readCell, titleOf } from "./schema.ts";

export interface CellModel {
  readonly id: string;
  readonly kind: Accessor<CellKind>;
  readonly source: Accessor<string>;
  readonly outputs: Accessor<readonly Output[]>;
  readonly executionCount: Accessor<number | null>;
  readonly metadata: Accessor<JsonObject>;
  readonly attachments: Accessor<JsonObject | undefined>;
}

export interface DocumentModel {
  /** Top to bottom; the same object stands for a cell as long as it lives. */
  readonly cells: Accessor<readonly CellModel[]>;
  readonly title: Accessor<string>;
  readonly metadata: Accessor<JsonObject>;
  cell(id: string): CellModel | undefined;
  /** Stops listening to the document. */
  dispose(): void;
}

type Entry = { model: CellModel; update(cell: Cell): void };

/** Follows a document until `dispose`. */
export function createModel(doc: Y.Doc): DocumentModel {
  const entries = new Map<string, Entry>();
  const [cells, setCells] = createSignal<readonly CellModel[]>([]);
  const [metadata, setMetadata] = createSignal<JsonObject>({});

  function readCells(): void {
    const ordered = orderedCells(doc);
    const present = new Set(ordered.map(([id]) => id));
    for (const id of entries.keys()) if (!present.has(id)) entries.delete(id);
    setCells(
      ordered.map(([id, map]) => {
        const entry = entries.get(id) ?? createEntry(readCell(id, map));
        entries.set(id, entry);
        return entry.model;
      }),
    );
  }

  function onCells(events: Y.YEvent<Y.AbstractType<unknown>>[]): void {
    batch(() => {
      const changed = new Set(events.map((event) => event.path[0]).filter((id) => typeof id === "string"));
      for (const event of events) if (event.path.length === 0) event.keys.forEach((_, id) => changed.add(id));
      for (const id of changed) {
        const map = cellsOf(doc).get(id);
        if (map) entries.get(id)?.update(readCell(id, map));
      }
      if (events.some(changesOrder)) readCells();
    });
  }

  const onMetadata = () => setMetadata(Object.fromEntries(metadataOf(doc).entries()) as JsonObject);

  readCells();
  onMetadata();
  cellsOf(doc).observeDeep(onCells);
  metadataOf(doc).observe(onMetadata);
  return {
    cells,
    metadata,
    title: () => titleOf(metadata()),
    cell: (id) => entries.get(id)?.model,
    dispose() {
      cellsOf(doc).unobserveDeep(onCells);
      metadataOf(doc).unobserve(onMetadata);
    },
  };
}

function changesOrder(event: Y.YEvent<Y.AbstractType<unknown>>): boolean {
  return event.path.length === 0 || (event.path.length === 1 && event.keys.has("order"));
}

function createEntry(first: Cell): Entry {
  const [kind, setKind] = createSignal(first.kind);
  const [source, setSource] = createSignal(first.source);
  const [outputs, setOutputs] = createSignal<readonly Output[]>(first.outputs);
  const [executionCount, setExecutionCount] = createSignal(first.executionCount);
  const [metadata, setMetadata] = createSignal(first.metadata);
  const [attachments, setAttachments] = createSignal(first.attachments);
  return {
    model: { id: first.id, kind, source, outputs, executionCount, metadata, attachments },
    update(cell) {
      setKind(cell.kind);
      setSource(cell.source);
      setOutputs(cell.outputs);
      setExecutionCount(cell.executionCount);
      setMetadata(cell.metadata);
      setAttachments(cell.attachments);
    },
  };
}

