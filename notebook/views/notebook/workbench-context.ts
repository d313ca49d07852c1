/** Hands the workbench to the views of one notebook. */
import { createContext, useContext } from "solid-js";
import type { Workbench } from "../../commands/workbench.ts";

export const WorkbenchContext = createContext<Workbench>();

/** @throws outside of a notebook */
export function useBench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error("no notebook around this view");
  return workbench;
}
