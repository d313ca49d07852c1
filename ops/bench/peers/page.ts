/** The page that the command drives: hands a job to the worker and its answers back. */
import type { Job, Report } from "./job.ts";

declare global {
  var runJob: (job: Job) => Promise<Report>;
}

globalThis.runJob = (job) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }) => {
      if ("progress" in data) console.log(`progress ${JSON.stringify(data.progress)}`);
      else if ("error" in data) reject(new Error(data.error));
      else resolve(data.report);
    };
    worker.postMessage(job);
  });
