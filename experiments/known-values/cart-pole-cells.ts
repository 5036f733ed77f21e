import { CartPole } from "drumlin";
import type { Chance, FiniteTask } from "./finite-task.ts";

/** Cart position, cart velocity, pole angle, pole angular velocity. */
type PoleState = readonly [number, number, number, number];

/** The centres of the cells along each number of a state, from −reach to reach; those of position and angle are CartPole's limits. */
const axes = [
  { reach: 2.4, cells: 7 },
  { reach: 2, cells: 7 },
  { reach: (12 * 2 * Math.PI) / 360, cells: 9 },
  { reach: 2, cells: 9 },
];
/** Steps of CartPole that a push lasts: 0.04 seconds. */
const pushSteps = 2;

/** Gymnasium's CartPole, asked what comes of a push in any state. */
class AskedCartPole extends CartPole {
  /** Null where the pole falls or the cart leaves the track. */
  pushed([position, velocity, angle, angularVelocity]: PoleState, action: number): PoleState | null {
    const before = { position, velocity, angle, angularVelocity, fallen: false };
    const { state, terminated } = this.advance(before, action);
    return terminated ? null : [state.position, state.velocity, state.angle, state.angularVelocity];
  }
}

/**
 * CartPole between the centres of cells: a push leads to one of the 16 centres around the state that it leads to in CartPole, the nearer the
 * likelier, so that in the mean it leads to that state. Velocities beyond the outermost centres count as theirs.
 *
 * Source: R. Munos, A. Moore, "Variable resolution discretization in optimal control", Machine Learning 49 (2002), after H. Kushner's Markov
 * chain approximation.
 */
export function cartPoleCells(): FiniteTask {
  const cartPole = new AskedCartPole();
  const centres = allCentres();
  const push = (centre: PoleState, action: number): Chance[] => {
    let state: PoleState | null = centre;
    for (let step = 0; step < pushSteps && state !== null; step++) state = cartPole.pushed(state, action);
    return state === null ? [{ probability: 1, reward: 1, next: null }] : arrivals(state);
  };
  return { observations: centres, chances: centres.map((centre) => [push(centre, 0), push(centre, 1)]) };
}

/** Of all cells, the last number of a state changing fastest. */
function allCentres(): PoleState[] {
  return axes.reduce<number[][]>(
    (lists, { reach, cells }) =>
      lists.flatMap((list) =>
        Array.from({ length: cells }, (_, i) => [...list, (2 * i * reach) / (cells - 1) - reach]),
      ),
    [[]],
  ) as unknown as PoleState[];
}

/** The cells whose centres are around a state: along each axis the two next to it share by nearness. */
function arrivals(state: PoleState): Chance[] {
  return axes.reduce<Chance[]>(
    (chances, { reach, cells }, axis) => {
      const along = ((state[axis]! + reach) / (2 * reach)) * (cells - 1);
      const place = Math.min(Math.max(along, 0), cells - 1);
      const below = Math.min(Math.floor(place), cells - 2);
      const above = place - below;
      const neighbours = [
        { cell: below, share: 1 - above },
        { cell: below + 1, share: above },
      ].filter(({ share }) => share > 0);
      return chances.flatMap(({ probability, reward, next }) =>
        neighbours.map(({ cell, share }) => ({
          probability: probability * share,
          reward,
          next: next! * cells + cell,
        })),
      );
    },
    [{ probability: 1, reward: 1, next: 0 }],
  );
}
