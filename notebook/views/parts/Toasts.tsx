/** Short messages in the corner, each with at most one action. */
import X from "lucide-solid/icons/x";
import { For, Show } from "solid-js";
import { useApp } from "../app-context.ts";

export function Toasts() {
  const app = useApp();
  return (
    <div class="toasts" role="status" aria-live="polite">
      <For each={app.toasts()}>
        {(toast) => (
          <div class="toast">
            <p>{toast.message}</p>
            <Show when={toast.action}>
              {(action) => (
                <button
                  type="button"
                  class="button quiet"
                  onClick={() => {
                    action().run();
                    app.dismiss(toast.key);
                  }}
                >
                  {action().label}
                </button>
              )}
            </Show>
            <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => app.dismiss(toast.key)}>
              <X />
            </button>
          </div>
        )}
      </For>
    </div>
  );
}
