/** `text/plain`: the form that every output has. */
import type { JSX } from "solid-js";
import type { RendererProps } from "../renderer.ts";
import { asText } from "../renderer.ts";
import { TextBlock } from "./TextBlock.tsx";

export function TextView(props: RendererProps): JSX.Element {
  return <TextBlock text={asText(props.data)} from="start" />;
}
