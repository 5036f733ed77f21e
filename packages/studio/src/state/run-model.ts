import type {
  HealthRecord,
  PolicyMoment,
  RunConfiguration,
  RunMessage,
  RunProgress,
  RunResult,
  RunState,
} from "@drumlin/run";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type EnvironmentSpec, GaussianPolicy, type MetricName } from "drumlin";
import { PolicyHistory } from "./policy-history.ts";
import { Series } from "./series.ts";

/** What is known of a run's environment; numbered observations and actions where that is nothing, or of another form. */
function fittingSpec(
  known: EnvironmentSpec | null,
  { environment: id, agent: { observationSize, actionCount } }: RunConfiguration,
): EnvironmentSpec {
  const { observationNames, actionNames } = known ?? { observationNames: [], actionNames: [] };
  if (known !== null && observationNames.length === observationSize && actionNames.length === actionCount)
    return known;
  return {
    id,
    description: "",
    rewardThreshold: null,
    solvedReturn: null,
    maxEpisodeSteps: null,
    observationNames: Array.from({ length: observationSize }, (_, i) => ({
      name: `observation ${i}`,
      unit: "",
    })),
    actionNames: Array.from({ length: actionCount }, (_, a) => `action ${a}`),
  };
}

/** Milliseconds between instants at which views draw together. */
const commonInstants = 100;

/**
 * Everything that the views of one run draw from, wherever it comes from: a store, by way of the lab's server, or a worker of
 * this page. What tells of it says `apply`; views read signals. Series and history grow in place, and count a version.
 */
export class RunModel {
  readonly #thrift: number;

  /** @param thrift how many times longer than usual views wait between drawings while the run trains */
  constructor(thrift = 1) {
    this.#thrift = thrift;
  }

  readonly configuration: Signal<RunConfiguration | null> = signal(null);
  readonly name = signal("");
  readonly spec: Signal<EnvironmentSpec | null> = signal(null);
  readonly state: Signal<RunState> = signal("running");
  readonly progress: Signal<RunProgress | null> = signal(null);
  readonly result: Signal<RunResult | null> = signal(null);
  readonly updatesPerSecond: Signal<number | null> = signal(null);
  /** When the progress shown was true, in milliseconds since 1970; null before the first. */
  readonly measuredAt: Signal<number | null> = signal(null);
  /** Milliseconds from then to when it arrived here. */
  readonly behind: Signal<number | null> = signal(null);
  /** One sentence, while the store cannot be read. */
  readonly problem: Signal<string | null> = signal(null);
  readonly health: Signal<readonly HealthRecord[]> = signal([]);

  /** By name; changed in place. */
  readonly series = new Map<string, Series>();
  readonly seriesVersion = signal(0);
  /** The series hold what was measured before the run was opened here. */
  readonly hasPast = signal(false);
  /** Changed in place. */
  readonly history = new PolicyHistory();
  readonly historyVersion = signal(0);
  /** There are snapshots up to this step, here or where the history is fetched from. */
  readonly snapshotStep = signal(-1);

  /** The policy now. */
  readonly live: Signal<PolicyMoment | null> = signal(null);
  /** The step that the time slider stands at; null: it follows what is live. */
  readonly shownStep: Signal<number | null> = signal(null);
  /** The moment that every view shows. */
  readonly shown: ReadonlySignal<PolicyMoment | null> = computed(() => {
    this.historyVersion.value;
    const step = this.shownStep.value;
    return (step === null ? (this.live.value ?? this.history.moments.at(-1)) : this.history.at(step)) ?? null;
  });
  readonly policy: ReadonlySignal<GaussianPolicy | null> = computed(() => {
    const moment = this.shown.value;
    return moment === null ? null : GaussianPolicy.fromFrame(moment.frame);
  });
  /** Observations the agent remembered at the moment shown, count × observationSize. */
  readonly visited: ReadonlySignal<Float32Array> = computed(() => {
    this.historyVersion.value;
    const moment = this.shown.value;
    if (moment === null) return new Float32Array(0);
    return moment.visited.length > 0
      ? moment.visited
      : (this.history.at(moment.step)?.visited ?? moment.visited);
  });

  /** The identity of the hill that is selected in every view. */
  readonly selectedHill: Signal<number | null> = signal(null);
  /** The observation that the environment on the page is in now. */
  readonly present: Signal<ArrayLike<number> | null> = signal(null);
  /** What was done to come there; null after a reset. */
  readonly presentAction: Signal<number | null> = signal(null);
  /** Somebody drives the environment on the page (by keyboard, or step by step): the policy's own greedy episodes rest. */
  readonly isDriven = signal(false);
  /** An observation somebody asked about: explained, and the slice through it shown, instead of the present one. */
  readonly asked: Signal<readonly number[] | null> = signal(null);

  /** Takes in what is told of the run. */
  apply(message: RunMessage): void {
    switch (message.kind) {
      case "opening": {
        const { run, spec, health } = message;
        this.problem.value = null;
        this.configuration.value = run.configuration;
        this.name.value = run.name;
        this.spec.value = fittingSpec(spec, run.configuration);
        this.state.value = run.state;
        this.progress.value = run.progress;
        this.result.value = run.result;
        this.health.value = health;
        this.series.clear();
        this.seriesVersion.value++;
        this.hasPast.value = false;
        break;
      }
      case "series":
        for (const thinned of message.series) this.series.set(thinned.name, Series.from(thinned));
        this.seriesVersion.value++;
        this.hasPast.value = true;
        break;
      case "progress":
        this.problem.value = null;
        this.state.value = message.state;
        this.progress.value = message.progress;
        this.result.value = message.result;
        this.updatesPerSecond.value = message.updatesPerSecond;
        this.measuredAt.value = message.measuredAt;
        this.behind.value = Math.max(0, Date.now() - message.measuredAt);
        break;
      case "points":
        for (const [name, step, value] of message.points) this.#seriesOf(name).push(step, value);
        this.seriesVersion.value++;
        break;
      case "health":
        this.health.value = [...this.health.value, ...message.events];
        break;
      case "moment":
        this.live.value = message.moment;
        break;
      case "snapshots":
        this.snapshotStep.value = message.step;
        break;
      case "problem":
        this.problem.value = message.problem;
    }
  }

  /** Milliseconds that a view waits between drawings, where it would usually wait `usual`. */
  pause(usual: number): number {
    return this.state.peek() === "running" ? usual * this.#thrift : usual;
  }

  /**
   * Milliseconds until a view should draw that last drew at `drawnAt` and usually waits `usual`. Where that is longer than usual
   * views draw at the same instants: to compose a frame costs more than what is new in it.
   */
  wait(drawnAt: number, usual: number): number {
    const now = performance.now();
    const wait = Math.max(0, drawnAt + this.pause(usual) - now);
    if (this.pause(1) === 1) return wait;
    return Math.ceil((now + wait) / commonInstants) * commonInstants - now;
  }

  /** What is known of a metric of the table. */
  metric(name: MetricName): Series | undefined {
    return this.series.get(name);
  }

  /** Takes in moments of the past. */
  remember(moments: readonly PolicyMoment[]): void {
    this.history.add(moments);
    this.historyVersion.value++;
  }

  #seriesOf(name: string): Series {
    const known = this.series.get(name);
    if (known !== undefined) return known;
    const series = new Series(name);
    this.series.set(name, series);
    return series;
  }
}
