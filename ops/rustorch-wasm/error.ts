/** Errors in the form of RusTorch: `{ message, error_type, context }`. */
import { TesseraError } from "../errors.ts";

/** What the document of RusTorch calls its categories. */
type ErrorType = "ValidationError" | "ComputationError" | "MemoryError" | "ConfigurationError";

/** What fails is thrown; nothing is returned in its place. */
export class WasmError extends Error {
  override readonly name = "WasmError";
  readonly error_type: ErrorType;
  /** The function that refused. */
  readonly context: string;

  constructor(errorType: ErrorType, message: string, context: string, cause?: unknown) {
    super(message, { cause });
    this.error_type = errorType;
    this.context = context;
  }
}

const categories: Readonly<Record<string, ErrorType>> = {
  ComputationError: "ComputationError",
  MemoryError: "MemoryError",
  ConfigurationError: "ConfigurationError",
  DeviceError: "ConfigurationError",
};

/** The result of `work`; errors of the library take RusTorch's form. */
export function guarded<T>(context: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TesseraError)) throw error;
    const hint = error.hint === undefined ? "" : ` (${error.hint})`;
    throw new WasmError(categories[error.name] ?? "ValidationError", error.message + hint, context, error);
  }
}
