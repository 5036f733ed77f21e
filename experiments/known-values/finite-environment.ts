import {
  Box,
  Discrete,
  type EnvironmentSpec,
  type NumpyGenerator,
  type Outcome,
  SeededEnvironment,
} from "drumlin";
import type { FiniteTask } from "./finite-task.ts";

interface Place {
  readonly state: number;
  readonly hasEnded: boolean;
}

/** A finite task, played. Episodes begin in any of its states, each equally likely: none is out of reach, whatever the policy. */
export class FiniteEnvironment extends SeededEnvironment<number, Place> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace: Box;
  readonly actionSpace: Discrete;
  readonly #task: FiniteTask;

  constructor(spec: EnvironmentSpec, task: FiniteTask) {
    super();
    this.spec = spec;
    this.#task = task;
    const { observations, chances } = task;
    const each = spec.observationNames.map((_, i) => observations.map((point) => point[i]!));
    const low = each.map((values) => Math.min(...values));
    const high = each.map((values) => Math.max(...values));
    this.observationSpace = new Box({ low, high, dtype: "float64" });
    this.actionSpace = new Discrete(chances[0]!.length);
  }

  protected begin(generator: NumpyGenerator): Place {
    return { state: generator.integers(0, this.#task.observations.length), hasEnded: false };
  }

  protected advance(place: Place, action: number, generator: NumpyGenerator): Outcome<Place> {
    if (place.hasEnded) return { state: place, reward: 0, terminated: true };
    const chances = this.#task.chances[place.state]![action]!;
    const drawn = generator.categorical(chances.map(({ probability }) => probability));
    const { reward, next } = chances[drawn]!;
    const terminated = next === null;
    return { state: { state: next ?? place.state, hasEnded: terminated }, reward, terminated };
  }

  protected observe({ state }: Place): Float64Array {
    return Float64Array.from(this.#task.observations[state]!);
  }
}
