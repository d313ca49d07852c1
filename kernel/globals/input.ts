/** `input`: controls under a cell whose value code can read, wait for and listen to, also while no cell runs. */
import { MIME } from "../../cells/mime.ts";
import type { InputView } from "../../cells/mime.ts";
import type { Data, Json } from "../../cells/json.ts";
import { randomId } from "../../cells/random-id.ts";
import { SHOW } from "../display/shown.ts";
import { printed } from "../display/text.ts";
import type { Owner } from "../owner.ts";
import type { Display, Input, Inputs } from "./given.ts";

export interface CreateInputs {
  input: Inputs;
  /** The reader changed a control. An unknown control or a value that does not fit it is ignored. */
  setInput(widget: string, value: Json): void;
}

export function createInputs(owner: Owner, display: Display): CreateInputs {
  const changed = new Map<string, (value: Json) => void>();

  function control<Value extends Json>(view: Omit<InputView, "id">, fit: (value: Json) => Value | undefined): Input<Value> {
    const id = randomId();
    const listeners = new Set<(value: Value) => void>();
    let value = view.value as Value;
    const handle = display(picture({ ...view, id, value }));
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
        handle.update(picture({ ...view, id, value }));
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
    range: ({ label = "", min = 0, max = 100, step = 1, value = min } = {}) => control({ kind: "range", label, value, min, max, step }, number),
    number: ({ label = "", value = 0, ...limits } = {}) => control({ kind: "number", label, value, ...limits }, number),
    text: ({ label = "", value = "" } = {}) => control({ kind: "text", label, value }, string),
    select({ label = "", options, value = options[0] }) {
      if (value === undefined) throw new Error("input.select: no options to choose from");
      return control({ kind: "select", label, value, options: [...options] }, (sent) => (options.includes(sent as string) ? (sent as string) : undefined));
    },
    checkbox: ({ label = "", value = false } = {}) => control({ kind: "checkbox", label, value }, (sent) => (typeof sent === "boolean" ? sent : undefined)),
    button({ label = "Run" } = {}) {
      let presses = 0;
      return control<number>({ kind: "button", label, value: presses }, () => ++presses);
    },
    color: ({ label = "", value = "#000000" } = {}) => control({ kind: "color", label, value }, string),
    date: ({ label = "", value = new Date().toISOString().slice(0, 10) } = {}) => control({ kind: "date", label, value }, string),
  };
  return { input, setInput: (widget, value) => changed.get(widget)?.(value) };
}

function number(value: Json): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function string(value: Json): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function picture(view: InputView) {
  const text = `${view.label ? `${view.label}: ` : ""}${printed(view.value)}`;
  return { [SHOW]: { data: { [MIME.input]: { ...view } as { [key: string]: Data }, [MIME.text]: text } } };
}
