/** Tells people with a screen reader what a run came to. */
import { useBench } from "./workbench-context.ts";

export function Announcer() {
  const { session } = useBench();
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {session.announcement()}
    </p>
  );
}
