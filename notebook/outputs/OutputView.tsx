/** One output: finds its richest form, reserves room for a renderer still on its way, and says so when a renderer fails. */
import { createEffect, createMemo, ErrorBoundary, Match, on, Show, Suspense, Switch, type JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { MIME } from "../../cells/mime.ts";
import type { DisplayOutput, ErrorOutput, Output, ResultOutput, StreamOutput } from "../../cells/output.ts";
import { ErrorView } from "./error/ErrorView.tsx";
import { findRenderer, richestType, unshownTypes } from "./registry.ts";
import { StreamView } from "./text/StreamView.tsx";
import { UnknownView } from "./UnknownView.tsx";

type Shown = DisplayOutput | ResultOutput;

export function OutputView(props: { output: Output }): JSX.Element {
  const shown = () => (props.output.type === "stream" || props.output.type === "error" ? null : props.output);
  return (
    <Switch>
      <Match when={props.output.type === "stream" && (props.output as StreamOutput)}>
        {(output) => (
          <div class="output" data-output="stream" data-mime={MIME.text} data-stream={output().name}>
            <StreamView text={output().text} />
          </div>
        )}
      </Match>
      <Match when={props.output.type === "error" && (props.output as ErrorOutput)}>
        {(output) => (
          <div class="output" data-output="error" data-mime={MIME.text}>
            <ErrorView error={output()} />
          </div>
        )}
      </Match>
      <Match when={shown()}>{(output) => <BundleView output={output()} />}</Match>
    </Switch>
  );
}

function BundleView(props: { output: Shown }): JSX.Element {
  const type = createMemo(() => richestType(props.output.data));
  const renderer = createMemo(() => findRenderer(type()));
  const data = () => props.output.data[type()] ?? null;
  return (
    <div class="output" data-output={props.output.type} data-mime={type()}>
      <Show when={renderer()} fallback={<UnknownView data={props.output.data} />}>
        {(renderer) => (
          <ErrorBoundary fallback={(error, reset) => <FailedView error={error} reset={reset} output={props.output} />}>
            <Suspense fallback={<div class="output-waiting" style={{ height: `${renderer().reserve(data())}px` }} />}>
              <Dynamic component={renderer().component} data={data()} metadata={props.output.metadata} bundle={props.output.data} />
            </Suspense>
            <Show when={unshownTypes(props.output.data)}>
              {(types) => <p class="output-notice">Kept with this output, in forms that this page cannot show: {types().join(", ")}</p>}
            </Show>
          </ErrorBoundary>
        )}
      </Show>
    </div>
  );
}

/** Tries again when the output is replaced. */
function FailedView(props: { error: unknown; reset: () => void; output: Shown }): JSX.Element {
  createEffect(on(() => props.output, () => props.reset(), { defer: true }));
  const reason = () => (props.error instanceof Error ? props.error.message : String(props.error));
  const text = () => props.output.data[MIME.text];
  return (
    <>
      <p class="output-notice">This output could not be drawn: {reason()}</p>
      <Show when={typeof text() === "string"}>
        <StreamView text={text() as string} />
      </Show>
    </>
  );
}
