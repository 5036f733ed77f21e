import type { PolicyMoment } from "@drumlin/run";
import { frameWeights } from "drumlin";
import type { RunModel } from "../state/run-model.ts";

/** Hills that were live at one moment and no more at the next. */
export interface Deaths {
  /** Of the moment that lacks them. */
  readonly step: number;
  readonly ids: readonly number[];
}

/** One moment's hills, by identity. */
interface MomentHills {
  readonly step: number;
  readonly liveCount: number;
  /** The difference between a hill's greatest and least weight, as a part of the moment's greatest; NaN: not live. */
  readonly strengths: Float32Array;
  /** The action of greatest weight. */
  readonly actions: Uint8Array;
}

/** The way a hill went through the history. */
export interface Lifetime {
  readonly id: number;
  /** The first moment without it, as an index; null while it lives. */
  readonly endedAt: number | null;
  /** How strong it was when last seen, from 0 to 1. */
  readonly lastStrength: number;
}

/** How the rows of hills are ordered: by identity, or those that weigh most now first and the long dead last. */
export type LifetimeOrder = "id" | "strength";

/** The lives of all hills over a history: each moment is read once, as it comes. */
export class Lifetimes {
  readonly moments: MomentHills[] = [];
  readonly deaths: Deaths[] = [];
  readonly #lifetimes = new Map<number, Lifetime>();

  /** Takes in the moments that are new; `moments` is the same history as before, perhaps longer. */
  readUpTo(moments: readonly PolicyMoment[]): void {
    for (let i = this.moments.length; i < moments.length; i++) this.#read(moments[i]!);
  }

  /** Hills that were ever live in a moment. */
  get bornCount(): number {
    return this.#lifetimes.size;
  }

  get deadCount(): number {
    return this.deaths.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  /** Every hill's life, in an order. */
  inOrder(order: LifetimeOrder): Lifetime[] {
    const lifetimes = [...this.#lifetimes.values()];
    if (order === "id") return lifetimes.sort((a, b) => a.id - b.id);
    const end = (lifetime: Lifetime) => lifetime.endedAt ?? this.moments.length;
    return lifetimes.sort((a, b) => end(b) - end(a) || b.lastStrength - a.lastStrength || a.id - b.id);
  }

  #read({ step, frame }: PolicyMoment): void {
    const { actionCount, ids, weights } = frameWeights(frame);
    const size = ids.reduce((most, id) => Math.max(most, id + 1), 0);
    const strengths = new Float32Array(size).fill(Number.NaN);
    const actions = new Uint8Array(size);
    let greatest = 0;
    for (const [k, id] of ids.entries()) {
      let [least, most, action] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
      for (let a = 0; a < actionCount; a++) {
        const weight = weights[k * actionCount + a]!;
        least = Math.min(least, weight);
        if (weight > most) [most, action] = [weight, a];
      }
      strengths[id] = most - least;
      actions[id] = action;
      greatest = Math.max(greatest, most - least);
    }
    for (const id of ids) {
      strengths[id] = greatest === 0 ? 0 : strengths[id]! / greatest;
      this.#lifetimes.set(id, { id, endedAt: null, lastStrength: strengths[id]! });
    }
    this.#bury(step, strengths);
    this.moments.push({ step, liveCount: ids.length, strengths, actions });
  }

  /** The hills of the last moment that `strengths` lacks have died. */
  #bury(step: number, strengths: Float32Array): void {
    const before = this.moments.at(-1)?.strengths ?? new Float32Array(0);
    const ids: number[] = [];
    for (const [id, strength] of before.entries()) {
      if (Number.isNaN(strength) || !Number.isNaN(strengths[id] ?? Number.NaN)) continue;
      ids.push(id);
      this.#lifetimes.set(id, { id, endedAt: this.moments.length, lastStrength: strength });
    }
    if (ids.length > 0) this.deaths.push({ step, ids });
  }
}

const known = new WeakMap<RunModel, Lifetimes>();

/** The lives of a run's hills as far as its history goes now: the same object for every view. */
export function lifetimesOf(run: RunModel): Lifetimes {
  let lifetimes = known.get(run);
  if (lifetimes === undefined) {
    lifetimes = new Lifetimes();
    known.set(run, lifetimes);
  }
  lifetimes.readUpTo(run.history.moments);
  return lifetimes;
}
