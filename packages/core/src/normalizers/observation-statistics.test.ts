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

  it("gives a dimension that is constant but for rounding its own size as scale, and 1 where it never was anything but 0", () => {
    const statistics = new ObservationStatistics(5);
    const single = [Math.fround(0.3), Math.fround(0.3) + 2 ** -25];
    for (let n = 0; n < 1000; n++) {
      statistics.observe([0.1 + 0.2 * (n % 2 === 0 ? 1 : 1 + 2 ** -52), 1e6 + 0.1, n % 2, 0, single[n % 2]]);
    }
    statistics.renew();
    expect(statistics.center[2]).toBe(0.5);
    expect(statistics.scale[0]).toBeCloseTo(0.3, 10);
    expect(statistics.scale[1]).toBeCloseTo(1e6, 0);
    expect([statistics.scale[2], statistics.scale[3]]).toEqual([1.5, 1]);
    expect(statistics.scale[4]).toBeCloseTo(0.3, 6);
  });

  it("lets one reading of any size at any time widen a scale by no more than three fifths, and forgets most of it", () => {
    for (const at of [0, 7, 40, 63, 64, 65, 500, 5000]) {
      for (const size of [20, -1e3, 65_535, 1e30, -1e100]) {
        const random = Xoshiro128.fromSeed(at, 19);
        const statistics = new ObservationStatistics(2);
        const untouched = new ObservationStatistics(2);
        for (let n = 0; n < 6000; n++) {
          const row = [random.normal(), 5 + 0.1 * random.normal()];
          untouched.observe(row);
          statistics.observe(n === at ? [row[0], size] : row);
          if (n !== at + 60) continue;
          statistics.renew();
          untouched.renew();
          const rate = statistics.scale[1] / untouched.scale[1];
          expect(rate).toBeGreaterThan(0.9);
          expect(rate).toBeLessThan(1.6);
        }
        statistics.renew();
        untouched.renew();
        expect(statistics.scale[1] / untouched.scale[1]).toBeCloseTo(1, 1);
        expect(statistics.scale[0]).toBe(untouched.scale[0]);
        expect(statistics.high[1]).toBeLessThan(6.5);
        expect(statistics.low[1]).toBeGreaterThan(3.5);
      }
    }
  });

  it("follows a new regime a hundred deviations away within a quarter more steps", () => {
    const random = Xoshiro128.fromSeed(2, 19);
    const statistics = new ObservationStatistics(1);
    for (let n = 0; n < 2000; n++) statistics.observe([random.normal()]);
    for (let n = 0; n < 500; n++) statistics.observe([100 + random.normal()]);
    statistics.renew();
    expect((100 - statistics.center[0]) / statistics.scale[0]).toBeLessThan(1);
  });

  it("lets a scale shrink by no more than half in a renewal: where a feature begins to vary its hills stay at first", () => {
    const statistics = new ObservationStatistics(1);
    for (let n = 0; n < 1000; n++) statistics.observe([0.3]);
    statistics.renew();
    for (let n = 0; n < 100; n++) statistics.observe([0.31 + 0.001 * (n % 3)]);
    statistics.renew();
    expect(statistics.scale[0]).toBeCloseTo(0.15, 10);
    expect(Math.abs(0.31 - statistics.center[0]) / statistics.scale[0]).toBeLessThan(0.1);
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
