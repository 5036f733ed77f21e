import type { Environment, StepResult } from "./environment.ts";
import type { EnvironmentProblem } from "./environment-rule.ts";

/** What is wrong with an environment before any episode. */
export function specProblems({ spec, observationSpace, actionSpace }: Environment): EnvironmentProblem[] {
  const { id, observationNames, actionNames, maxEpisodeSteps, rewardThreshold, solvedReturn } = spec;
  const actions = actionSpace.kind === "discrete" ? actionSpace.n : actionSpace.size;
  const faults: [broken: boolean, detail: string][] = [
    [typeof id !== "string" || id === "", `id is ${JSON.stringify(id)}; it must be a name, as "MyTask-v0"`],
    [
      observationNames.length !== observationSpace.size,
      `there are ${observationNames.length} observationNames for ${observationSpace.size} number(s)`,
    ],
    [actionNames.length !== actions, `there are ${actionNames.length} actionNames for ${actions} action(s)`],
    [
      maxEpisodeSteps !== null && !(Number.isInteger(maxEpisodeSteps) && maxEpisodeSteps > 0),
      `maxEpisodeSteps is ${maxEpisodeSteps}; it must be a positive integer or null`,
    ],
    [
      isBadReturn(rewardThreshold),
      `rewardThreshold is ${rewardThreshold}; it must be a finite number or null`,
    ],
    [isBadReturn(solvedReturn), `solvedReturn is ${solvedReturn}; it must be a finite number or null`],
  ];
  return faults.filter(([broken]) => broken).map(([, detail]) => ({ rule: "spec", detail }));
}

function isBadReturn(value: number | null): boolean {
  return value !== null && !Number.isFinite(value);
}

/** What is wrong with one answer of `step`, or of `reset` once it is given a reward and flags. */
export function stepProblems({ observationSpace }: Environment, result: StepResult): EnvironmentProblem[] {
  const { reward, terminated, truncated, info } = result;
  const problems = observationProblem(observationSpace, result.observation);
  if (typeof reward !== "number" || !Number.isFinite(reward)) {
    problems.push({
      rule: "reward-finite",
      detail: `the reward is ${String(reward)}; it must be a finite number`,
    });
  }
  if (typeof terminated !== "boolean" || typeof truncated !== "boolean") {
    problems.push({
      rule: "flags-boolean",
      detail: `terminated is ${String(terminated)} and truncated is ${String(truncated)}; both must be true or false`,
    });
  }
  if (typeof info !== "object" || info === null) {
    problems.push({
      rule: "info-object",
      detail: `info is ${String(info)}; it must be an object, if an empty one`,
    });
  }
  return problems;
}

/** The first thing wrong with an observation, as the later ones follow from it. */
function observationProblem(
  space: Environment["observationSpace"],
  observation: unknown,
): EnvironmentProblem[] {
  if (!(observation instanceof Float32Array || observation instanceof Float64Array)) {
    const detail = `the observation is ${String(observation)}; it must be a Float32Array or a Float64Array`;
    return [{ rule: "observation-length", detail }];
  }
  if (observation.length !== space.size) {
    const detail = `the observation has ${observation.length} number(s); it must have ${space.size}`;
    return [{ rule: "observation-length", detail }];
  }
  const bad = observation.findIndex((number) => !Number.isFinite(number));
  if (bad >= 0) {
    const detail = `observation[${bad}] is ${observation[bad]}; it must be a finite number`;
    return [{ rule: "observation-finite", detail }];
  }
  if (!space.contains(observation)) {
    const detail = `the observation [${observation.join(", ")}] lies outside observationSpace; widen its bounds`;
    return [{ rule: "observation-in-space", detail }];
  }
  return [];
}
