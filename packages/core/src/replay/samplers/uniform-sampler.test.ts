import { describe } from "vitest";
import { describeSampler } from "./sampler.case.ts";
import { UniformSampler } from "./uniform-sampler.ts";

describe("UniformSampler", () => {
  describeSampler(() => new UniformSampler(), { uniformFrom: 0 });
});
