import { Discrete, type EnvironmentSpec, type Outcome, SeededEnvironment } from "./index.ts";

/** Where passengers wait and go to: red, green, yellow, blue. */
const STOPS = [
  [0, 0],
  [0, 4],
  [4, 0],
  [4, 3],
];
/** Cells with a wall to their east, as row and column. */
const WALLS = ["0,1", "1,1", "3,0", "4,0", "3,2", "4,2"];
const ABOARD = 4;

interface TaxiState {
  readonly row: number;
  readonly column: number;
  /** The stop where the passenger waits, or `ABOARD`. */
  readonly passenger: number;
  readonly destination: number;
}

/** Gymnasium's Taxi by its rules, not its random stream: 500 states that are but numbered. */
export class Taxi extends SeededEnvironment<number, TaxiState> {
  readonly spec: EnvironmentSpec = {
    id: "Taxi",
    description: "Bring the passenger to the stop that is asked for.",
    rewardThreshold: 8,
    solvedReturn: 8,
    maxEpisodeSteps: 200,
    observationNames: [{ name: "state", unit: "" }],
    actionNames: ["south", "north", "east", "west", "pick up", "drop off"],
  };
  readonly observationSpace = new Discrete(500);
  readonly actionSpace = new Discrete(6);

  protected begin(generator: { random(): number }): TaxiState {
    const draw = (count: number) => Math.floor(count * generator.random());
    const passenger = draw(4);
    return { row: draw(5), column: draw(5), passenger, destination: (passenger + 1 + draw(3)) % 4 };
  }

  protected advance(state: TaxiState, action: number): Outcome<TaxiState> {
    const { row, column, passenger, destination } = state;
    const stop = STOPS.findIndex(([r, c]) => r === row && c === column);
    const moved = (changes: Partial<TaxiState>, reward = -1, terminated = false) => ({
      state: { ...state, ...changes },
      reward,
      terminated,
    });
    if (action === 0) return moved({ row: Math.min(row + 1, 4) });
    if (action === 1) return moved({ row: Math.max(row - 1, 0) });
    if (action === 2)
      return moved(WALLS.includes(`${row},${column}`) ? {} : { column: Math.min(column + 1, 4) });
    if (action === 3) {
      return moved(WALLS.includes(`${row},${column - 1}`) ? {} : { column: Math.max(column - 1, 0) });
    }
    if (action === 4) return passenger === stop ? moved({ passenger: ABOARD }) : moved({}, -10);
    if (passenger !== ABOARD || stop < 0) return moved({}, -10);
    return stop === destination ? moved({ passenger: stop }, 20, true) : moved({ passenger: stop });
  }

  protected observe({ row, column, passenger, destination }: TaxiState): Float64Array {
    return Float64Array.of(((row * 5 + column) * 5 + passenger) * 4 + destination);
  }
}
