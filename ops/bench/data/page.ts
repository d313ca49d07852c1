/** The page that the command drives. */
import { acceptJobs } from "../job-page.ts";

acceptJobs(() => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
