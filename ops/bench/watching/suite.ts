/** `npm run bench -- watching`: what the profiler costs while it records: additions of all sizes, each computed by itself, watched and not, in turns. */
import { ones, setDevice } from "../../index.ts";
import { Recorder } from "../../profile/recorder.ts";
import { record } from "../../profile/watch.ts";
import { interleave, type Batch } from "../timing.ts";

const sizes = [4, 1024, 16_384, 262_144];
const rounds = 41;
/** Additions of one run: so many that the pace of sampling has settled for most of them. */
const additions = 2_000;

/** Prints a line for each size. */
export async function run(): Promise<void> {
  await setDevice("wasm");
  for (const size of sizes) console.log(await measure(size));
}

async function measure(size: number): Promise<string> {
  const [x, y] = [ones([size]), ones([size])];
  const add = (count: number): void => {
    for (let index = 0; index < count * additions; index++) {
      const sum = x.add(y);
      void sum.ready();
      sum.dispose();
    }
  };
  const unwatched: Batch = async (count) => add(count);
  /** As a panel watches, or as `profile` does. */
  const watched = (samples: boolean): Batch => {
    const recorder = new Recorder({ owner: () => "cell", pulse: () => {}, samples });
    return async (count) => {
      const stop = record(recorder);
      add(count);
      stop();
    };
  };
  const times = await interleave(new Map([["off", unwatched], ["panel", watched(true)], ["profile", watched(false)]]), rounds);
  const [off, panel, profile] = ["off", "panel", "profile"].map((name) => (times.get(name)!.best * 1e6) / additions) as [number, number, number];
  const more = (ns: number): string => `${((ns / off - 1) * 100).toFixed(1)} %`;
  return `${String(size).padStart(7)} numbers: ${off.toFixed(0)} ns an addition, ${more(panel)} more with a panel open, ${more(profile)} more in profile()`;
}
