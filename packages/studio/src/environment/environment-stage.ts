import { batch, effect, type Signal, signal } from "@preact/signals";
import type { LearnableEnvironment } from "drumlin";
import type { RunModel } from "../state/run-model.ts";
import { palette } from "../ui/palette.ts";
import { sizeCanvas } from "../ui/size-canvas.ts";
import { drawingOf } from "./drawings.ts";
import type { EnvironmentDrawing } from "./environment-drawing.ts";
import { EpisodePlayer } from "./episode-player.ts";
import { FrameLoop } from "./frame-loop.ts";
import { Motion } from "./motion.ts";
import { PacingClock } from "./pacing-clock.ts";

/** Milliseconds: the rest after an episode's end, and how often numbers and the text alternative change. */
const endRest = 700;
const numbersEvery = 100;
const wordsEvery = 1000;

/** Where the episode on the page stands. */
interface Standing {
  readonly episode: number;
  readonly step: number;
  readonly episodicReturn: number;
  readonly lastReturn: number | null;
  /** How much of the last moments each action was taken, in [0, 1]. */
  readonly actionShares: readonly number[];
}

/**
 * The environment of a run on a canvas: plays greedy episodes with the policy shown, or follows whoever drives.
 * Works only while something moves and can be seen.
 */
export class EnvironmentStage {
  readonly environment: LearnableEnvironment;
  readonly drawing: EnvironmentDrawing;
  readonly isPaused: Signal<boolean>;
  /** Times the environment's own pace. */
  readonly speed = signal(1);
  /** Changes at most ten times a second. */
  readonly standing: Signal<Standing>;
  /** What the canvas shows, for those who do not see it; changes at most once a second. */
  readonly words: Signal<string>;
  readonly #run: RunModel;
  readonly #player: EpisodePlayer;
  readonly #clock = new PacingClock();
  readonly #motion: Motion;
  /** Fades from 1 to 0 after an episode's end. */
  #flash = 0;
  #wasDriven = false;
  /** The driver's last observation, when it came, and the time that it took. */
  #followed: ArrayLike<number> | null = null;
  #followedAt = 0;
  #followTime = 1;
  /** Of the way between the last two observations, at this frame. */
  #fraction = 1;
  #numbersAt = Number.NEGATIVE_INFINITY;
  #wordsAt = Number.NEGATIVE_INFINITY;
  readonly #isStill: boolean;

  /**
   * @param options `firstSeed`: of the first episode, those after it count up; `isStill`: begins paused, and nothing flashes,
   *   for those who asked their system for less motion
   */
  constructor(
    run: RunModel,
    environment: LearnableEnvironment,
    options: { readonly firstSeed: number; readonly isStill: boolean },
  ) {
    this.#run = run;
    this.environment = environment;
    this.drawing = drawingOf(environment);
    this.#isStill = options.isStill;
    this.isPaused = signal(options.isStill);
    this.#player = new EpisodePlayer(environment, options.firstSeed);
    this.#motion = new Motion(this.#player.observation, {
      actionCount: environment.actionSpace.n,
      trailSteps: Math.max(8, this.drawing.stepsPerSecond),
      interpolate: this.drawing.interpolate,
    });
    this.standing = signal(this.#standingNow());
    this.words = signal(this.#wordsNow());
  }

  /** Breaks off the episode and begins the next one. */
  newEpisode(): void {
    this.#player.begin();
    this.#restart();
  }

  /** Shows it all on a canvas until the answered function is called. */
  show(canvas: HTMLCanvasElement): () => void {
    let lastWords: ReturnType<typeof setTimeout> | undefined;
    const loop = new FrameLoop(canvas, (now, elapsed) => {
      clearTimeout(lastWords);
      const goesOn = this.#advance(now, elapsed);
      this.#draw(canvas);
      this.#tell(now);
      if (goesOn) return this.#pause > 0 ? this.#run.wait(now, this.#pause) : 0;
      this.standing.value = this.#standingNow();
      lastWords = setTimeout(() => this.#tell(performance.now()), wordsEvery);
      return null;
    });
    const unsubscribe = effect(() => {
      const { policy, isDriven, present } = this.#run;
      for (const cause of [policy, isDriven, present, palette, this.isPaused, this.speed]) cause.value;
      loop.ask();
    });
    if (!this.#run.isDriven.peek()) this.#publish();
    return () => {
      unsubscribe();
      loop.stop();
      clearTimeout(lastWords);
      if (!this.#run.isDriven.peek()) this.#run.present.value = null;
    };
  }

  /** Milliseconds that frames usually are apart: while a training wants the processors, every other one is left to it. */
  get #pause(): number {
    return this.#run.state.peek() === "running" && !this.#run.isDriven.peek() ? 20 : 0;
  }

  /** One frame's worth of everything that moves. True while there is more to come. */
  #advance(now: number, elapsed: number): boolean {
    const isDriven = this.#run.isDriven.peek();
    if (this.#wasDriven && !isDriven) this.#restart();
    this.#wasDriven = isDriven;
    const moves = isDriven ? this.#follow(now) : this.#play(elapsed);
    this.#flash = Math.max(0, this.#flash - elapsed / endRest);
    return this.#motion.settleActions(elapsed) || moves || this.#flash > 0;
  }

  #play(elapsed: number): boolean {
    const policy = this.#run.policy.peek();
    if (policy === null || this.isPaused.peek()) return false;
    const speed = this.speed.peek();
    const steps = this.#clock.advance(elapsed, this.drawing.stepsPerSecond * speed);
    for (let i = 0; i < steps; i++) {
      if (this.#player.isOver) {
        this.#player.begin();
        this.#motion.jumpTo(this.#player.observation);
        continue;
      }
      this.#player.advance(policy);
      this.#motion.stepTo(this.#player.observation, this.#player.action!);
      if (this.#player.isOver) {
        this.#clock.rest(endRest / speed);
        this.#flash = this.#isStill ? 0 : 1;
        break;
      }
    }
    this.#fraction = this.#clock.fraction;
    if (steps > 0) this.#publish();
    return true;
  }

  /** Goes to where somebody else has driven, in the time between their last two steps. */
  #follow(now: number): boolean {
    const { present, presentAction } = this.#run;
    const observation = present.peek();
    if (observation !== null && observation !== this.#followed) {
      const action = presentAction.peek();
      if (action === null) this.#motion.jumpTo(observation);
      else this.#motion.stepTo(observation, action);
      this.#followTime = Math.min(Math.max(now - this.#followedAt, 1), 250);
      this.#followed = observation;
      this.#followedAt = now;
    }
    this.#fraction = Math.min((now - this.#followedAt) / this.#followTime, 1);
    return this.#fraction < 1;
  }

  #restart(): void {
    this.#clock.rest(0);
    this.#motion.jumpTo(this.#player.observation);
    this.#publish();
  }

  #publish(): void {
    batch(() => {
      this.#run.present.value = this.#player.observation;
      this.#run.presentAction.value = this.#player.action;
    });
  }

  #draw(canvas: HTMLCanvasElement): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    const context = sizeCanvas(canvas, width, height);
    if (context === null) return;
    const { action, actionShares, trail } = this.#motion;
    const observation = this.#motion.at(this.#fraction);
    const colors = palette.peek();
    const scene = { context, width, height, observation, action, actionShares, trail };
    this.drawing.draw({ ...scene, palette: colors });
    if (this.#flash === 0) return;
    context.globalAlpha = 0.5 * this.#flash;
    context.beginPath();
    context.roundRect(1.5, 1.5, width - 3, height - 3, 6);
    context.strokeStyle = colors.accent;
    context.lineWidth = 3;
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Brings numbers and words up to date where they are old enough. */
  #tell(now: number): void {
    if (now - this.#numbersAt >= numbersEvery) {
      this.standing.value = this.#standingNow();
      this.#numbersAt = now;
    }
    if (now - this.#wordsAt >= wordsEvery) {
      this.words.value = this.#wordsNow();
      this.#wordsAt = now;
    }
  }

  #standingNow(): Standing {
    const { episode, step, episodicReturn, lastReturn } = this.#player;
    return { episode, step, episodicReturn, lastReturn, actionShares: Array.from(this.#motion.actionShares) };
  }

  #wordsNow(): string {
    const { spec } = this.environment;
    const { action } = this.#motion;
    const when = this.#run.isDriven.peek() ? "you drive" : `step ${this.#player.step}`;
    const doing = action === null ? [] : [spec.actionNames[action]];
    return `${spec.id}: ${[when, this.drawing.describe(this.#motion.at(1)), ...doing].join(", ")}`;
  }
}
