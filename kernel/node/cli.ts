/** `tessera run`: reads the file, runs it with its progress on stderr, writes the executed notebook, and answers with an exit code. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { NotebookFormatError } from "../../cells/codec/error.ts";
import { checkFileSize, readNotebook } from "../../cells/codec/format.ts";
import { writeIpynb } from "../../cells/codec/ipynb.ts";
import type { Reading } from "../../cells/codec/reading.ts";
import type { Cell } from "../../cells/notebook.ts";
import { readArguments, USAGE, UsageError } from "./arguments.ts";
import type { RunCommand } from "./arguments.ts";
import { runNotebook } from "./run.ts";
import type { RunOptions } from "./run.ts";

const tell = (text: string) => void process.stderr.write(`${text}\n`);

/** A file that cannot be read, run or written. */
class FileError extends Error {}

async function main(words: string[]): Promise<number> {
  try {
    const command = readArguments(words);
    if (command) return await run(command);
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) tell(`tessera: ${error.message}\n\n${USAGE}`);
    else if (error instanceof FileError || error instanceof NotebookFormatError) tell(`tessera: ${error.message}`);
    else throw error;
    return 2;
  }
}

async function run({ file, output, device, allowErrors, timeout }: RunCommand): Promise<number> {
  const { notebook, repairs, warnings } = await read(file);
  for (const sentence of [...repairs, ...warnings]) tell(`tessera: ${file}: ${sentence}`);
  const abort = new AbortController();
  const onSignal = () => {
    // The second Ctrl+C does not wait for the cell.
    if (abort.signal.aborted) process.exit(1);
    tell("tessera: stopping");
    abort.abort();
  };
  process.on("SIGINT", onSignal);
  const directory = dirname(resolve(file));
  const report = await runNotebook(notebook, { device, allowErrors, directory, signal: abort.signal, onProgress: showProgress, ...(timeout !== undefined && { timeout }) }).catch((error: unknown) => {
    throw new FileError(error instanceof Error ? error.message : String(error));
  });
  process.off("SIGINT", onSignal);
  await writeFile(output, writeIpynb(report.notebook)).catch((error: Error) => {
    throw new FileError(`cannot write: ${output}: ${error.message}`);
  });
  tell(`tessera: wrote ${output}`);
  return report.status === "ok" || (report.complete && allowErrors) ? 0 : 1;
}

async function read(file: string): Promise<Reading> {
  const text = await stat(file)
    .then(({ size }) => checkFileSize(size))
    .then(() => readFile(file, "utf8"))
    .catch((error: unknown) => {
      if (error instanceof NotebookFormatError) throw error;
      throw new FileError(`cannot read: ${file}: ${error instanceof Error ? error.message : String(error)}`);
    });
  return readNotebook(text, basename(file));
}

const showProgress: RunOptions["onProgress"] = ({ cell, index, of, status, duration = 0 }) => {
  const head = `[${index + 1}/${of}] ${title(cell)}`;
  if (status === undefined) {
    if (process.stderr.isTTY) process.stderr.write(`${head} …`);
    return;
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  tell(`${head}: ${status === "ok" ? "done" : status} in ${duration < 1_000 ? `${duration.toFixed(0)} ms` : `${(duration / 1_000).toFixed(1)} s`}`);
  for (const output of cell.outputs) if (output.type === "error") tell(uncoloured(output.traceback.join("\n")));
};

/** The first line of a cell that says something. */
function title(cell: Cell): string {
  const line = cell.source.split("\n").find((text) => text.trim() !== "")?.trim() ?? "";
  return line.length > 48 ? `${line.slice(0, 47)}…` : line;
}

function uncoloured(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape of ANSI colours is a control character
  return process.stderr.isTTY ? text : text.replaceAll(/\u001B\[\d+m/g, "");
}

process.exitCode = await main(process.argv.slice(2));
