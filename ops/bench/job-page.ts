/** The page between a command and its worker: hands a job over and the report back. Progress is told by the console. */

declare global {
  /** What it takes and gives is agreed between a suite and its worker. */
  var runJob: (job: any) => Promise<any>;
}

/** Every job has a worker of its own, which ends with it. */
export function acceptJobs(startWorker: () => Worker): void {
  globalThis.runJob = async (job: unknown) => {
    const worker = startWorker();
    try {
      return await new Promise((resolve, reject) => {
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.onmessage = ({ data }) => {
          if ("progress" in data) console.log(`progress ${JSON.stringify(data.progress)}`);
          else if ("error" in data) reject(new Error(data.error));
          else resolve(data.report);
        };
        worker.postMessage(job);
      });
    } finally {
      worker.terminate();
    }
  };
}
