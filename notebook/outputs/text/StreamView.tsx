/** What a cell has printed. While it runs, the end stays in view. */
import type { JSX } from "solid-js";
import { useOutputActions } from "../output-actions.ts";
import { TextBlock } from "./TextBlock.tsx";
import { settleLines } from "./terminal.ts";

export function StreamView(props: { text: string }): JSX.Element {
  const actions = useOutputActions();
  return <TextBlock text={settleLines(props.text)} from="end" follow={actions.running} />;
}
