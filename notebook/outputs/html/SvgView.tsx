/** An SVG output: sanitised, drawn in place so that it takes the page's colours. */
import { createMemo, type JSX } from "solid-js";
import { asText, type RendererProps } from "../renderer.ts";
import { Contained } from "./Contained.tsx";
import { sanitizeSvg } from "./sanitize.ts";

export default function SvgView(props: RendererProps): JSX.Element {
  const clean = createMemo(() => sanitizeSvg(asText(props.data)));
  return <Contained markup={clean().markup} />;
}
