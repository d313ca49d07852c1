/** The worker's side of `job-page.ts`. */

/** Answers the job that comes. `progress` sends what a page shall tell before the end. */
export function answer<Job, Report>(work: (job: Job, progress: (what: unknown) => void) => Promise<Report>): void {
  self.onmessage = async ({ data }: MessageEvent<Job>) => {
    try {
      self.postMessage({ report: await work(data, (progress) => self.postMessage({ progress })) });
    } catch (error) {
      self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}
