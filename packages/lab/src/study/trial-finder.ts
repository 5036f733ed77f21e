import type { TrialOutcome } from "@drumlin/run";
import type { OptionValue } from "drumlin";
import { type Combination, trialsOf } from "./expand-study.ts";
import type { GridAxis, Study, StudyAgent } from "./study.ts";
import type { Trial } from "./trial.ts";

/** Combinations whose identities are at hand at a time. */
const keptCombinations = 1000;

/** Says which trial of a study a stored outcome is of, without making the study's other trials. */
export class TrialFinder {
  readonly #study: Study;
  readonly #seeds: ReadonlySet<number>;
  readonly #values = new Map<GridAxis, ReadonlyMap<string, OptionValue>>();
  readonly #kept = new Map<string, ((seed: number) => Trial) | null>();

  constructor(study: Study) {
    this.#study = study;
    this.#seeds = new Set(study.seeds);
  }

  /** The trial, or undefined where the study has none like it, as when it was changed since. */
  find(identity: string, { agent, environment, seed }: TrialOutcome): Trial | undefined {
    if (!this.#seeds.has(seed)) return undefined;
    const trial = this.#trials(environment, agent)?.(seed);
    return trial?.identity === identity ? trial : undefined;
  }

  #trials(environment: string, label: string): ((seed: number) => Trial) | null {
    const key = `${environment} ${label}`;
    let found = this.#kept.get(key);
    if (found === undefined) {
      found = this.#make(environment, label);
      if (this.#kept.size >= keptCombinations) this.#kept.clear();
      this.#kept.set(key, found);
    }
    return found;
  }

  #make(environment: string, label: string): ((seed: number) => Trial) | null {
    if (!this.#study.environments.includes(environment)) return null;
    // Neither names of agents nor options nor their values hold a space.
    const [name, ...settings] = label.split(" ");
    const agent = this.#study.agents.find((candidate) => candidate.name === name);
    const combination = agent && this.#combination(agent, label, settings);
    return combination ? trialsOf(this.#study, environment, agent, combination) : null;
  }

  /** The combination with these settings, each as `sparsity=0.001`; null where the grid has none such. */
  #combination(
    { options, grid }: StudyAgent,
    label: string,
    settings: readonly string[],
  ): Combination | null {
    if (settings.length !== grid.length) return null;
    const set = { ...options };
    for (const [index, axis] of grid.entries()) {
      const value = this.#settings(axis).get(settings[index]!);
      if (value === undefined) return null;
      set[axis.option] = value;
    }
    return { label, options: set };
  }

  /** The values of an axis by how labels have them. */
  #settings(axis: GridAxis): ReadonlyMap<string, OptionValue> {
    let values = this.#values.get(axis);
    if (values === undefined) {
      values = new Map(axis.values.map((value) => [`${axis.label}=${value}`, value]));
      this.#values.set(axis, values);
    }
    return values;
  }
}
