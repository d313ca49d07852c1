/** `text/latex`: one formula. */
import { Show, type JSX } from "solid-js";
import { asText, type RendererProps } from "../renderer.ts";
import { TextBlock } from "../text/TextBlock.tsx";
import { drawTex } from "./katex.ts";
import { readTex } from "./tex-source.ts";

export default function LatexView(props: RendererProps): JSX.Element {
  const formula = () => readTex(asText(props.data));
  const html = () => drawTex(formula().tex, formula().isBlock);
  return (
    <Show when={html()} fallback={<TextBlock text={formula().tex} from="start" />}>
      {(html) => <div class="output-latex" innerHTML={html()} />}
    </Show>
  );
}
