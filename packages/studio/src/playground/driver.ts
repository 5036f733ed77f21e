import type { Driving } from "./messages.ts";
import { Pacer } from "./pacer.ts";

/** Milliseconds for which the end of an episode stands, when it is driven by hand. */
const endingLength = 700;

/** Says when the next step is due, and what is done in it: what the agent would, or what the visitor's hand says. */
export class Driver {
  #stepsPerSecond = Number.POSITIVE_INFINITY;
  #pacer = new Pacer(this.#stepsPerSecond, 0);
  #driving: Driving | null = null;
  #held: number | null = null;
  /** A key that was pressed, however shortly: its action is done once at least. */
  #pressed: number | null = null;
  /** An episode ended before the visitor's eyes, and the next one was not shown yet. */
  #showsEnding = false;

  /** The environment is in the visitor's hands. */
  get isByHand(): boolean {
    return this.#driving !== null;
  }

  /** Steps in a second while the agent acts; Infinity: as fast as it goes. */
  setSpeed(stepsPerSecond: number): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.beginPace();
  }

  /** The next step is due at this instant, and the others after it at their pace. */
  beginPace(instant = performance.now()): void {
    this.#pacer = new Pacer(this.#driving?.stepsPerSecond ?? this.#stepsPerSecond, instant);
  }

  /** Gives the environment into the visitor's hands; null: back to the agent. */
  give(driving: Driving | null): void {
    this.#driving = driving;
    this.#held = this.#pressed = null;
    this.#showsEnding = false;
    this.beginPace();
  }

  /** The key of this action is held from now on; null: none. */
  hold(action: number | null): void {
    this.#held = action;
    this.#pressed = action ?? this.#pressed;
  }

  /** Milliseconds until the next step is due; null: the visitor plays on a board, and has not moved. */
  wait(now: number): number | null {
    const hasMoved = this.#held !== null || this.#pressed !== null;
    if (this.#driving?.waits && !hasMoved && !this.#showsEnding) return null;
    return this.#pacer.wait(now);
  }

  /** What to do in the next step; null: what the agent would. */
  nextAction(): number | null {
    const action = this.#driving && (this.#pressed ?? this.#held ?? this.#driving.neutral);
    this.#pressed = null;
    return action;
  }

  /** Takes note of a step made. */
  made(now: number): void {
    this.#pacer.made(now);
  }

  /** Takes note of a step shown: the end of an episode stands for a moment. */
  shown(hasEnded: boolean, now: number): void {
    this.#showsEnding = hasEnded;
    if (hasEnded && this.isByHand) this.beginPace(now + endingLength);
  }

  /** Whether the end of an episode has stood for long enough; says so once. */
  endingIsOver(now: number): boolean {
    if (!this.#showsEnding || this.#pacer.wait(now) > 0) return false;
    this.#showsEnding = false;
    return true;
  }
}
