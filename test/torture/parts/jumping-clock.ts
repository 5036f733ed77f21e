// Loaded before a program: its clock (not the one that only counts up, `performance.now`) is set anew every twenty readings.
import { Xoshiro128 } from "@drumlin/core";

const random = Xoshiro128.fromSeed(Number(new URL(import.meta.url).searchParams.get("seed")), 0);
const threeYears = 3 * 365 * 86_400_000;
const now = Date.now;
let readings = 0;
let offset = 0;

function jumped(): number {
  if (readings++ % 20 === 0) offset = Math.round((2 * random.uniform() - 1) * threeYears);
  return now() + offset;
}

globalThis.Date = new Proxy(Date, {
  construct: (target, values) => Reflect.construct(target, values.length === 0 ? [jumped()] : values),
  get: (target, name) => (name === "now" ? jumped : Reflect.get(target, name)),
}) as DateConstructor;
