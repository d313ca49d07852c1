/** The playground: one cell, and beside it what it shows. */
import { onCleanup } from "solid-js";
import { toCell } from "../../../cells/notebook.ts";
import { newNotebookId } from "../../document/notebook-id.ts";
import { openDocument } from "../../document/open.ts";
import { PlaygroundView } from "./PlaygroundView.tsx";

const FIRST_SOURCE = `// Shift+Enter runs this. The last expression is shown.
const x = linspace(-4, 4, 200);
const y = x.mul(3).tanh().add(x.mul(0.2));

Plot.line(
  Array.from(await x.data(), (value, i) => [value, i]),
).plot({ width: 480, height: 240 })`;

export default function PlaygroundPage() {
  const document = openDocument({ cells: [toCell({ source: FIRST_SOURCE })], metadata: { title: "Playground" } });
  onCleanup(() => document.dispose());
  return <PlaygroundView id={newNotebookId()} document={document} />;
}
