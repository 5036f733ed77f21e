import { expect, it } from "vitest";
import { FixedNormalizer } from "../normalizers/fixed-normalizer.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { createMinibatch, gather } from "./minibatch.ts";
import { ReplayBuffer } from "./replay-buffer.ts";

it("gather takes the chosen rows in their order, observations and rewards in normalised units", () => {
  const random = Xoshiro128.fromSeed(0, 14);
  const buffer = new ReplayBuffer(9, 2, 3);
  for (let i = 0; i < 9; i++) {
    const numbers = () => Float64Array.of(random.normal(), random.normal());
    buffer.append(numbers(), 0, i % 3, random.normal(), numbers(), Uint8Array.of(1, i & 1, i >> 3), i / 9);
  }
  const center = Float64Array.of(5, -1);
  const scale = Float64Array.of(2, 0.25);
  const minibatch = createMinibatch(4, 2, 3);
  minibatch.rows.set([8, 0, 3, 3]);
  gather(minibatch, buffer, new FixedNormalizer({ center, scale, rewardScale: 4 }));
  minibatch.rows.forEach((row, t) => {
    for (let i = 0; i < 2; i++) {
      expect(minibatch.observations[2 * t + i]).toBe(
        (buffer.observations[2 * row + i] - center[i]) / scale[i],
      );
      const next = (buffer.nextObservations[2 * row + i] - center[i]) / scale[i];
      expect(minibatch.nextObservations[2 * t + i]).toBe(next);
    }
    expect(minibatch.rewards[t]).toBe(buffer.rewards[row] / 4);
    expect(minibatch.actions[t]).toBe(buffer.actions[row]);
    expect(minibatch.discounts[t]).toBe(buffer.discounts[row]);
    const mask = buffer.nextMasks.subarray(3 * row, 3 * row + 3);
    expect([...minibatch.nextMasks.subarray(3 * t, 3 * t + 3)]).toEqual([...mask]);
  });
});

it("gather bounds observations, and takes from each reward what b earns meanwhile: r − b(1 − discount)", () => {
  const buffer = new ReplayBuffer(3, 1, 1);
  const allowed = Uint8Array.of(1);
  buffer.append(Float64Array.of(1e30), 0, 0, 7, Float64Array.of(-9), allowed, 0.81);
  buffer.append(Float64Array.of(0.5), 0, 0, 7, Float64Array.of(1.5), allowed, 0);
  const minibatch = createMinibatch(2, 1, 1);
  minibatch.rows.set([0, 1]);
  const known = { center: Float64Array.of(0), scale: Float64Array.of(2), rewardScale: 2 };
  gather(minibatch, buffer, new FixedNormalizer({ ...known, limit: 1.25, commonValue: 10 }));
  expect([...minibatch.observations]).toEqual([1.25, 0.25]);
  expect([...minibatch.nextObservations]).toEqual([-1.25, 0.75]);
  expect(minibatch.rewards[0]).toBeCloseTo((7 - 10 * 0.19) / 2, 12);
  expect(minibatch.rewards[1]).toBe((7 - 10) / 2);
});
