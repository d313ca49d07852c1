/** Changes something on the shelf for a reader; a failure is said in the corner. */
import { explainFailure } from "../../store/explain.ts";
import type { Store } from "../../store/store.ts";
import { useApp } from "../app-context.ts";

/** Gives back a function that runs a change and resolves to whether it worked. */
export function useShelfChange(): (act: (store: Store) => Promise<unknown>) => Promise<boolean> {
  const app = useApp();
  return async (act) => {
    try {
      await act(await app.store());
      return true;
    } catch (error) {
      app.shell.notify(explainFailure(error));
      return false;
    }
  };
}
