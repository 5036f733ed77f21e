import {
  Box,
  Discrete,
  type Environment,
  type EnvironmentSpec,
  make,
  type NumpyGenerator,
  type Outcome,
  register,
  SeededEnvironment,
  TransformObservation,
  Wrapper,
} from "drumlin";

// What a program's data are like, one fault a task. A stream that nothing ends is learned from its first reset on, and played from
// elsewhere after every later one: evaluations have instances of their own.

interface Room {
  readonly inside: number;
  readonly minute: number;
}

/** The heater of examples/thermostat.ts. Learned from 15 °C; played from six temperatures, five of them elsewhere. */
class Thermostat extends SeededEnvironment<number, Room> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: -60, high: 80, size: 2, dtype: "float64" });
  readonly actionSpace = new Discrete(2);
  readonly #noise: number;
  #resets = 0;

  constructor(id: string, noise: number) {
    super();
    // An hour or two on the way, then 0.15 °C off, and half a kilowatt-hour: −700 where no start is missed, −2 000 where one is.
    this.spec = specOf(id, "Keep a room at 20 °C.", -900, ["inside °C", "outside °C"], ["off", "heat"]);
    this.#noise = noise;
  }

  protected begin(): Room {
    const starts = [15, 20, 10, 5, 25, 30];
    return { inside: starts[this.#resets++ % starts.length]!, minute: 0 };
  }

  protected advance({ inside, minute }: Room, heating: number, generator: NumpyGenerator): Outcome<Room> {
    const drift = this.#noise * noise(generator);
    const next = inside + 0.02 * (outsideAt(minute) - inside) + 0.6 * heating + drift;
    const reward = -Math.abs(next - 20) - 0.2 * heating;
    return { state: { inside: next, minute: minute + 1 }, reward, terminated: false };
  }

  protected observe({ inside, minute }: Room): Float64Array {
    return Float64Array.of(inside, outsideAt(minute));
  }
}

/** Of mean 0 and deviation 1. */
function noise(generator: NumpyGenerator): number {
  return Math.sqrt(3) * generator.uniform(-1, 1);
}

function outsideAt(minute: number): number {
  return 5 + 5 * Math.sin((2 * Math.PI * minute) / 1440);
}

interface Plant {
  readonly x: number;
  readonly alarm: boolean;
  readonly step: number;
}

/** A plant is kept near 0, and an alarm answered that is seldom on: in play every fiftieth step. */
class Alarm extends SeededEnvironment<number, Plant> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: -2, high: 2, size: 2, dtype: "float64" });
  readonly actionSpace = new Discrete(3);
  readonly #share: number;
  #resets = 0;

  constructor(id: string, share: number) {
    super();
    // Of 200 steps four alarms: +40 where they are answered, −40 where not, and 6 for the way.
    this.spec = specOf(id, "Keep x near 0, answer alarms.", 150, ["x", "alarm"], ["left", "right", "answer"]);
    this.#share = share;
  }

  protected begin(generator: NumpyGenerator): Plant {
    this.#resets++;
    return { x: 2 * generator.random() - 1, alarm: false, step: 0 };
  }

  protected advance({ x, alarm, step }: Plant, action: number, generator: NumpyGenerator): Outcome<Plant> {
    const answered = action === 2 ? 10 : -10;
    const reward = (alarm ? answered : 0) - 0.5 * Math.abs(x);
    const moved = x + [-0.15, 0.15, 0][action]! + 0.05 * noise(generator);
    const isPlayed = this.#resets > 1;
    const rings = isPlayed ? step % 50 === 24 : generator.random() < this.#share;
    const state = { x: Math.min(2, Math.max(-2, moved)), alarm: rings, step: step + 1 };
    return { state, reward, terminated: false };
  }

  protected observe({ x, alarm }: Plant): Float64Array {
    return Float64Array.of(x, alarm ? 1 : 0);
  }
}

interface Place {
  readonly x: number;
  readonly flips: boolean;
}

/** x is kept near 0 beside a feature that is 0.3 but for rounding, until it is played: then it is 0.31. */
class NearConstant extends SeededEnvironment<number, Place> {
  readonly spec: EnvironmentSpec;
  readonly observationSpace = new Box({ low: -1, high: 1, size: 2, dtype: "float64" });
  readonly actionSpace = new Discrete(2);
  #resets = 0;

  constructor(id: string) {
    super();
    this.spec = specOf(id, "Keep x near 0.", -150, ["x", "feature"], ["left", "right"]);
  }

  protected begin(): Place {
    return { x: this.#resets++ % 2 === 0 ? 0.9 : -0.9, flips: false };
  }

  protected advance({ x }: Place, action: number, generator: NumpyGenerator): Outcome<Place> {
    const moved = x + (action === 1 ? 0.1 : -0.1) + 0.03 * noise(generator);
    const next = Math.min(1, Math.max(-1, moved));
    return {
      state: { x: next, flips: generator.random() < 0.5 },
      reward: -Math.abs(next),
      terminated: false,
    };
  }

  protected observe({ x, flips }: Place): Float64Array {
    const constant = flips ? 0.3 : 0.1 + 0.2;
    return Float64Array.of(x, this.#resets > 1 ? 0.31 : constant);
  }
}

/** An environment one of whose rewards, in its whole life, is another. */
class OddReward extends Wrapper<number> {
  readonly #reward: number;
  readonly #at: number;
  #steps = 0;

  constructor(environment: Environment<number>, reward: number, at: number) {
    super(environment);
    this.#reward = reward;
    this.#at = at;
  }

  override step(action: number) {
    const result = this.environment.step(action);
    return ++this.#steps === this.#at ? { ...result, reward: this.#reward } : result;
  }
}

/** … all of whose rewards are greater by a constant. */
class ShiftedReward extends Wrapper<number> {
  readonly #offset: number;

  constructor(environment: Environment<number>, offset: number) {
    super(environment);
    this.#offset = offset;
  }

  override step(action: number) {
    const result = this.environment.step(action);
    return { ...result, reward: result.reward + this.#offset };
  }
}

/** … whose pole angle, once in its life, is read wrong. */
function oddReading(environment: Environment<number>, reading: number, at: number): Environment<number> {
  let observations = 0;
  const { observationSpace, spec } = environment;
  return new TransformObservation(environment, {
    transform: (observation) => {
      const seen = Float64Array.from(observation);
      if (++observations === at) seen[2] = reading;
      return seen;
    },
    observationSpace: observationSpace as Box,
    observationNames: spec.observationNames,
  });
}

function specOf(
  id: string,
  description: string,
  solvedReturn: number,
  observations: readonly string[],
  actionNames: readonly string[],
): EnvironmentSpec {
  const observationNames = observations.map((name) => ({ name, unit: "" }));
  return {
    id,
    description,
    rewardThreshold: null,
    solvedReturn,
    maxEpisodeSteps: null,
    observationNames,
    actionNames,
  };
}

function known(id: string, create: (id: string) => Environment<number>): void {
  register({ spec: create(id).spec, create: () => create(id) });
}

/** An environment of Drumlin's under another name, with its time limit. */
function knownAs(
  id: string,
  base: string,
  change: (environment: Environment<number>) => Environment<number>,
  earned: (solved: number) => number = (solved) => solved,
): void {
  const { spec } = make(base);
  register({
    spec: { ...spec, id, solvedReturn: earned(spec.solvedReturn!) },
    create: () => change(make(base, { maxEpisodeSteps: null }) as unknown as Environment<number>),
  });
}

known("Thermostat", (id) => new Thermostat(id, 0));
known("Noisy thermostat", (id) => new Thermostat(id, 0.2));
for (const [percent, share] of [
  ["2", 0.02],
  ["0.5", 0.005],
  ["0.1", 0.001],
] as const) {
  known(`Alarm in ${percent} % of steps`, (id) => new Alarm(id, share));
}
known("Near-constant feature", (id) => new NearConstant(id));
for (const reading of [20, 1000, 65_535, 1e30]) {
  knownAs(`CartPole, one angle of ${reading}`, "CartPole-v1", (pole) => oddReading(pole, reading, 500));
}
for (const reward of [1e6, -1e6]) {
  knownAs(`CartPole, one reward of ${reward}`, "CartPole-v1", (pole) => new OddReward(pole, reward, 500));
}
const torques = 200;
for (const offset of [0, 100, -100, 1000, -1000]) {
  knownAs(
    `Pendulum, ${offset} a step`,
    "Pendulum-v1",
    (pendulum) => new ShiftedReward(pendulum, offset),
    (solved) => solved + torques * offset,
  );
}
