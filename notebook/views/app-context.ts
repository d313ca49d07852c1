/** What every page of the app shares: the store, the clipboard of cells, messages in the corner. Made once by `App`. */
import { createContext, createSignal, useContext, type Accessor } from "solid-js";
import type { Cell } from "../../cells/notebook.ts";
import type { Shell } from "../commands/workbench.ts";
import type { Store, StoreTrouble } from "../store/store.ts";
import { cycleTheme } from "./theme.ts";

interface Toast {
  key: number;
  message: string;
  action?: { label: string; run(): void };
}

export interface AppContext {
  /** Opened on first use, so that the library of the database waits on no page that does not need it. */
  store(): Promise<Store>;
  /** What is wrong with storage, once it was opened. */
  readonly trouble: Accessor<StoreTrouble | null>;
  readonly shell: Shell;
  /** Data that notebooks were begun with, by their ids, until they take it. */
  readonly handedOver: Map<string, File>;
  readonly toasts: Accessor<readonly Toast[]>;
  dismiss(key: number): void;
}

const TOAST_TIME = 8_000;

export function createAppContext(go: (path: string) => void): AppContext {
  const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
  const [clipboard, setClipboard] = createSignal<readonly Cell[]>([]);
  const [ready, setReady] = createSignal<Store>();
  let opened: Promise<Store> | undefined;
  let lastKey = 0;
  const dismiss = (key: number) => setToasts((all) => all.filter((toast) => toast.key !== key));

  function notify(message: string, action?: Toast["action"]): void {
    const key = ++lastKey;
    setToasts((all) => [...all.slice(-2), { key, message, ...(action && { action }) }]);
    setTimeout(() => dismiss(key), TOAST_TIME);
  }

  async function open(): Promise<Store> {
    const { openStore } = await import("../store/store.ts");
    return setReady(await openStore());
  }

  return {
    store: () => (opened ??= open()),
    trouble: () => ready()?.trouble() ?? null,
    toasts,
    dismiss,
    handedOver: new Map(),
    shell: {
      clipboard,
      setClipboard,
      notify,
      go,
      cycleTheme: () => notify(`Theme: ${{ auto: "as your system says", light: "light", dark: "dark" }[cycleTheme()]}`),
    },
  };
}

export const AppContextObject = createContext<AppContext>();

/** @throws outside of `App` */
export function useApp(): AppContext {
  const app = useContext(AppContextObject);
  if (!app) throw new Error("no app around this view");
  return app;
}
