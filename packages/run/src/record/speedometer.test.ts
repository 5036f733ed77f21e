import { expect, it } from "vitest";
import { Speedometer } from "./speedometer.ts";

const at = (seconds: number, updates: number) => ({ seconds, updates, step: 2 * updates });

it("knows no speed from one moment, nor from the same moment twice", () => {
  const speedometer = new Speedometer();
  expect(speedometer.speed).toBeNull();
  speedometer.add(at(1, 100));
  speedometer.add(at(1, 100));
  expect(speedometer.speed).toBeNull();
});

it("measures the last seconds, not the whole run", () => {
  const speedometer = new Speedometer();
  for (let tenth = 0; tenth <= 100; tenth++) speedometer.add(at(tenth / 10, tenth * 10));
  expect(speedometer.speed!.updatesPerSecond).toBeCloseTo(100);
  for (let tenth = 1; tenth <= 30; tenth++) speedometer.add(at(10 + tenth / 10, 1000 + tenth * 50));
  expect(speedometer.speed!.updatesPerSecond).toBeCloseTo(500);
  expect(speedometer.speed!.stepsPerSecond).toBeCloseTo(1000);
});

it("measures as well when it is told every step", () => {
  const speedometer = new Speedometer();
  for (let step = 0; step <= 30_000; step++) speedometer.add(at(step / 10_000, step));
  expect(speedometer.speed!.updatesPerSecond).toBeCloseTo(10_000);
  for (let step = 1; step <= 15_000; step++) speedometer.add(at(3 + step / 5000, 30_000 + step));
  expect(speedometer.speed!.updatesPerSecond).toBeCloseTo(5000);
});

it("begins anew when a run was resumed from before what was told last", () => {
  const speedometer = new Speedometer();
  speedometer.add(at(1, 100));
  speedometer.add(at(5, 500));
  speedometer.add(at(4, 400));
  expect(speedometer.speed).toBeNull();
  speedometer.add(at(5, 600));
  expect(speedometer.speed!.updatesPerSecond).toBeCloseTo(200);
});
