/** `input`: controls under a cell whose value code can read, wait for and listen to, also while no cell runs. */
import { MIME } from "../../cells/mime.ts";
import type { InputView } from "../../cells/mime.ts";
import type { Data, Json } from "../../cells/json.ts";
import { randomId } from "../../cells/random-id.ts";
import { SHOW } from "../display/shown.ts";
import { printed } from "../display/text.ts";
import type { Owner } from "../owner.ts";
import type { InputValue } from "../wire/messages.ts";
import type { Display, Input, Inputs } from "./given.ts";

export interface CreateInputs {
  input: Inputs;
  /** The reader changed a control. An unknown control or a value that does not fit it is ignored. */
  setInput(widget: string, value: InputValue): void;
}

export function createInputs(owner: Owner, display: Display): CreateInputs {
  const changed = new Map<string, (value: InputValue) => void>();

  /** `fit` tells which values of the page are values of the control. */
  function control<Value extends InputValue | undefined>(view: Omit<InputView, "id" | "value">, value: Value, fit: (value: InputValue) => Value | undefined): Input<Value> {
    const id = randomId();
    const listeners = new Set<(value: Value) => void>();
    const shown = () => picture({ ...view, id, value: value instanceof Blob ? value.name : ((value ?? null) as Json) });
    const handle = display(shown());
    changed.set(id, (sent) => {
      const next = fit(sent);
      if (next === undefined) return;
      value = next;
      for (const listener of listeners) listener(value);
    });
    const onChange = (listener: (value: Value) => void) => {
      const bound = owner.bind(listener);
      listeners.add(bound);
      return () => void listeners.delete(bound);
    };
    return {
      get value() {
        return value;
      },
      set value(next) {
        value = next;
        handle.update(shown());
      },
      onChange,
      next: () =>
        new Promise<Value>((resolve) => {
          const stop = onChange((next) => {
            stop();
            resolve(next);
          });
        }),
    };
  }

  const input: Inputs = {
    range: ({ label = "", min = 0, max = 100, step = 1, value = min } = {}) => control({ kind: "range", label, min, max, step }, value, number),
    number: ({ label = "", value = 0, ...limits } = {}) => control({ kind: "number", label, ...limits }, value, number),
    text: ({ label = "", value = "" } = {}) => control({ kind: "text", label }, value, string),
    select({ label = "", options, value = options[0] }) {
      if (value === undefined) throw new Error("input.select: no options to choose from");
      return control({ kind: "select", label, options: [...options] }, value, (sent) => (options.includes(sent as string) ? (sent as string) : undefined));
    },
    checkbox: ({ label = "", value = false } = {}) => control({ kind: "checkbox", label }, value, (sent) => (typeof sent === "boolean" ? sent : undefined)),
    button({ label = "Run" } = {}) {
      let presses = 0;
      return control<number>({ kind: "button", label }, presses, () => ++presses);
    },
    color: ({ label = "", value = "#000000" } = {}) => control({ kind: "color", label }, value, string),
    date: ({ label = "", value = new Date().toISOString().slice(0, 10) } = {}) => control({ kind: "date", label }, value, string),
    file: ({ label = "File", accept = "" } = {}) => control<File | undefined>({ kind: "file", label, accept }, undefined, file),
    camera: ({ label = "Camera" } = {}) => control<File | undefined>({ kind: "camera", label }, undefined, file),
  };
  return { input, setInput: (widget, value) => changed.get(widget)?.(value) };
}

function file(value: InputValue): File | undefined {
  return value instanceof Blob ? value : undefined;
}

function number(value: InputValue): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function string(value: InputValue): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function picture(view: InputView) {
  const text = `${view.label ? `${view.label}: ` : ""}${printed(view.value)}`;
  return { [SHOW]: { data: { [MIME.input]: { ...view } as { [key: string]: Data }, [MIME.text]: text } } };
}
