import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { NStepQueue } from "./n-step-queue.ts";
import { ReplayBuffer } from "./replay-buffer.ts";
import type { Transition } from "./transition.ts";

const DISCOUNT = 0.5;

/** A step of a walk that observes 10·stretch + place. */
function step(place: number, reward: number, end: Partial<Transition> = {}): Transition {
  return {
    observation: [place],
    action: place % 2,
    reward,
    nextObservation: [place + 1],
    terminated: false,
    truncated: false,
    ...end,
  };
}

interface Entry {
  from: number;
  action: number;
  reward: number;
  to: number;
  discount: number;
  mask: number[];
}

function entriesOf(stepCount: number, transitions: readonly Transition[]): Entry[] {
  const buffer = new ReplayBuffer(1000, 1, 2);
  const queue = new NStepQueue(stepCount, DISCOUNT, [1], 2);
  for (const transition of transitions) {
    const before = buffer.appendedCount;
    const appended = queue.push(buffer, transition);
    expect(appended).toBe(buffer.appendedCount - before);
  }
  return Array.from({ length: buffer.length }, (_, row) => ({
    from: buffer.observations[row],
    action: buffer.actions[row],
    reward: buffer.rewards[row],
    to: buffer.nextObservations[row],
    discount: buffer.discounts[row],
    mask: [...buffer.nextMasks.subarray(2 * row, 2 * row + 2)],
  }));
}

/** What should be in the buffer, from the definition: sums over each stretch that hangs together. */
function expectedEntries(stepCount: number, stretches: readonly (readonly Transition[])[]): Entry[] {
  return stretches.flatMap((stretch, s) =>
    stretch.flatMap((transition, i) => {
      const last = Math.min(i + stepCount, stretch.length) - 1;
      const end = stretch[last];
      const ended = end.terminated || end.truncated;
      // In the newest stretch, an entry of fewer than n rewards still waits.
      if (last - i + 1 < stepCount && s === stretches.length - 1 && !ended) return [];
      let reward = 0;
      for (let j = i; j <= last; j++) reward += DISCOUNT ** (j - i) * stretch[j].reward;
      return {
        from: transition.observation[0],
        action: transition.action,
        reward,
        to: end.nextObservation[0],
        discount: end.terminated ? 0 : DISCOUNT ** (last - i + 1),
        mask: end.nextMask ? Array.from(end.nextMask, (allowed) => (allowed ? 1 : 0)) : [1, 1],
      };
    }),
  );
}

describe("NStepQueue", () => {
  it("n = 1: every step is an entry at once", () => {
    const entries = entriesOf(1, [
      step(0, 3),
      step(1, 5, { terminated: true }),
      step(4, 7, { truncated: true }),
    ]);
    expect(entries).toMatchObject([
      { from: 0, reward: 3, to: 1, discount: 0.5 },
      { from: 1, reward: 5, to: 2, discount: 0 },
      { from: 4, reward: 7, to: 5, discount: 0.5 },
    ]);
  });

  it("n = 3 to termination: the entries at the end sum fewer rewards, and bootstrap nothing", () => {
    const entries = entriesOf(3, [step(0, 8), step(1, 4), step(2, 2), step(3, 1, { terminated: true })]);
    expect(entries).toMatchObject([
      { from: 0, action: 0, reward: 8 + 2 + 0.5, to: 3, discount: 0.125 },
      { from: 1, action: 1, reward: 4 + 1 + 0.25, to: 4, discount: 0 },
      { from: 2, action: 0, reward: 2 + 0.5, to: 4, discount: 0 },
      { from: 3, action: 1, reward: 1, to: 4, discount: 0 },
    ]);
  });

  it("n = 3 to truncation: the entries at the end bootstrap by α to as many rewards as they sum", () => {
    const entries = entriesOf(3, [step(0, 8), step(1, 4, { truncated: true })]);
    expect(entries).toMatchObject([
      { from: 0, reward: 10, to: 2, discount: 0.25 },
      { from: 1, reward: 4, to: 2, discount: 0.5 },
    ]);
  });

  it("terminated wins where both are told", () => {
    const entries = entriesOf(2, [step(0, 1, { terminated: true, truncated: true })]);
    expect(entries).toMatchObject([{ discount: 0 }]);
  });

  it("n = 4 to a leap: what waited is completed as if truncated before it, under its own mask", () => {
    const entries = entriesOf(4, [step(0, 1), step(1, 2, { nextMask: [false, true] }), step(50, 4)]);
    expect(entries).toEqual([
      { from: 0, action: 0, reward: 2, to: 2, discount: 0.25, mask: [0, 1] },
      { from: 1, action: 1, reward: 2, to: 2, discount: 0.5, mask: [0, 1] },
    ]);
  });

  it("two streams told in turns become one-step entries, and none is lost", () => {
    const turns = [step(0, 1), step(100, 2), step(1, 3), step(101, 4), step(2, 5), step(102, 6)];
    const entries = entriesOf(3, turns);
    expect(entries.map(({ from, reward, to, discount }) => [from, reward, to, discount])).toEqual([
      [0, 1, 1, 0.5],
      [100, 2, 101, 0.5],
      [1, 3, 2, 0.5],
      [101, 4, 102, 0.5],
      [2, 5, 3, 0.5],
    ]);
  });

  it.each([1, 2, 3, 4, 5])("makes the entries of the definition out of random stretches, n = %i", (n) => {
    const random = Xoshiro128.fromSeed(n, 12);
    for (let trial = 0; trial < 50; trial++) {
      const stretches = Array.from({ length: 1 + random.integer(6) }, (_, s) => {
        const length = 1 + random.integer(8);
        const ending = random.integer(3);
        return Array.from({ length }, (_, i) =>
          step(100 * s + i, random.integer(64), {
            ...(random.integer(2) && { nextMask: [random.integer(2), 1] }),
            terminated: i === length - 1 && ending === 1,
            truncated: i === length - 1 && ending === 2,
          }),
        );
      });
      expect(entriesOf(n, stretches.flat())).toEqual(expectedEntries(n, stretches));
    }
  });

  it("copies what it is told: the caller may reuse its arrays", () => {
    const buffer = new ReplayBuffer(4, 1, 2);
    const queue = new NStepQueue(2, DISCOUNT, [1], 2);
    const transition = { ...step(0, 1), observation: [0], nextObservation: [1], nextMask: [1, 0] };
    queue.push(buffer, transition);
    transition.observation[0] = 1;
    transition.nextObservation[0] = 2;
    queue.push(buffer, transition);
    expect(buffer.observations[0]).toBe(0);
    expect(buffer.nextObservations[0]).toBe(2);
  });

  it("goes on from its state, mid-way, as if never stopped", () => {
    for (let stop = 0; stop < 12; stop++) {
      const walk = Array.from({ length: 12 }, (_, i) => step(i, i * i, { truncated: i === 6 }));
      const buffers = [new ReplayBuffer(20, 1, 2), new ReplayBuffer(20, 1, 2)];
      const queue = new NStepQueue(3, DISCOUNT, [1], 2);
      for (const transition of walk.slice(0, stop)) {
        queue.push(buffers[0], transition);
      }
      const before = buffers[0].length;
      const twin = new NStepQueue(3, DISCOUNT, [1], 2);
      const saved = queue.state();
      for (const [name, array] of Object.entries(twin.state())) array.set(saved[name]);
      for (const transition of walk.slice(stop)) {
        queue.push(buffers[0], transition);
        twin.push(buffers[1], transition);
      }
      expect([...buffers[1].rewards.subarray(0, buffers[1].length)]).toEqual([
        ...buffers[0].rewards.subarray(before, buffers[0].length),
      ]);
    }
  });

  it("takes the same state, told again but for a hundredth of its scale, for the same: returns go on", () => {
    for (const [difference, discount] of [
      [0.009, 0.25],
      [-0.009, 0.25],
      [0.02, 0.5],
    ]) {
      const buffer = new ReplayBuffer(10, 1, 2);
      const queue = new NStepQueue(2, DISCOUNT, [3], 2);
      queue.push(buffer, { ...step(0, 1), nextObservation: [1] });
      expect(queue.isBrokenBy([1 + 3 * difference])).toBe(discount === 0.5);
      queue.push(buffer, { ...step(1, 1), observation: [1 + 3 * difference], truncated: true });
      expect(buffer.discounts[0]).toBe(discount);
    }
  });
});
