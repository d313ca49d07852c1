/**
 * Which cells show outputs that no longer answer to the notebook. What each cell defines and uses is asked of the kernel,
 * a moment after the typing stops; what follows from it is `cells/graph.ts`'s question.
 */
import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from "solid-js";
import { findStale } from "../../cells/graph.ts";
import type { Analysis } from "../../kernel/wire/messages.ts";
import type { DocumentModel } from "../document/model.ts";
import type { Session } from "./session.ts";

const ASK_AFTER = 300;

/** What was asked about a cell, and the answer. */
interface Known {
  source: string;
  analysis: Pick<Analysis, "defines" | "uses">;
}

const NOTHING: Known["analysis"] = { defines: [], uses: [] };

export function createStale(model: DocumentModel, session: Session): Accessor<ReadonlySet<string>> {
  const [known, setKnown] = createSignal<ReadonlyMap<string, Known>>(new Map());
  const codeCells = createMemo(() => model.cells().filter((cell) => cell.kind() === "code"));
  const anyRan = () => codeCells().some((cell) => session.run(cell.id).lastRun() !== null);

  createEffect(() => {
    if (!anyRan()) return;
    const asked = codeCells()
      .map((cell) => ({ id: cell.id, source: cell.source() }))
      .filter(({ id, source }) => known().get(id)?.source !== source);
    if (asked.length === 0) return;
    const timer = setTimeout(() => void ask(asked), ASK_AFTER);
    onCleanup(() => clearTimeout(timer));
  });

  async function ask(asked: { id: string; source: string }[]): Promise<void> {
    // A kernel that dies or restarts leaves the question open; what changed then is asked again after the next run.
    const answers = await session.analyze(asked).catch(() => []);
    const byCell = new Map(answers.map((analysis) => [analysis.cell, analysis]));
    const next = new Map(known());
    for (const { id, source } of asked) {
      const analysis = byCell.get(id);
      if (analysis) next.set(id, { source, analysis });
    }
    setKnown(next);
  }

  // The same answer is the same set: hundreds of cells ask it.
  return createMemo<ReadonlySet<string>>(
    () =>
      findStale(
        codeCells().map((cell) => {
          const { defines, uses } = known().get(cell.id)?.analysis ?? NOTHING;
          return { id: cell.id, defines, uses, source: cell.source(), run: session.run(cell.id).lastRun() };
        }),
      ),
    new Set(),
    { equals: (before, after) => before.size === after.size && [...before].every((id) => after.has(id)) },
  );
}
