import type { Backend, Learner } from "../backends/backend.ts";
import {
  type Checkpoint,
  readCheckpoint,
  restoreTree,
  type StateTree,
  writeCheckpoint,
} from "../checkpoint.ts";
import { bellmanResidual } from "../losses/bellman-residual.ts";
import type { Measurements } from "../metrics/metrics.ts";
import { OnlineNormalizer } from "../normalizers/online-normalizer.ts";
import { linearSchedule } from "../optimizers/schedules.ts";
import type { AgentOptions, ResolvedAgentOptions } from "../options/agent-options.ts";
import { checkOption, checkRecord } from "../options/check-option.ts";
import { boolean, wholeNumber } from "../options/option-field.ts";
import { resolveOptions } from "../options/resolve-options.ts";
import { checkMask } from "../policies/action-mask.ts";
import { checkObservation } from "../policies/check-observation.ts";
import { checkPolicyDocument } from "../policies/check-policy-document.ts";
import { epsilonGreedyAction } from "../policies/epsilon-greedy.ts";
import { GaussianPolicy } from "../policies/gaussian-policy.ts";
import type { Explanation } from "../policies/hill.ts";
import { writePolicyDocument } from "../policies/policy-document.ts";
import { softmaxAction } from "../policies/softmax.ts";
import { Xoshiro128 } from "../random/xoshiro128.ts";
import { createSampler } from "../replay/create-sampler.ts";
import { NStepQueue } from "../replay/n-step-queue.ts";
import { readRecords, writeRecords } from "../replay/replay-records.ts";
import type { Sampler } from "../replay/samplers/sampler.ts";
import type { ActionMask, Transition } from "../replay/transition.ts";
import { type AgentAdjustments, checkAdjustable } from "./adjustable-options.ts";
import type { Agent, AgentSnapshot } from "./agent.ts";
import { type AgentHeader, agentHeader } from "./agent-header.ts";
import { checkSavedNumbers, checkSavedSizes } from "./check-saved-state.ts";
import { checkTransition } from "./check-transition.ts";
import { broughtUpToDate } from "./earlier-agents.ts";
import { type HealthEvent, slownessSigns } from "./health.ts";
import { HealthMonitor } from "./health-monitor.ts";
import { LearningWatch } from "./learning-watch.ts";
import { createPatient, MEASURING_STREAM, type Patient } from "./patient.ts";
import { pruneToMostInfluential } from "./prune-then-polish.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";
import { StreamWatch } from "./stream-watch.ts";

/** The seed's streams; stream 1 initialises the learner's parameters, 4 measures, 5 seeds episodes. */
const EXPLORATION_STREAM = 2;
const SAMPLING_STREAM = 3;

const SAVE_OPTIONS = { replay: boolean(true) };

/** Remembered observations over which hills are ranked before they are pruned. */
const RANKING_SAMPLE = 512;

/** Exploration times after which a policy should have settled. */
const SETTLING = 2;

/** Where stands: the steps observed; how many of them had passed when the buffer was last left behind; 1 once hills were pruned. */
const Counts = { steps: 0, forgotten: 1, pruned: 2, count: 3 } as const;

/** The online agent of arXiv 2509.14585: environment → transition → buffer → minibatch → Q → gradient → policy. */
export class SgmmQAgent implements Agent {
  readonly options: ResolvedAgentOptions;
  readonly observationSize: number;
  readonly actionCount: number;
  readonly policy: GaussianPolicy;
  private readonly backend: Backend;
  private readonly learner: Learner;
  private readonly normalizer: OnlineNormalizer;
  private readonly queue: NStepQueue;
  private readonly stream: StreamWatch;
  private readonly learning: LearningWatch;
  private readonly sampler: Sampler;
  private readonly monitor: HealthMonitor;
  private readonly patient: Patient;
  private readonly explorationRandom: Xoshiro128;
  private readonly samplingRandom: Xoshiro128;
  private readonly schedule = { learningRateFactor: 1, sparsity: 0 };
  private readonly normalized: Float64Array;
  private readonly values: Float64Array;
  private readonly counts = new Float64Array(Counts.count);

  /** Throws as `resolveAgentOptions`. */
  constructor(options: AgentOptions, backend: Backend) {
    const resolved = resolveAgentOptions(options);
    const { observationSize, actionCount, seed } = resolved;
    this.options = resolved;
    this.observationSize = observationSize;
    this.actionCount = actionCount;
    this.backend = backend;
    this.learner = backend.createLearner(resolved, seed);
    const learnsScale = resolved.observationNormalization === "online";
    this.normalizer = new OnlineNormalizer(observationSize, {
      observations: learnsScale,
      rewards: resolved.rewardNormalization === "online",
      // A table has a hill at every state.
      hasUnknown: resolved.stateCount === undefined,
      discountFactor: resolved.discountFactor,
      firstRenewal: resolved.learningStarts,
      limit: resolved.observationLimit,
      center: resolved.observationCenter,
      scale: resolved.observationScale,
    });
    this.queue = new NStepQueue(
      resolved.returnSteps,
      resolved.discountFactor,
      learnsScale || resolved.observationScale ? this.normalizer.scale : new Float64Array(observationSize),
      actionCount,
    );
    this.stream = new StreamWatch(resolved.returnSteps);
    this.learning = new LearningWatch(mostlyRandomSteps(resolved), SETTLING * resolved.explorationSteps);
    this.sampler = createSampler(
      resolved.sampler,
      resolved.bufferCapacity,
      resolved.priorityExponent,
      resolved.importanceExponent,
    );
    this.explorationRandom = Xoshiro128.fromSeed(seed, EXPLORATION_STREAM);
    this.samplingRandom = Xoshiro128.fromSeed(seed, SAMPLING_STREAM);
    this.normalized = new Float64Array(observationSize);
    this.values = new Float64Array(actionCount);
    const { learner, normalizer } = this;
    const { averaged: mixture, identities } = learner;
    this.policy = new GaussianPolicy({
      mixture,
      normalizer,
      identities,
      ...(learner.estimatesValues && {
        estimate: (out, observation) => learner.actionValues(out, mixture, observation, 1),
      }),
    });
    const signs = slownessSigns(resolved, backend.updateCost);
    this.monitor = new HealthMonitor(observationSize, actionCount, signs);
    this.patient = createPatient(this.learner, this.normalizer, seed);
  }

  get stepCount(): number {
    return this.counts[Counts.steps];
  }

  get backendName(): string {
    return this.backend.name;
  }

  get updateCount(): number {
    return this.learner.updateCount;
  }

  get health(): readonly HealthEvent[] {
    return this.monitor.events;
  }

  act(observation: ArrayLike<number>, options?: { mask?: ActionMask }): number {
    checkObservation(observation, this.observationSize, "observation");
    const mask = options?.mask;
    if (mask !== undefined) checkMask(mask, this.actionCount, "mask");
    this.normalizer.normalize(this.normalized, 0, observation, 0);
    this.learner.actionValues(this.values, this.learner.current, this.normalized, 1);
    return this.options.exploration === "softmax"
      ? softmaxAction(this.values, this.options.temperature, this.explorationRandom, mask)
      : epsilonGreedyAction(this.values, this.epsilon(), this.explorationRandom, mask);
  }

  observe(transition: Transition): void {
    checkTransition(transition, this.observationSize, this.actionCount);
    const believed = this.normalize(transition);
    this.counts[Counts.steps]++;
    this.watchStream(transition);
    this.watchLearning(transition);
    this.remember(believed);
    this.prune();
    if (this.stepCount < this.firstLearningStep) return;
    this.followSchedules();
    for (let i = 0; i < this.options.updatesPerStep; i++) this.learn();
  }

  qValues(observation: ArrayLike<number>): Float64Array {
    return this.policy.qValues(observation);
  }

  explain(observation: ArrayLike<number>): Explanation {
    return this.policy.explain(observation);
  }

  metrics(): Measurements {
    const { loss, gradientNorm, meanTdError } = this.learner.statistics;
    const measured = {
      "losses/loss": loss,
      "losses/td_error": meanTdError,
      "losses/bellman_residual": this.measureBellmanResidual(),
      "optimizer/gradient_norm": gradientNorm,
      "model/live_components": this.learner.current.liveCount,
      "model/nonzero_weights": this.policy.nonzeroWeightCount,
      "model/parameters": this.policy.parameterCount,
      "policy/epsilon": this.epsilon(),
      "policy/flipped_share": this.monitor.flippedShare,
      "charts/updates": this.updateCount,
    };
    return Object.fromEntries(Object.entries(measured).filter(([, value]) => Number.isFinite(value)));
  }

  remembered(count: number): Float64Array[] {
    checkOption("count", wholeNumber(), count);
    return this.learner.buffer.spread(count);
  }

  save(options: { replay?: boolean } = {}): Uint8Array {
    const { replay } = resolveOptions("save", SAVE_OPTIONS, options);
    if (replay) return this.write({ ...this.state(), records: writeRecords(this.learner.buffer, 0) });
    const { sampler: _, ...kept } = this.state();
    const counts = this.counts.with(Counts.forgotten, this.stepCount);
    return this.write({ ...kept, agent: { counts } }, null);
  }

  snapshot(since: number): AgentSnapshot {
    checkOption("since", wholeNumber(), since);
    const { buffer } = this.learner;
    return {
      state: this.write(this.state()),
      transitions: writeRecords(buffer, since),
      storedCount: buffer.appendedCount,
    };
  }

  adjusted(changes: AgentAdjustments): SgmmQAgent {
    checkRecord("changes", changes);
    checkAdjustable(changes);
    const agent = new SgmmQAgent({ ...this.options, ...changes }, this.backend);
    agent.learner.buffer.copy(this.learner.buffer);
    agent.restoreState(readCheckpoint(this.write(this.state())));
    return agent;
  }

  /**
   * The agent of bytes that `save` wrote, or of a snapshot's `state` together with the `transitions` of all snapshots up to
   * it. Throws RangeError when the bytes are damaged, too few, or written by another backend.
   */
  static restore(bytes: Uint8Array, transitions: readonly Uint8Array[], backend: Backend): SgmmQAgent {
    const checkpoint = broughtUpToDate(readCheckpoint(bytes));
    const header = agentHeader(checkpoint);
    if (header.backend !== backend.name) {
      throw new RangeError(
        `the agent was saved by the backend "${header.backend}", this is "${backend.name}"`,
      );
    }
    const complaint = backend.complaint(header.options);
    if (complaint !== undefined) throw new RangeError(complaint);
    checkSavedSizes(checkpoint, header.options, backend);
    checkSavedNumbers(checkpoint, header.options);
    const agent = new SgmmQAgent(header.options, backend);
    const records = checkpoint.arrays.get("records");
    const chunks = records instanceof Uint8Array ? [records] : transitions;
    readRecords(agent.learner.buffer, chunks, header.appendedCount ?? 0);
    agent.restoreState(checkpoint);
    agent.checkMixtures();
    return agent;
  }

  /** The backend that an agent's bytes were learned on, and its options. Throws RangeError as `restore`. */
  static provenance(bytes: Uint8Array): Pick<AgentHeader, "backend" | "options"> {
    const { backend, options } = agentHeader(readCheckpoint(bytes));
    return { backend, options };
  }

  /** Throws RangeError where what was restored is no policy, or learns on from none. */
  private checkMixtures(): void {
    const { normalizer, learner } = this;
    const { current, averaged, identities } = learner;
    for (const mixture of [current, averaged]) {
      checkPolicyDocument(writePolicyDocument({ mixture, normalizer, identities }));
    }
  }

  /** What is to be learned from the transition. */
  private normalize(transition: Transition): Transition {
    const before = this.normalizer.rewardScale;
    const reward = this.normalizer.observe(transition);
    const after = this.normalizer.rewardScale;
    // Before the first update Q is what initialisation made it, which knows no unit.
    if (after !== before && this.learner.updateCount > 0) this.learner.rescale(before / after);
    return reward === transition.reward ? transition : { ...transition, reward };
  }

  private watchStream({ observation }: Transition): void {
    const signs = this.stream.follow(this.queue.isBrokenBy(observation));
    if (signs) this.monitor.report(StreamWatch.signatures, this.stepCount, signs);
  }

  private watchLearning(transition: Transition): void {
    const signs = this.learning.follow(transition);
    if (signs) this.monitor.report(LearningWatch.signatures, this.stepCount, signs);
  }

  private remember(transition: Transition): void {
    const { buffer } = this.learner;
    const count = this.queue.push(buffer, transition);
    const { appendedCount } = buffer;
    for (let n = appendedCount - count; n < appendedCount; n++) this.sampler.appended(buffer.rowOf(n));
  }

  /** The step from which on a minibatch is more than the few transitions that a young or emptied buffer holds. */
  private get firstLearningStep(): number {
    return this.counts[Counts.forgotten] + this.options.learningStarts;
  }

  private prune(): void {
    const { counts } = this;
    const { prunedComponents, pruningStep } = this.options;
    if (prunedComponents === 0 || counts[Counts.pruned] > 0 || this.stepCount < pruningStep) return;
    // Hills are ranked over what the buffer holds: one that was left behind must fill first.
    if (counts[Counts.forgotten] > 0 && this.stepCount < this.firstLearningStep) return;
    counts[Counts.pruned] = 1;
    pruneToMostInfluential(this.learner, this.normalizer, this.remembered(RANKING_SAMPLE), prunedComponents);
  }

  private learn(): void {
    const { learner, sampler } = this;
    if (learner.buffer.length === 0) return;
    sampler.sample(learner.rows, learner.importance, learner.buffer, this.samplingRandom);
    learner.update(this.normalizer, this.schedule);
    sampler.learned(learner.rows, learner.tdErrors);
    const settled = this.stepCount > SETTLING * this.options.explorationSteps;
    this.monitor.watch(this.patient, learner.updateCount, this.stepCount, settled);
  }

  private followSchedules(): void {
    const { options, schedule } = this;
    const step = this.stepCount;
    schedule.learningRateFactor = linearSchedule(
      1,
      options.learningRateFinal,
      options.learningRateSteps,
      step,
    );
    schedule.sparsity =
      options.sparsity * linearSchedule(options.sparsityStart, 1, options.sparsitySteps, step);
  }

  private epsilon(): number {
    const { explorationStart, explorationEnd, explorationSteps } = this.options;
    return linearSchedule(explorationStart, explorationEnd, explorationSteps, this.stepCount);
  }

  /** On a sample that neither learning nor its generator knows of. */
  private measureBellmanResidual(): number {
    const { learner, options } = this;
    if (learner.buffer.length === 0) return 0;
    const random = Xoshiro128.fromSeed(options.seed, MEASURING_STREAM);
    for (let t = 0; t < learner.rows.length; t++) learner.rows[t] = random.integer(learner.buffer.length);
    return bellmanResidual(learner.measureTdErrors(this.normalizer));
  }

  private state() {
    return {
      agent: { counts: this.counts },
      random: { exploration: this.explorationRandom.state, sampling: this.samplingRandom.state },
      normalizer: this.normalizer.state(),
      queue: this.queue.state(),
      stream: this.stream.state(),
      learning: this.learning.state(),
      sampler: this.sampler.state(),
      learner: this.learner.state(),
      monitor: this.monitor.state(),
    };
  }

  private write(
    tree: StateTree,
    appendedCount: number | null = this.learner.buffer.appendedCount,
  ): Uint8Array {
    const header: AgentHeader = {
      kind: "sgmm-q",
      options: this.options,
      backend: this.backend.name,
      appendedCount,
      history: this.monitor.history(),
    };
    return writeCheckpoint(header, tree);
  }

  /** Everything but the replay buffer. */
  private restoreState(checkpoint: Checkpoint): void {
    const { appendedCount, history } = agentHeader(checkpoint);
    const { sampler, ...others } = this.state();
    restoreTree(appendedCount === null ? others : { ...others, sampler }, checkpoint);
    const { exploration, sampling } = others.random;
    this.explorationRandom.state = exploration;
    this.samplingRandom.state = sampling;
    this.learner.restored();
    this.monitor.restoreHistory(history);
  }
}

/** Steps in which ε-greedy exploration acts mostly at random; 0 where it never does. */
function mostlyRandomSteps(options: ResolvedAgentOptions): number {
  const { exploration, explorationStart, explorationEnd, explorationSteps } = options;
  const falls = exploration === "epsilon-greedy" && explorationStart - explorationEnd >= 0.5;
  return falls ? explorationSteps / 2 : 0;
}
