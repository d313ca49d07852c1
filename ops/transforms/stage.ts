/** What a pipeline is made of. */
import { ValidationError } from "../errors.ts";
import { describeValue } from "../sample.ts";
import type { Tensor } from "../tensor.ts";
import { fromJSON } from "./registry.ts";
import type { SavedTransform, Transform } from "./transform.ts";

/** A function as a stage, such as `transforms.toTensor`, or one of one's own. It cannot be saved as JSON: `transforms.register` gives a name. */
export type StageFunction = (x: any) => Tensor | Promise<Tensor>;

type Unnamed = Transform | StageFunction | string | SavedTransform;

/** A transform, a function, a registered name, or a name with parameters; with a name of its own: `["small", transforms.resize(32)]`. */
export type StageLike = Unnamed | readonly [name: string, stage: Unnamed];

export interface Stage {
  readonly name: string;
  readonly transform: Transform;
  /** Whether it is a function of the reader, which may keep what it is given. */
  readonly isFunction: boolean;
}

/** Stages with names that differ: the transform's own, with a number from the second one on. Throws `ValidationError` for what is no stage and for names given twice. */
export function toStages(op: string, list: readonly StageLike[]): Stage[] {
  if (!Array.isArray(list) || list.length === 0) throw new ValidationError(op, `no stages: ${describeValue(list)}`, "a list of transforms, functions and registered names");
  const given = list.filter(isNamed).map(([name]) => name);
  const twice = given.find((name, i) => given.indexOf(name) < i);
  if (twice !== undefined) throw new ValidationError(op, `two stages have one name: ${twice}`);
  const taken = new Set(given);
  return list.map((like: StageLike) => {
    const [name, stage] = isNamed(like) ? like : [undefined, like];
    const transform = toTransform(op, stage);
    return { name: name ?? freeName(transform.name, taken), transform, isFunction: typeof stage === "function" };
  });
}

const isNamed = (like: StageLike): like is readonly [string, Unnamed] => Array.isArray(like);

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}-${i}`;
  taken.add(free);
  return free;
}

function toTransform(op: string, stage: Unnamed): Transform {
  if (typeof stage === "string") return fromJSON(stage);
  if (typeof stage === "function") return functionTransform(stage);
  if (typeof stage === "object" && stage !== null) {
    if (isTransform(stage)) return stage;
    if (typeof stage.name === "string") return fromJSON(stage);
  }
  throw new ValidationError(op, `not a stage: ${describeValue(stage)}`, "a transform, a function, a registered name, or { name, ...parameters }");
}

const isTransform = (stage: Transform | SavedTransform): stage is Transform => "apply" in stage && typeof stage.apply === "function";

function functionTransform(work: StageFunction): Transform {
  const name = work.name === "" ? "function" : work.name;
  return {
    name,
    parameters: {},
    isRandom: false,
    takes: "one",
    apply: (x) => work(x),
    toJSON() {
      throw new ValidationError("transforms.pipeline", `a function cannot be saved: ${name}`, "give it a name with transforms.register(name, factory)");
    },
  };
}
