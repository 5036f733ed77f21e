import {
  evaluationSeed,
  jsonPolicy,
  learnableEnvironment,
  type PolicyMoment,
  policyMoment,
  type RunConfiguration,
  type RunEntry,
  type RunMessage,
  RunRecord,
  type RunResult,
  runResult,
  Speedometer,
  sessionOptions,
} from "@drumlin/run";
import { type Agent, createAgent, loadAgent, registeredEnvironments, TrainingSession } from "drumlin";
import { DrivenAgent } from "./driven-agent.ts";
import type { Activity, Driving, PlaygroundConfiguration, Report, Request } from "./messages.ts";
import { Pacer } from "./pacer.ts";
import { WatchedEnvironment } from "./watched-environment.ts";

/** A turn of training takes so many milliseconds; between turns requests are heard. */
const turnLength = 20;
/** Milliseconds between two reports of a training that goes on. */
const reportEvery = 90;
/** Bytes of a policy that views take in a millisecond: a policy of many dimensions is told of more rarely. */
const bytesPerMillisecond = 150;
/** What a snapshot may weigh, in bytes; heavier ones are taken so much rarer. */
const usualSnapshotBytes = 200_000;
/** Milliseconds for which the end of an episode stands, when it is driven by hand. */
const endingLength = 700;

/** Evaluations and checkpoints of `drumlin train`, as long as nobody says otherwise. */
const usualPlan = {
  checkpointEvery: 1000,
  evaluation: { every: 1000, episodes: 20, seed: evaluationSeed },
} as const;

/** A run that is being trained. */
interface Trained {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly agent: DrivenAgent;
  readonly environment: WatchedEnvironment;
  readonly session: TrainingSession;
  readonly record: RunRecord;
  configuration: RunConfiguration;
  solvedAfter: number | null;
  result: RunResult | null;
}

/**
 * A run as `drumlin train` conducts it, with the same bits, in turns of a few milliseconds: whoever has an event loop calls
 * `turn` in it, and tells what the visitor asks.
 */
export class PlaygroundTraining {
  readonly #tell: (report: Report) => void;
  #trained: Trained | null = null;
  #activity: Activity = "paused";
  #stepsPerSecond = Number.POSITIVE_INFINITY;
  #pacer = new Pacer(this.#stepsPerSecond, 0);
  #driving: Driving | null = null;
  #held: number | null = null;
  /** A key that was pressed, however shortly: its action is done once at least. */
  #pressed: number | null = null;
  /** An episode ended by hand, and the next one was not shown yet. */
  #showsEnding = false;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #shownStep = -1;
  /** The next moment is told then, or when there is nothing else to tell. */
  #showsAt = Number.NEGATIVE_INFINITY;
  #speedometer = new Speedometer();

  constructor(tell: (report: Report) => void) {
    this.#tell = tell;
  }

  /** Does what was asked. Rejects with one sentence when it cannot be done; what was trained goes on then. */
  async handle(request: Request): Promise<void> {
    switch (request.kind) {
      case "start":
        await this.#start(request.configuration);
        break;
      case "load":
        await this.#load(request.bytes, request.configuration);
        break;
      case "pause":
        if (this.#activity === "running") this.#become("paused");
        break;
      case "resume":
        if (this.#activity === "paused") this.#become("running");
        break;
      case "step":
        if (this.#activity !== "done") this.#stepAlone();
        break;
      case "go-on":
        this.#goOn();
        break;
      case "speed":
        this.#stepsPerSecond = request.stepsPerSecond;
        this.#setPace();
        break;
      case "drive":
        this.#drive(request.driving);
        break;
      case "hold":
        this.#held = request.action;
        this.#pressed = request.action ?? this.#pressed;
        break;
      case "adjust":
        this.#adjust(request.changes);
        break;
      case "save":
        this.#save(request.format);
    }
  }

  /** Trains for one turn, and gives the milliseconds until it wants the next; null: there is nothing to do. */
  turn(): number | null {
    const trained = this.#trained;
    if (trained === null || this.#activity !== "running") return null;
    const start = performance.now();
    let now = start;
    if (this.#showsEnding && this.#pacer.wait(now) === 0) this.#showBeginning(trained);
    while (this.#pacer.wait(now) === 0 && now - start < turnLength && !this.#isWaiting()) {
      this.#step(trained);
      now = performance.now();
      this.#pacer.made(now);
      if (this.#driving !== null) this.#showStep(trained, now);
      if (this.#hasReachedItsGoal(trained)) {
        trained.record.seconds += (now - start) / 1000;
        this.#finish(trained);
        return null;
      }
    }
    trained.record.seconds += (now - start) / 1000;
    if (now - this.#reportedAt >= reportEvery) this.#report(trained);
    return this.#isWaiting() ? null : this.#pacer.wait(now);
  }

  /** Stops after an error: what was learned up to there stays. */
  halt(): void {
    this.#become("paused");
  }

  async #start({ agent: given, environment: id, seed, steps, untilSolved, preset }: PlaygroundConfiguration) {
    const { observationSpace, actionSpace } = learnableEnvironment(id);
    const sizes = { observationSize: observationSpace.size, actionCount: actionSpace.n };
    const agent = await createAgent({ ...sizes, preset, seed, ...given });
    this.#begin(agent, { environment: id, seed, steps, untilSolved });
  }

  async #load(bytes: Uint8Array, { environment: id, steps, untilSolved }: PlaygroundConfiguration) {
    const agent = await loadAgent(bytes);
    const { stepCount } = agent;
    this.#begin(agent, {
      environment: fittingEnvironment(agent, id),
      seed: agent.options.seed,
      steps: stepCount < steps ? steps : stepCount + steps,
      untilSolved,
    });
  }

  #begin(
    agent: Agent,
    chosen: Pick<RunConfiguration, "environment" | "seed" | "steps" | "untilSolved">,
  ): void {
    const { backendName: backend, options } = agent;
    const configuration = { ...chosen, ...usualPlan, backend, agent: options };
    const environment = new WatchedEnvironment(learnableEnvironment(chosen.environment));
    const driven = new DrivenAgent(agent);
    const fresh = new TrainingSession(driven, environment, sessionOptions(configuration));
    // A loaded agent has its steps behind it; its episodes begin anew.
    const { stepCount } = agent;
    const session =
      stepCount === 0
        ? fresh
        : TrainingSession.resume(
            driven,
            environment,
            { ...fresh.state(), step: stepCount, evaluatedAtStep: stepCount },
            sessionOptions(configuration),
          );
    const trained: Trained = {
      id: crypto.randomUUID(),
      name: `${chosen.environment.toLowerCase()}-seed-${chosen.seed}`,
      createdAt: new Date().toISOString(),
      agent: driven,
      environment,
      session,
      record: new RunRecord({ agent: driven, session, usualSnapshotBytes }),
      configuration,
      solvedAfter: null,
      result: null,
    };
    this.#trained = trained;
    this.#activity = "running";
    this.#driving = null;
    this.#shownStep = -1;
    this.#showsAt = Number.NEGATIVE_INFINITY;
    this.#speedometer = new Speedometer();
    this.#setPace();
    trained.record.reach(stepCount);
    this.#report(trained, [this.#opening(trained)]);
  }

  #become(activity: Activity): void {
    if (this.#trained === null) return;
    this.#activity = activity;
    this.#speedometer = new Speedometer();
    this.#setPace();
    this.#report(this.#trained);
  }

  #setPace(): void {
    this.#pacer = new Pacer(this.#driving?.stepsPerSecond ?? this.#stepsPerSecond, performance.now());
  }

  #goOn(): void {
    const trained = this.#trained;
    if (trained === null || this.#activity !== "done") return;
    const { steps } = trained.configuration;
    const goal = trained.session.step < steps ? steps : 2 * steps;
    this.#configure(trained, { ...trained.configuration, steps: goal, untilSolved: false });
    trained.result = null;
    this.#become("running");
  }

  #drive(driving: Driving | null): void {
    this.#driving = driving;
    this.#held = this.#pressed = null;
    this.#showsEnding = false;
    this.#setPace();
    if (driving === null) return;
    if (this.#activity === "done") this.#goOn();
    else this.#become("running");
  }

  #adjust(changes: Extract<Request, { kind: "adjust" }>["changes"]): void {
    const trained = this.#trained;
    if (trained === null) return;
    trained.agent.agent = trained.agent.agent.adjusted(changes);
    this.#configure(trained, { ...trained.configuration, agent: trained.agent.agent.options });
  }

  #configure(trained: Trained, configuration: RunConfiguration): void {
    trained.configuration = configuration;
    this.#tell({ kind: "configured", configuration });
  }

  #save(format: "model" | "policy"): void {
    const trained = this.#trained;
    if (trained === null) return;
    const { name, agent, configuration } = trained;
    if (format === "model") {
      this.#tell({ kind: "file", name: `${name}.drumlin`, content: agent.agent.save() });
    } else {
      const content = jsonPolicy.write({ policy: agent.policy, environment: configuration.environment });
      this.#tell({ kind: "file", name: `${name}.json`, content });
    }
  }

  #stepAlone(): void {
    const trained = this.#trained;
    if (trained === null) return;
    this.#activity = "paused";
    this.#step(trained);
    this.#showStep(trained, performance.now());
    if (this.#hasReachedItsGoal(trained)) this.#finish(trained);
    else this.#report(trained);
  }

  #step(trained: Trained): void {
    const { agent, session, record } = trained;
    agent.override = this.#driving && (this.#pressed ?? this.#held ?? this.#driving.neutral);
    this.#pressed = null;
    for (const event of session.run(session.step + 1)) record.follow(event);
    record.reach(session.step);
  }

  /** The visitor plays on a board, and has not moved. */
  #isWaiting(): boolean {
    if (this.#showsEnding) return false;
    return this.#driving?.waits === true && this.#held === null && this.#pressed === null;
  }

  #hasReachedItsGoal({ session, configuration }: Trained): boolean {
    return session.step >= configuration.steps || (configuration.untilSolved && session.solvedAndStable);
  }

  #finish(trained: Trained): void {
    const { agent, record } = trained;
    this.#activity = "done";
    this.#driving = null;
    trained.result = runResult(trained, record.progress, agent.policy, record.health);
    this.#report(trained);
  }

  #showStep({ environment }: Trained, now: number): void {
    const { action, result, episodicReturn, hasEnded } = environment;
    if (result === null) return;
    this.#showsEnding = hasEnded;
    if (hasEnded && this.#driving !== null)
      this.#pacer = new Pacer(this.#driving.stepsPerSecond, now + endingLength);
    const observation = Float64Array.from(result.observation);
    this.#tell({
      kind: "watched",
      step: { observation, action, reward: result.reward, episodicReturn, hasEnded },
    });
  }

  #showBeginning({ environment }: Trained): void {
    this.#showsEnding = false;
    const observation = Float64Array.from(environment.beginning);
    this.#tell({
      kind: "watched",
      step: { observation, action: null, reward: 0, episodicReturn: 0, hasEnded: false },
    });
  }

  #report(trained: Trained, first: readonly RunMessage[] = []): void {
    const { record, session } = trained;
    if (session.solvedAtStep !== null) trained.solvedAfter ??= record.seconds;
    const { moments: history, ...taken } = record.take();
    this.#reportedAt = performance.now();
    const messages: RunMessage[] = [...first];
    if (taken.metrics.length > 0)
      messages.push({
        kind: "points",
        points: taken.metrics.map(({ name, step, value }) => [name, step, value] as const),
      });
    if (taken.health.length > 0) messages.push({ kind: "health", events: taken.health });
    const isDue = this.#reportedAt >= this.#showsAt || this.#activity !== "running";
    if (isDue && session.step !== this.#shownStep) {
      const moment = momentOf(trained);
      messages.push({ kind: "moment", moment });
      this.#shownStep = session.step;
      this.#showsAt = this.#reportedAt + moment.frame.byteLength / bytesPerMillisecond;
    }
    if (history.length > 0) messages.push({ kind: "snapshots", step: history.at(-1)!.step });
    messages.push({
      kind: "progress",
      state: this.#runState(),
      progress: record.progress,
      updatesPerSecond: this.#speedOfLate(trained),
      measuredAt: Date.now(),
      result: trained.result,
    });
    this.#tell({
      kind: "run",
      activity: this.#activity,
      isDriven: this.#driving !== null,
      messages,
      history,
      solvedAfter: trained.solvedAfter,
    });
  }

  #runState(): "running" | "interrupted" | "done" {
    return this.#activity === "paused" ? "interrupted" : this.#activity;
  }

  /** Null while it cannot be said. */
  #speedOfLate({ record }: Trained): number | null {
    if (this.#activity === "paused") return null;
    this.#speedometer.add({ ...record.progress, seconds: performance.now() / 1000 });
    return this.#speedometer.speed?.updatesPerSecond ?? null;
  }

  #opening(trained: Trained): RunMessage {
    const { id, name, createdAt, configuration, environment, result, record } = trained;
    const { progress } = record;
    const state = this.#runState();
    const run: RunEntry = {
      id,
      name,
      state,
      configuration,
      progress,
      result,
      createdAt,
      updatedAt: createdAt,
    };
    return { kind: "opening", run, spec: environment.spec, health: [] };
  }
}

function momentOf({ agent, session }: Trained): PolicyMoment {
  return policyMoment(agent, session.step);
}

/** The environment asked for, or the first one here that an agent fits. Throws RangeError when there is none. */
function fittingEnvironment({ observationSize, actionCount }: Agent, id: string): string {
  const fits = (candidate: string) => {
    const { observationSpace, actionSpace } = learnableEnvironment(candidate);
    return observationSpace.size === observationSize && actionSpace.n === actionCount;
  };
  const fitting = [id, ...registeredEnvironments().map((spec) => spec.id)].find(fits);
  if (fitting !== undefined) return fitting;
  throw new RangeError(
    `this model sees ${observationSize} numbers and chooses among ${actionCount} actions; no environment here has both`,
  );
}
