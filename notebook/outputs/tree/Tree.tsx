/** A tree that opens level by level, by mouse and by the keys of the tree pattern (arrows, Home, End, Enter). */
import { createSignal, For, Show, type JSX } from "solid-js";
import { formatCount } from "../format.ts";
import type { Branch } from "./branch.ts";
import { moveFocus } from "./tree-keys.ts";
import "./tree.css";

/** Properties of an object that is open from the start, at most. */
const SMALL = 16;

/** Children drawn before the reader asks for more. */
const PAGE = 100;

/** Whether it is an object with so few properties that a reader wants to see them at once. */
const isRecord = ({ type, more, open }: Branch): boolean => type === "Object" && more === 0 && open !== undefined && open().length <= SMALL;

export function Tree(props: { root: Branch }): JSX.Element {
  return (
    <ul class="output-tree" role="tree" aria-label={props.root.text} onKeyDown={moveFocus}>
      <Item branch={props.root} level={1} isFirst />
    </ul>
  );
}

function Item(props: { branch: Branch; level: number; isFirst?: boolean }): JSX.Element {
  const [isOpen, setOpen] = createSignal(props.isFirst === true && isRecord(props.branch));
  const [shown, setShown] = createSignal(PAGE);
  const canOpen = () => props.branch.open !== undefined;
  const toggle = () => canOpen() && setOpen(!isOpen());
  return (
    <li
      role="treeitem"
      aria-level={props.level}
      aria-expanded={canOpen() ? isOpen() : undefined}
      tabindex={props.isFirst ? 0 : -1}
      on:toggle-branch={toggle}
    >
      <div class="tree-line" onClick={toggle}>
        <span class="tree-mark" aria-hidden="true">
          {canOpen() ? (isOpen() ? "▾" : "▸") : ""}
        </span>
        <Show when={props.branch.key !== null}>
          <span class="tree-key">{props.branch.key}</span>
          <span class="tree-colon">: </span>
        </Show>
        <span class="tree-value" data-type={props.branch.type}>
          {props.branch.text}
        </span>
      </div>
      <Show when={isOpen() && props.branch.open?.()}>
        {(children) => (
          <ul role="group">
            <For each={children().slice(0, shown())}>{(child) => <Item branch={child} level={props.level + 1} />}</For>
            <Show when={children().length > shown()}>
              <li role="none">
                <button type="button" class="output-link" onClick={() => setShown(shown() + 10 * PAGE)}>
                  Show more ({formatCount(children().length - shown())})
                </button>
              </li>
            </Show>
            <Show when={props.branch.more > 0}>
              <li role="none" class="output-notice">
                {formatCount(props.branch.more)} more, not sent by the kernel
              </li>
            </Show>
          </ul>
        )}
      </Show>
    </li>
  );
}

declare module "solid-js" {
  namespace JSX {
    interface CustomEvents {
      /** Sent to a tree item by the keys. */
      "toggle-branch": CustomEvent;
    }
  }
}
