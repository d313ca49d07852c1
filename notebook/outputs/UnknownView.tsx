/** An output whose every form is foreign to this page: says which forms there are. */
import type { JSX } from "solid-js";
import type { MimeBundle } from "../../cells/output.ts";

export function UnknownView(props: { data: MimeBundle }): JSX.Element {
  const types = () => Object.keys(props.data).join(", ");
  return (
    <p class="output-notice">
      {types() === "" ? "This output is empty." : `This page cannot show this kind of output: ${types()}. It is kept in the notebook.`}
    </p>
  );
}
