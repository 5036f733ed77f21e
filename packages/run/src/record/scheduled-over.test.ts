import { expect, it } from "vitest";
import { scheduledOver } from "./scheduled-over.ts";

const sizes = { observationSize: 4, actionCount: 2 };

it("step sizes that fall, by the preset's word or one's own, fall over the whole run", () => {
  expect(scheduledOver(5000, { ...sizes, preset: "paper" })).toMatchObject({ learningRateSteps: 5000 });
  expect(scheduledOver(5000, { ...sizes, learningRateFinal: 0.1 })).toMatchObject({
    learningRateSteps: 5000,
  });
});

it("what is said of the schedule stands, and constant step sizes need none", () => {
  const given = { ...sizes, preset: "paper", learningRateSteps: 7 } as const;
  expect(scheduledOver(5000, given)).toEqual(given);
  for (const constant of [sizes, { ...sizes, preset: "paper", learningRateFinal: 1 } as const])
    expect(scheduledOver(5000, constant)).toEqual(constant);
});
