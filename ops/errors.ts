/** The errors of the library. One class for each thing a caller may want to catch; all are `TesseraError`. */

/** What every error of the library is: `op` names the function that refused, `hint` says what to do instead. */
export class TesseraError extends Error {
  override readonly name: string = "TesseraError";
  readonly op: string;
  readonly hint: string | undefined;

  constructor(op: string, problem: string, hint?: string) {
    super(`${op}: ${problem}`);
    this.op = op;
    this.hint = hint;
  }
}

/** Shapes, axes or sizes that do not go together. */
export class ShapeError extends TesseraError {
  override readonly name = "ShapeError";
}

/** A dtype that is unknown, or that the operation or the device does not compute in. */
export class DtypeError extends TesseraError {
  override readonly name = "DtypeError";
}

/** A device that is missing, lost, or cannot do what was asked. */
export class DeviceError extends TesseraError {
  override readonly name = "DeviceError";
}

/** A tensor that was used after `dispose()` or after its scope ended. */
export class DisposedError extends TesseraError {
  override readonly name = "DisposedError";
}

/** An argument that is not of the form asked for. */
export class ValidationError extends TesseraError {
  override readonly name = "ValidationError";
}

/** A computation that has no answer for this input. */
export class ComputationError extends TesseraError {
  override readonly name = "ComputationError";
}

/** A device that has no room for what was asked. */
export class MemoryError extends TesseraError {
  override readonly name = "MemoryError";
}

/** A setting that is wrong or missing. */
export class ConfigurationError extends TesseraError {
  override readonly name = "ConfigurationError";
}
