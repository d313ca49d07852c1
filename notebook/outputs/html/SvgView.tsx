/** An SVG output: sanitised, drawn in place so that it takes the page's colours. */
import type { JSX } from "solid-js";
import { asText, type RendererProps } from "../renderer.ts";
import { AskIfLarge } from "./AskIfLarge.tsx";
import { Contained } from "./Contained.tsx";
import { sanitizeSvg } from "./sanitize.ts";

export default function SvgView(props: RendererProps): JSX.Element {
  return (
    <AskIfLarge markup={asText(props.data)}>
      <Contained markup={sanitizeSvg(asText(props.data)).markup} />
    </AskIfLarge>
  );
}
