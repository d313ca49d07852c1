/** Downloads what is stored as it lies there, where it cannot be opened. */
import { downloadFile } from "../../share/download.ts";
import { useApp } from "../app-context.ts";

/** Of one notebook, or of all when no id is given. */
export function RescueButton(props: { notebook?: string }) {
  const app = useApp();
  async function download(): Promise<void> {
    try {
      const text = await (await app.store()).rescue(props.notebook);
      downloadFile(`tessera-rescue${props.notebook ? `-${props.notebook}` : ""}.json`, "application/json", text);
    } catch (error) {
      app.shell.notify(`Nothing could be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return (
    <button type="button" class="button" onClick={() => void download()}>
      Download what is stored
    </button>
  );
}
