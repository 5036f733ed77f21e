import { checkRecord, shown } from "../../options/check-option.ts";
import type { Environment, Observation, ResetOptions, ResetResult, StepResult } from "../environment.ts";
import type { Box } from "../spaces/box.ts";
import type { EnvironmentSpec } from "../spec.ts";
import { Wrapper } from "./wrapper.ts";

/** What `TransformObservation` is given. */
export interface ObservationTransform {
  /** The new observation: a fresh array. Must depend on nothing but the old one. */
  readonly transform: (observation: Observation) => Observation;
  /** What new observations are drawn from. */
  readonly observationSpace: Box;
  /** What the numbers of the new observation are; those of the old one unless told. */
  readonly observationNames?: EnvironmentSpec["observationNames"];
}

/** Passes every observation through a function: Gymnasium's `TransformObservation`. */
export class TransformObservation<Action extends number | ArrayLike<number>> extends Wrapper<Action> {
  readonly #transform: ObservationTransform;

  constructor(environment: Environment<Action>, transform: ObservationTransform) {
    super(environment);
    checkRecord("transform", transform);
    checkRecord("transform.observationSpace", transform.observationSpace);
    if (typeof transform.transform !== "function") {
      throw new RangeError(`transform.transform is ${shown(transform.transform)}; it must be a function`);
    }
    this.#transform = transform;
  }

  override get spec(): EnvironmentSpec {
    const { observationNames = super.spec.observationNames } = this.#transform;
    return { ...super.spec, observationNames };
  }

  override get observationSpace(): Box {
    return this.#transform.observationSpace;
  }

  override reset(options?: ResetOptions): ResetResult {
    const result = super.reset(options);
    return { ...result, observation: this.#transform.transform(result.observation) };
  }

  override step(action: Action): StepResult {
    const result = super.step(action);
    return { ...result, observation: this.#transform.transform(result.observation) };
  }
}
