/** What became of checks. */
import { checksHtml } from "../report/check-table.ts";
import type { CheckResult } from "./run.ts";

export class CheckReport {
  readonly results: readonly CheckResult[];

  constructor(results: readonly CheckResult[]) {
    this.results = results;
  }

  /** Whether no check of severity "error" failed. */
  get passed(): boolean {
    return this.errors.length === 0;
  }

  /** What failed with severity "error". */
  get errors(): readonly CheckResult[] {
    return this.results.filter(({ passed, severity }) => !passed && severity === "error");
  }

  /** What failed with severity "warning". */
  get warnings(): readonly CheckResult[] {
    return this.results.filter(({ passed, severity }) => !passed && severity === "warning");
  }

  /** For `JSON.stringify`: without masks. */
  toJSON(): { passed: boolean; results: Omit<CheckResult, "mask">[] } {
    return { passed: this.passed, results: this.results.map(({ mask: _, ...result }) => result) };
  }

  /** One line a check. */
  toString(): string {
    return this.results.map(({ name, passed, severity, message }) => `${passed ? "passed " : severity.padEnd(7)} ${name}: ${message}`).join("\n");
  }

  /** How notebooks show it. */
  [Symbol.for("Jupyter.display")](): Record<"text/html" | "text/plain", string> {
    return { "text/html": checksHtml(this.results), "text/plain": String(this) };
  }
}
