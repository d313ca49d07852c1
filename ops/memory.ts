/** What the library holds, on every device: for people who look for memory, and for panels. */
import type { BackendPool, DeviceName } from "./backend.ts";
import { usedBackends } from "./device.ts";
import { originsNow, type Origin } from "./origins.ts";
import type { Pressure } from "./pool/pool.ts";
import { held } from "./storage.ts";

/** The memory pool of a device. */
export interface DevicePool extends BackendPool {
  readonly device: DeviceName;
}

/** What `memory` tells. */
export interface MemoryUse {
  /** Bytes that tensors hold on all devices. */
  readonly bytes: number;
  /** Tensors with elements on a device that are neither disposed nor collected; views count. What was not computed yet does not. */
  readonly tensors: number;
  /** The most bytes that tensors ever held at once. */
  readonly peakBytes: number;
  /** One for each device that was used. */
  readonly pools: readonly DevicePool[];
  /** The share of the requests for memory that a pool served from what was released before, from 0 to 1. 0 before the first request. */
  readonly hitRate: number;
  /** The worst among the pools: the share of a free address space that lies outside its longest range, from 0 to 1. */
  readonly fragmentation: number;
  /** The worst among the pools: how near a device's memory is to its end. */
  readonly pressure: Pressure;
  /** What each place in the program holds, the greatest first; empty unless the host says what runs (a notebook says cell and line). */
  readonly places: readonly Origin[];
  /** What could be done better, in sentences. */
  readonly advice: readonly string[];
}

const levels: readonly Pressure[] = ["low", "high", "critical"];

/** What the library holds now. */
export function memory(): MemoryUse {
  const pools = usedBackends().map(({ name, pool }): DevicePool => ({ device: name, ...pool }));
  const sum = (part: (pool: DevicePool) => number): number => pools.reduce((total, pool) => total + part(pool), 0);
  const [hits, misses] = [sum((pool) => pool.hits), sum((pool) => pool.misses)];
  const places = originsNow();
  return {
    ...held,
    pools,
    hitRate: hits === 0 ? 0 : hits / (hits + misses),
    fragmentation: Math.max(...pools.map((pool) => pool.fragmentation)),
    pressure: levels.findLast((level) => pools.some(({ pressure }) => pressure === level)) ?? "low",
    places,
    advice: [...adviceOnPlaces(places), ...pools.flatMap(adviceOnPool)],
  };
}

/**
 * Gives memory that no tensor holds back to the host, and moves what tensors hold in the WASM memory together, which makes room for
 * large tensors there. Returns the bytes that were idle. Tensors stay as they are.
 */
export function releaseMemory(): number {
  return usedBackends().reduce((bytes, backend) => bytes + backend.trim(), 0);
}

/** Fewer are not worth a word. */
const manyBuffers = 100;
const manyBytes = 2 ** 26;

const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

function adviceOnPlaces(places: readonly Origin[]): string[] {
  const left = places.filter(({ collected }) => collected >= manyBuffers);
  const held = places.filter(({ buffers }) => buffers >= manyBuffers);
  return [
    ...left.map(({ place, collected }) => `${place} left ${collected} results to the garbage collector: put its loop's body into scope(() => ...), or dispose what it no longer needs`),
    ...held.map(({ place, buffers, bytes }) => `${place} holds ${buffers} results, ${megabytes(bytes)}: if that grows with every run, something keeps them, such as an array`),
  ];
}

function adviceOnPool({ device, pressure, hits, misses, idleBytes, liveBytes, fragmentation }: DevicePool): string[] {
  const advice: string[] = [];
  if (pressure !== "low") advice.push(`${megabytes(liveBytes)} are in use on ${device}, which is most of what there is: dispose tensors, or work in parts`);
  if (idleBytes > manyBytes && idleBytes > liveBytes) advice.push(`${megabytes(idleBytes)} wait on ${device} to be used again: releaseMemory() gives them back`);
  if (fragmentation > 0.5 && idleBytes > manyBytes) advice.push(`the free memory on ${device} is in pieces: releaseMemory() moves the tensors together`);
  if (misses > 10 * manyBuffers && hits < misses) advice.push(`most results on ${device} have a size of their own, so that memory is seldom used again: pad batches to one size`);
  return advice;
}
