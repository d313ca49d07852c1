/** The dialog that is open, if one is. Each is fetched when it is first asked for. */
import { lazy, Show, Suspense } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useBench } from "../workbench-context.ts";

const dialogs = {
  palette: lazy(() => import("./Palette.tsx")),
  shortcuts: lazy(() => import("./Shortcuts.tsx")),
  share: lazy(() => import("./Share.tsx")),
  versions: lazy(() => import("./Versions.tsx")),
  find: lazy(() => import("./Find.tsx")),
};

export interface DialogProps {
  onClose(): void;
}

export function Dialogs() {
  const { dialog, setDialog } = useBench();
  return (
    <Show when={dialog()} keyed>
      {(name) => (
        <Suspense>
          <Dynamic component={dialogs[name]} onClose={() => setDialog((now) => (now === name ? null : now))} />
        </Suspense>
      )}
    </Show>
  );
}
