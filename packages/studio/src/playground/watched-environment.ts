import { type ResetOptions, type ResetResult, type StepResult, Wrapper } from "drumlin";

/** An environment that remembers where it stands and how it came there. */
export class WatchedEnvironment extends Wrapper<number> {
  /** Of the last reset. */
  beginning: ArrayLike<number> = [];
  /** The last step. */
  action: number | null = null;
  result: StepResult | null = null;
  /** Up to the last step, within its episode. */
  episodicReturn = 0;

  override reset(options?: ResetOptions): ResetResult {
    const result = super.reset(options);
    this.beginning = result.observation;
    return result;
  }

  override step(action: number): StepResult {
    if (this.hasEnded) this.episodicReturn = 0;
    this.result = super.step(action);
    this.action = action;
    this.episodicReturn += this.result.reward;
    return this.result;
  }

  /** The last step ended its episode. */
  get hasEnded(): boolean {
    return this.result !== null && (this.result.terminated || this.result.truncated);
  }
}
