import { describe, expect, it } from "vitest";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { ObservationStatistics } from "./observation-statistics.ts";

describe("ObservationStatistics", () => {
  it("has the mean and three standard deviations of a two-pass computation, offsets of 1e6 notwithstanding", () => {
    const random = Xoshiro128.fromSeed(0, 17);
    const offsets = [0, 1e6, -1e6, 1e6];
    const spreads = [1, 1, 1e-3, 1e3];
    const statistics = new ObservationStatistics(4);
    const data = Array.from({ length: 5000 }, () => offsets.map((o, i) => o + spreads[i] * random.normal()));
    for (const observation of data) statistics.observe(observation);
    statistics.renew();
    offsets.forEach((offset, i) => {
      // Deviations from the offset first: the two passes are then as exact as the data.
      const mean = data.reduce((sum, row) => sum + (row[i] - offset), 0) / data.length;
      const variance = data.reduce((sum, row) => sum + (row[i] - offset - mean) ** 2, 0) / data.length;
      expect(Math.abs(statistics.center[i] - offset - mean) / spreads[i]).toBeLessThan(1e-6);
      expect(statistics.scale[i] / (3 * Math.sqrt(variance))).toBeCloseTo(1, 6);
    });
  });

  it("gives a dimension that never changed its value as centre, and scale 1", () => {
    const statistics = new ObservationStatistics(3);
    for (let n = 0; n < 1000; n++) statistics.observe([0.1, 1e6 + 0.1, n % 2]);
    statistics.renew();
    expect([...statistics.center]).toEqual([0.1, 1e6 + 0.1, 0.5]);
    expect([...statistics.scale]).toEqual([1, 1, 1.5]);
  });

  it("applies nothing before it is renewed", () => {
    const statistics = new ObservationStatistics(1);
    statistics.observe([10]);
    statistics.observe([20]);
    expect([statistics.center[0], statistics.scale[0]]).toEqual([0, 1]);
    statistics.renew();
    expect([statistics.center[0], statistics.scale[0]]).toEqual([15, 15]);
  });

  it("makes the unit of observation irrelevant: (s − centre)/scale is the same in all units", () => {
    const random = Xoshiro128.fromSeed(1, 17);
    const plain = new ObservationStatistics(1);
    const wild = new ObservationStatistics(1);
    const data = Array.from({ length: 500 }, () => random.normal());
    for (const value of data) {
      plain.observe([value]);
      wild.observe([1e3 * value + 100]);
    }
    plain.renew();
    wild.renew();
    for (const value of data.slice(0, 20)) {
      const expected = (value - plain.center[0]) / plain.scale[0];
      expect((1e3 * value + 100 - wild.center[0]) / wild.scale[0]).toBeCloseTo(expected, 10);
    }
  });
});
