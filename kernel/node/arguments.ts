/** The command line of `tessera`, read and checked. */
import { parseArgs } from "node:util";
import type { Device } from "../wire/messages.ts";

export const USAGE = `usage: tessera run FILE [-o OUT] [--device cpu|wasm|webgpu] [--allow-errors] [--timeout S]

Runs an .ipynb notebook or a // %% script cell by cell and writes the executed .ipynb.

  -o, --output OUT   where to write; default: FILE with the ending .executed.ipynb
  --device DEVICE    where tensors live; default: cpu
  --allow-errors     go on after a cell that failed
  --timeout S        seconds that one cell may take; default: no limit

exit code: 0 all cells ran, 1 a cell failed, 2 bad usage or bad file`;

export interface RunCommand {
  file: string;
  output: string;
  device: Device;
  allowErrors: boolean;
  timeout?: number;
}

/** What is wrong with how the command was called. */
export class UsageError extends Error {}

/** @returns null when help was asked for @throws UsageError */
export function readArguments(words: string[]): RunCommand | null {
  const { values, positionals } = parse(words);
  if (values.help) return null;
  const [command, file, ...more] = positionals;
  if (command !== "run") throw new UsageError(command === undefined ? "no command" : `unknown command: ${command}`);
  if (file === undefined) throw new UsageError("no file to run");
  if (more.length > 0) throw new UsageError(`one file at a time: ${more.join(" ")}`);
  const device = values.device ?? "cpu";
  if (device !== "cpu" && device !== "wasm" && device !== "webgpu") throw new UsageError(`unknown device: ${device}`);
  const timeout = values.timeout === undefined ? undefined : Number(values.timeout);
  if (timeout !== undefined && !(timeout > 0)) throw new UsageError(`timeout is not a number of seconds: ${values.timeout}`);
  const output = values.output ?? `${file.replace(/\.(ipynb|[mc]?[tj]s)$/i, "")}.executed.ipynb`;
  return { file, output, device, allowErrors: values["allow-errors"] ?? false, ...(timeout !== undefined && { timeout }) };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o" },
        device: { type: "string" },
        "allow-errors": { type: "boolean" },
        timeout: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
