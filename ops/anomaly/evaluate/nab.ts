/**
 * The score of the Numenta Anomaly Benchmark (Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms", 2015): detections in a window
 * around an anomaly count the more the earlier they are, detections elsewhere cost the more the farther they are behind the last window.
 */
import { ShapeError, ValidationError } from "../../errors.ts";
import { describeValue } from "../../sample.ts";
import { readLabels, type Labels } from "./labels.ts";

/** What a window found (1 at most), a false detection (once it is far from any window) and a missed window weigh. */
const profiles = {
  standard: { found: 1, falseAlarm: 0.11, missed: 1 },
  rewardLowFP: { found: 1, falseAlarm: 0.22, missed: 1 },
  rewardLowFN: { found: 1, falseAlarm: 0.11, missed: 2 },
} as const;

export type NabProfile = keyof typeof profiles;

export interface NabOptions {
  /** Which application is served: the benchmark's weights. Default: "standard". */
  readonly profile?: NabProfile;
  /** Moments at the beginning that are for learning and do not count. Default: the benchmark's 15 percent of the series, 750 at most. */
  readonly probation?: number;
}

/** The first and the last moment of a window. */
export type NabWindow = readonly [number, number];

export interface NabScore {
  /** 100 for a detector that finds every window at its first moment and nothing else, 0 for one that finds nothing; below 0 when false detections weigh more. */
  readonly score: number;
  /** Before it was brought to that scale. */
  readonly raw: number;
  /** What each window that counts adds to it, in order, and its first detection, if there is one. */
  readonly windows: readonly { readonly start: number; readonly end: number; readonly detection: number | undefined; readonly score: number }[];
  /** Detections outside of all windows, and what they add. */
  readonly falseDetections: number;
  readonly falseScore: number;
}

/**
 * The score of detections, one boolean for each moment of the series, against windows that do not overlap. Throws `ValidationError` for no window and for
 * windows out of range or order, overlapping, or altogether in the probation; `ShapeError` for no series.
 */
export async function nabScore(detections: Labels, windows: readonly NabWindow[], { profile = "standard", probation }: NabOptions = {}): Promise<NabScore> {
  const op = "anomaly.nabScore";
  if (!Object.hasOwn(profiles, profile)) throw new ValidationError(op, `unknown profile: ${String(profile)}`, `one of ${Object.keys(profiles).join(", ")}`);
  const weights = profiles[profile];
  const detected = await readLabels(op, detections);
  if (detected.length === 0) throw new ShapeError(op, "no moments: [0]");
  const first = probation ?? Math.min(Math.floor(0.15 * detected.length), 750);
  if (!Number.isInteger(first) || first < 0 || first >= detected.length) throw new ValidationError(op, `probation is not a number of moments from 0 to ${detected.length - 1}: ${first}`);
  const ordered = checkWindows(op, windows, detected.length);
  const counted = ordered.filter(([, end]) => end >= first);
  if (counted.length === 0) throw new ValidationError(op, `no window ends after the probation of ${first} moments: there are ${windows.length} windows`);

  const scored = counted.map(([start, end]) => {
    const at = detected.indexOf(1, Math.max(start, first));
    const detection = at >= 0 && at <= end ? at : undefined;
    return { start, end, detection, score: detection === undefined ? -weights.missed : weights.found * earliness(detection, start, end) };
  });
  const alarms = falseAlarms(detected, first, ordered);
  const falseScore = weights.falseAlarm * alarms.reduce((sum, cost) => sum + cost, 0);
  const raw = scored.reduce((sum, { score }) => sum + score, 0) + falseScore;
  const [none, perfect] = [-weights.missed * counted.length, weights.found * counted.length];
  return { score: (100 * (raw - none)) / (perfect - none), raw, windows: scored, falseDetections: alarms.length, falseScore };
}

/** 1 at the first moment of a window, little above 0 at its last. Of several detections in a window the first is the best. */
const earliness = (at: number, start: number, end: number): number => sigmoid(-(end - at + 1) / (end - start + 1)) / sigmoid(-1);

/** What every detection outside of the windows counts before it is weighed: from 0 right behind a window down to -1, and -1 before the first window. */
function falseAlarms(detected: Uint8Array, first: number, windows: readonly NabWindow[]): number[] {
  const costs: number[] = [];
  let behind = -1; // the last window that began before
  for (let at = 0; at < detected.length; at++) {
    if (behind + 1 < windows.length && windows[behind + 1]![0] <= at) behind++;
    if (detected[at] === 0 || at < first) continue;
    const [start, end] = windows[behind] ?? [-Infinity, -Infinity];
    if (at > end) costs.push(behind < 0 || start === end ? -1 : sigmoid((at - end) / (end - start)));
  }
  return costs;
}

/** 2 / (1 + e^5y) - 1, and -1 from 3 on. */
const sigmoid = (y: number): number => (y >= 3 ? -1 : 2 / (1 + Math.exp(5 * y)) - 1);

function checkWindows(op: string, windows: readonly NabWindow[], length: number): NabWindow[] {
  if (!Array.isArray(windows) || windows.length === 0) throw new ValidationError(op, `no windows, nothing to find: ${describeValue(windows)}`, "[[first, last], ...]");
  for (const [start, end] of windows) {
    if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end < length && start <= end) continue;
    throw new ValidationError(op, `not a window in a series of ${length}: [${start}, ${end}]`, "the first and the last moment, from 0 on");
  }
  const ordered = windows.toSorted((a, b) => a[0] - b[0]);
  const overlap = ordered.findIndex(([start], i) => i > 0 && start <= ordered[i - 1]![1]);
  if (overlap > 0) throw new ValidationError(op, `windows overlap: [${ordered[overlap - 1]!.join(", ")}] and [${ordered[overlap]!.join(", ")}]`);
  return ordered;
}
