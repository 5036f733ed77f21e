import { Xoshiro128 } from "../random/xoshiro128.ts";
import { specProblems, stepProblems } from "./check-result.ts";
import type { Environment, Observation, StepResult } from "./environment.ts";
import type { EnvironmentProblem, EnvironmentRule } from "./environment-rule.ts";

/** What `checkEnvironment` found. */
export interface EnvironmentReport {
  readonly ok: boolean;
  /** Each rule that was broken, once, with its first instance. */
  readonly problems: readonly EnvironmentProblem[];
}

/**
 * Plays random episodes in an environment and reports which rules of the contract it breaks. It never throws for
 * what the environment does: an error thrown where none should be is a finding too.
 *
 * @param environment a fresh one: the first check is that it refuses to step before `reset`
 * @param options `steps` to play, 1000 unless told; `seed` of actions and episodes, 0 unless told
 */
export function checkEnvironment(
  environment: Environment,
  options: { readonly steps?: number; readonly seed?: number } = {},
): EnvironmentReport {
  const { steps = 1000, seed = 0 } = options;
  const findings = new Map<EnvironmentRule, string>();
  const note = ({ rule, detail }: EnvironmentProblem) => {
    if (!findings.has(rule)) findings.set(rule, detail);
  };
  const attempt = (rule: EnvironmentRule, what: string, check: () => void) => {
    try {
      check();
    } catch (error) {
      note({ rule, detail: `${what} threw "${error instanceof Error ? error.message : String(error)}"` });
    }
  };

  const sound = (...rules: EnvironmentRule[]) => !rules.some((rule) => findings.has(rule));

  attempt("spec", "reading spec and spaces", () => specProblems(environment).forEach(note));
  if (sound("spec")) {
    attempt("step-before-reset", "sampling an action", () => checkStepBeforeReset(environment, seed, note));
    attempt("plays-without-error", "playing", () => checkPlay(environment, steps, seed, note));
  }
  // Each check below takes for granted what the rules named before it promise.
  if (sound("spec", "plays-without-error")) {
    attempt("deterministic-given-seed", "playing", () => checkDeterminism(environment, steps, seed, note));
    attempt("unseeded-resets-continue", "resetting", () => checkUnseededResets(environment, seed, note));
  }
  const problems = Array.from(findings, ([rule, detail]) => ({ rule, detail }));
  return { ok: problems.length === 0, problems };
}

type Note = (problem: EnvironmentProblem) => void;

function checkStepBeforeReset(environment: Environment, seed: number, note: Note): void {
  const action = environment.actionSpace.sample(Xoshiro128.fromSeed(seed, 0));
  try {
    environment.step(action);
  } catch {
    return;
  }
  note({ rule: "step-before-reset", detail: "step before the first reset did not throw an error" });
}

/** Random episodes: every result is held to its rules, and earlier observations must not change later. */
function checkPlay(environment: Environment, steps: number, seed: number, note: Note): void {
  const generator = Xoshiro128.fromSeed(seed, 1);
  const begin = (resetSeed?: number) => {
    const result = environment.reset(resetSeed === undefined ? {} : { seed: resetSeed });
    for (const problem of stepProblems(environment, {
      ...result,
      reward: 0,
      terminated: false,
      truncated: false,
    })) {
      note({ ...problem, detail: `after reset, ${problem.detail}` });
    }
    return result.observation;
  };
  let earlier = begin(seed);
  let copy = Array.from(earlier);
  for (let i = 1; i <= steps; i++) {
    const result = environment.step(environment.actionSpace.sample(generator));
    for (const problem of stepProblems(environment, result)) {
      note({ ...problem, detail: `at step ${i}, ${problem.detail}` });
    }
    if (result.observation === earlier || !copy.every((number, k) => Object.is(number, earlier[k]))) {
      note({
        rule: "observation-fresh",
        detail: `step ${i} changed the observation returned before it; return a new array each time`,
      });
    }
    earlier = result.terminated || result.truncated ? begin() : result.observation;
    copy = Array.from(earlier);
  }
}

/** The same seed and actions must give the same episode, in the same instance. */
function checkDeterminism(environment: Environment, steps: number, seed: number, note: Note): void {
  const first = playedFrom(environment, () => environment.reset({ seed }).observation, steps, seed);
  const second = playedFrom(environment, () => environment.reset({ seed }).observation, steps, seed);
  const difference = first.findIndex((text, i) => text !== second[i]);
  if (difference >= 0) {
    const when =
      difference === 0 ? "the first observation differs" : `they differ from step ${difference} on`;
    note({
      rule: "deterministic-given-seed",
      detail: `two episodes with seed ${seed} and the same actions: ${when}; draw from a generator that reset seeds`,
    });
  }
}

/** Where seeds matter to the first observation, resets without a seed must not all give the same one. */
function checkUnseededResets(environment: Environment, seed: number, note: Note): void {
  const distinct = (seeds: readonly (number | undefined)[]) =>
    new Set(
      seeds.map((each) =>
        Array.from(environment.reset(each === undefined ? {} : { seed: each }).observation).join(),
      ),
    ).size;
  if (distinct([seed, seed + 1, seed + 2, seed + 3]) > 2 && distinct(Array(8).fill(undefined)) === 1) {
    note({
      rule: "unseeded-resets-continue",
      detail:
        "eight resets without a seed began with the same observation; let the random stream go on instead",
    });
  }
}

/** What is seen and earned to the end of an episode, or for at most `steps` steps, with seeded random actions. */
function playedFrom(
  environment: Environment,
  begin: () => Observation,
  steps: number,
  seed: number,
): string[] {
  const generator = Xoshiro128.fromSeed(seed, 2);
  const seen = [Array.from(begin()).join()];
  let result: StepResult;
  do {
    result = environment.step(environment.actionSpace.sample(generator));
    const { observation, reward, terminated, truncated } = result;
    seen.push([...observation, reward, terminated, truncated].join());
  } while (!result.terminated && !result.truncated && seen.length <= steps);
  return seen;
}
