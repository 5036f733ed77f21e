import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import {
  type EnvironmentSpec,
  type GaussianPolicy,
  hillCenterInFrame,
  type ObservationDistribution,
  observationDistribution,
  type PlaneDimensions,
} from "drumlin";
import type { RunModel } from "../state/run-model.ts";
import { extent, type Range } from "../ui/range.ts";
import { decidingDimensions, decisionDependence } from "./deciding-dimensions.ts";
import type { Fill } from "./draw-bands.ts";
import { observedRange, widened } from "./observed-range.ts";
import {
  hillsInPlane,
  type Others,
  type PlaneField,
  type PlanePoint,
  planeField,
  type WeighedHill,
} from "./plane-field.ts";

/** What stands for the observations outside of the plane. */
type OthersChoice = "visited" | "present" | "chosen";

/** Hills of at least this importance are to be seen without scrolling. */
const IMPORTANT = 0.3;
/** Of a trail, at most: more are not seen. */
const TRAIL_POINTS = 64;
/** Other dimensions replace those shown when the decision depends on them this many times as much. */
const CLEARLY_MORE = 1.5;

/** What the parts of a landscape are drawn from. */
export interface PlaneProperties {
  readonly view: PlaneView;
  readonly spec: EnvironmentSpec;
}

/** What one landscape shows of a run: which plane, what of it, how far; and the field computed for that. */
export class PlaneView {
  readonly run: RunModel;
  /** Null while the page chooses. */
  readonly chosenDimensions: Signal<PlaneDimensions | null> = signal(null);
  readonly #decidingDimensions = signal<PlaneDimensions>([0, 1]);
  readonly dimensions: ReadonlySignal<PlaneDimensions> = computed(
    () => this.chosenDimensions.value ?? this.#decidingDimensions.value,
  );
  readonly othersChoice = signal<OthersChoice>("visited");
  readonly fill = signal<Fill>("decision");
  /** Set by the sliders; null until one is moved. */
  readonly chosenObservation: Signal<readonly number[] | null> = signal(null);
  /** The field as it was last computed. */
  readonly field: Signal<PlaneField | null> = signal(null);
  /** Counts how often somebody asked for the axes to be fitted. */
  readonly fits = signal(0);

  /** Where the visited states lie; before there are any, the hills' centres. */
  readonly distribution: ReadonlySignal<ObservationDistribution | null> = computed(() => {
    const policy = this.run.policy.value;
    if (policy === null) return null;
    const visited = this.run.visited.value;
    return visited.length > 0
      ? observationDistribution(visited, policy.observationSize)
      : hillDistribution(policy);
  });

  /** The observation that a point of the plane completes: asked about, chosen, present, or the mean of the visited. */
  readonly observation: ReadonlySignal<readonly number[]> = computed(() => {
    const asked = this.run.asked.value;
    if (asked !== null) return asked;
    const choice = this.othersChoice.value;
    if (choice === "present" && this.run.present.value !== null) return Array.from(this.run.present.value);
    if (choice === "chosen" && this.chosenObservation.value !== null) return this.chosenObservation.value;
    return Array.from(this.distribution.value?.mean ?? []);
  });

  /** Where the selected hill's centre went up to the moment shown, in the plane shown. */
  readonly trail: ReadonlySignal<readonly PlanePoint[]> = computed(() => {
    const { selectedHill, shown, history, historyVersion } = this.run;
    historyVersion.value;
    const [id, moment] = [selectedHill.value, shown.value];
    if (id === null || moment === null) return [];
    const [i, j] = this.dimensions.value;
    const moments = history.moments.filter(({ step }) => step < moment.step);
    const stride = Math.ceil(moments.length / TRAIL_POINTS);
    return [...moments.filter((_, m) => m % stride === 0), moment]
      .map(({ frame }) => hillCenterInFrame(frame, id))
      .filter((center) => center !== undefined)
      .map((center) => [center[i]!, center[j]!]);
  });

  /** By dimension: ranges stay when another plane is looked at. */
  readonly #ranges = new Map<number, Range>();
  #decidedAtStep = -1;

  constructor(run: RunModel) {
    this.run = run;
  }

  /** Shows a dimension along one axis; when the other axis had it, they change places. */
  chooseDimension(axis: 0 | 1, dimension: number): void {
    const [x, y] = this.dimensions.peek();
    const other = axis === 0 ? y : x;
    const replaced = axis === 0 ? x : y;
    const kept = other === dimension ? replaced : other;
    this.chosenDimensions.value = axis === 0 ? [dimension, kept] : [kept, dimension];
  }

  /** Asks about a point of the plane, all else as it stands. */
  ask([x, y]: PlanePoint): void {
    const observation = [...this.observation.peek()];
    const [i, j] = this.dimensions.peek();
    observation[i] = x;
    observation[j] = y;
    this.run.asked.value = observation;
  }

  /** Moves one of the other observations, of the point that is asked about too. */
  chooseOther(dimension: number, value: number): void {
    const observation = this.observation.peek().map((each, i) => (i === dimension ? value : each));
    this.chosenObservation.value = observation;
    if (this.run.asked.peek() !== null) this.run.asked.value = observation;
  }

  /** Lets the axes show what they would show if the page were opened now. */
  fit(): void {
    this.#ranges.clear();
    this.fits.value++;
  }

  /** Where one of the other dimensions can be moved: what was visited, and where it stands. */
  rangeOf(dimension: number): Range {
    const { observationSize = 1 } = this.run.policy.peek() ?? {};
    return observedRange(this.run.visited.peek(), observationSize, dimension, [
      this.observation.peek()[dimension] ?? 0,
    ]);
  }

  /** Computes the field of what is shown now. Returns whether the axes are still on their way. */
  recompute(resolution: number, isCalm: boolean): boolean {
    const policy = this.run.policy.peek();
    const distribution = this.distribution.peek();
    if (policy === null || distribution === null || policy.observationSize < 2) {
      this.field.value = null;
      return false;
    }
    this.#decide(policy);
    const dimensions = this.dimensions.peek();
    const others: Others =
      this.othersChoice.peek() === "visited"
        ? { kind: "marginal", distribution }
        : { kind: "slice", observation: this.observation.peek() };
    const hills = hillsInPlane(policy, dimensions, others);
    const [x, y] = dimensions.map((dimension, axis) => this.#range(dimension, axis, hills, isCalm));
    this.field.value = planeField(policy, hills, dimensions, x!.shown, y!.shown, resolution);
    return x!.isMoving || y!.isMoving;
  }

  /** Looks again, each time training has come twice as far, at which dimensions decide. */
  #decide(policy: GaussianPolicy): void {
    const visited = this.run.visited.peek();
    const step = this.run.shown.peek()?.step ?? 0;
    if (this.chosenDimensions.peek() !== null || visited.length === 0 || step < 2 * this.#decidedAtStep)
      return;
    const dependence = decisionDependence(policy, visited);
    const deciding = decidingDimensions(dependence);
    const total = (dimensions: PlaneDimensions) =>
      dimensions.reduce((sum, each) => sum + dependence[each]!, 0);
    const isFirst = this.#decidedAtStep < 0;
    this.#decidedAtStep = Math.max(1, step);
    if (isFirst || total(deciding) > CLEARLY_MORE * total(this.#decidingDimensions.peek())) {
      this.#decidingDimensions.value = deciding;
    }
  }

  #range(dimension: number, axis: number, hills: readonly WeighedHill[], isCalm: boolean) {
    const { observationSize } = this.run.policy.peek()!;
    const centers = hills
      .filter(({ importance }) => importance >= IMPORTANT)
      .map(({ shadow }) => shadow.center[axis]!);
    const target = observedRange(this.run.visited.peek(), observationSize, dimension, centers);
    const known = this.#ranges.get(dimension);
    const shown =
      known === undefined ? target : isCalm ? extent([...known, ...target]) : widened(known, target);
    this.#ranges.set(dimension, shown);
    return { shown, isMoving: target[0] < shown[0] || target[1] > shown[1] };
  }
}

/** What is known of where states will lie before any was visited: where the hills are. */
function hillDistribution(policy: GaussianPolicy): ObservationDistribution {
  const { hills, center, scale } = policy.toJSON();
  if (hills.length === 0) {
    return { mean: Float64Array.from(center), covariance: new Float64Array(center.length ** 2) };
  }
  return observationDistribution(
    hills.flatMap(({ mean }) => mean.map((each, i) => center[i]! + scale[i]! * each)),
    policy.observationSize,
  );
}
