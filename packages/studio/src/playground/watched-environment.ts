import { type ResetOptions, type ResetResult, type StepResult, Wrapper } from "drumlin";
import type { WatchedStep } from "./messages.ts";

/** An environment that remembers where it stands and how it came there. */
export class WatchedEnvironment extends Wrapper<number> {
  /** Where the last reset led to; null before the first. */
  beginning: WatchedStep | null = null;
  /** Null before the first. */
  lastStep: WatchedStep | null = null;

  override reset(options?: ResetOptions): ResetResult {
    const result = super.reset(options);
    const { observation } = result;
    this.beginning = { observation, action: null, reward: 0, episodicReturn: 0, hasEnded: false };
    return result;
  }

  override step(action: number): StepResult {
    const result = super.step(action);
    const { observation, reward } = result;
    const returnBefore = this.lastStep === null || this.lastStep.hasEnded ? 0 : this.lastStep.episodicReturn;
    const hasEnded = result.terminated || result.truncated;
    this.lastStep = { observation, action, reward, episodicReturn: returnBefore + reward, hasEnded };
    return result;
  }
}
