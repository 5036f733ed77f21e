import { GaussianPolicy } from "drumlin";
import { expect, it } from "vitest";
import { RunModel } from "../state/run-model.ts";
import { gridIndex } from "./plane-field.ts";
import { PlaneView } from "./plane-view.ts";

const policy = GaussianPolicy.fromJSON({
  format: "drumlin-policy",
  version: 1,
  observationSize: 4,
  actionCount: 2,
  center: [0, 1, 0, 2],
  scale: [1, 1, 2, 1],
  rewardScale: 1,
  hills: [
    { id: 3, mean: [0, -1, 0, -1], precision: [0.1, 0, 0, 0.1, 1, 0.3, 0, 0.1, 0, 1], weights: [1, -1] },
    { id: 8, mean: [0, 1, 0, 1], precision: [0.1, 0, 0, 0, 1, 0, 0.2, 0.1, 0, 1], weights: [-1, 1] },
  ],
});
const visited = Float32Array.from({ length: 400 }, (_, at) => Math.sin(1.7 * at) + [0, 1, 0, 2][at % 4]!);

function viewOfMoment() {
  const run = new RunModel();
  run.live.value = { step: 100, frame: policy.frame(), visited };
  const view = new PlaneView(run);
  view.recompute(31, true);
  return { run, view };
}

it("shows the two dimensions that decide, until somebody chooses; choosing the other axis's swaps them", () => {
  const { view } = viewOfMoment();
  expect(view.dimensions.value).toEqual([1, 3]);
  view.chooseDimension(0, 3);
  expect(view.dimensions.value).toEqual([3, 1]);
  view.chooseDimension(1, 0);
  expect(view.dimensions.value).toEqual([3, 0]);
});

it("asks about a point completed by what the others are held at, and shows the slice through it", () => {
  const { run, view } = viewOfMoment();
  view.othersChoice.value = "present";
  run.present.value = [0.5, 9, -0.25, 9];
  view.ask([1.25, 2.5]);
  expect(run.asked.value).toEqual([0.5, 1.25, -0.25, 2.5]);
  view.recompute(31, true);
  const field = view.field.value!;
  const [x, y] = [(field.x[0] + field.x[1]) / 2, (field.y[0] + field.y[1]) / 2];
  const values = run.policy.value!.qValues([0.5, x, -0.25, y]);
  field.values.forEach((each, a) => {
    expect(each[gridIndex(field, [x, y])!]).toBeCloseTo(values[a]!, 9);
  });
});

it("a slider moves the point asked about with it, and stays when that is cleared", () => {
  const { run, view } = viewOfMoment();
  view.othersChoice.value = "chosen";
  view.ask([1, 2]);
  view.chooseOther(0, 0.75);
  expect(run.asked.value?.[0]).toBe(0.75);
  run.asked.value = null;
  expect(view.observation.value[0]).toBe(0.75);
});

it("axes keep what they show while less is visited, until they are fitted", () => {
  const { run, view } = viewOfMoment();
  const wide = view.field.value!.x;
  run.live.value = {
    step: 101,
    frame: policy.frame(),
    visited: visited.map((value, at) => (at % 4 === 1 ? 1 : value)),
  };
  view.recompute(31, true);
  expect(view.field.value!.x).toEqual(wide);
  view.fit();
  view.recompute(31, true);
  expect(view.field.value!.x[1] - view.field.value!.x[0]).toBeLessThan(wide[1] - wide[0]);
});

it("a hill's trail goes from where history first has it to where it is", () => {
  const { run, view } = viewOfMoment();
  const earlier = GaussianPolicy.fromJSON({
    ...policy.toJSON(),
    hills: policy.toJSON().hills.map((hill) => ({ ...hill, mean: hill.mean.map((each) => each + 0.5) })),
  });
  run.remember([{ step: 10, frame: earlier.frame(), visited }]);
  run.selectedHill.value = 8;
  expect(view.trail.value).toEqual([
    [2.5, 3.5],
    [2, 3],
  ]);
  run.selectedHill.value = 99;
  expect(view.trail.value).toEqual([]);
});

it("has no field of a policy that is not there, or of a single observation", () => {
  const run = new RunModel();
  const view = new PlaneView(run);
  expect(view.recompute(31, true)).toBe(false);
  expect(view.field.value).toBeNull();
  const single = GaussianPolicy.fromJSON({
    ...policy.toJSON(),
    observationSize: 1,
    center: [0],
    scale: [1],
    hills: [{ id: 0, mean: [0], precision: [1], weights: [1, 2] }],
  });
  run.live.value = { step: 1, frame: single.frame(), visited: new Float32Array(0) };
  expect(view.recompute(31, true)).toBe(false);
  expect(view.field.value).toBeNull();
});
