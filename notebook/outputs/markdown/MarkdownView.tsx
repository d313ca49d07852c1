/** Rendered Markdown: of a text cell or of an output. */
import { createMemo, type JSX } from "solid-js";
import type { JsonObject } from "../../../cells/json.ts";
import { drawMath } from "./draw-math.ts";
import { renderMarkdown } from "./render.ts";
import "./markdown.css";

export interface MarkdownViewProps {
  source: string;
  /** The cell's own attachments, for `attachment:` pictures. Default: none. */
  attachments?: JsonObject | undefined;
}

export function MarkdownView(props: MarkdownViewProps): JSX.Element {
  const content = createMemo(() => {
    const nodes = [...renderMarkdown(props.source, props.attachments).childNodes];
    void Promise.all(nodes.map((node) => node instanceof Element && drawMath(node)));
    return nodes;
  });
  return <div class="markdown">{content()}</div>;
}
