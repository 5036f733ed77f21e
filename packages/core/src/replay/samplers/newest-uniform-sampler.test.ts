import { describe } from "vitest";
import { NewestUniformSampler } from "./newest-uniform-sampler.ts";
import { describeSampler } from "./sampler.case.ts";

describe("NewestUniformSampler", () => {
  describeSampler(() => new NewestUniformSampler(), { newestFirst: true, uniformFrom: 1 });
});
