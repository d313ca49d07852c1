/** `text/markdown` as an output. */
import type { JSX } from "solid-js";
import { asText, type RendererProps } from "../renderer.ts";
import { MarkdownView } from "./MarkdownView.tsx";

export default function MarkdownOutput(props: RendererProps): JSX.Element {
  return <MarkdownView source={asText(props.data)} />;
}
