/** What stands beside every figure: the machine, and how busy it is, for a busy machine is no base for a claim. */
import { cpus, loadavg } from "node:os";

export const machine = { processor: cpus()[0]?.model ?? "unknown", cores: cpus().length };

export const loadNow = (): string => loadavg().map((load) => load.toFixed(2)).join(" ");
