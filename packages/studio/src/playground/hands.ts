import type { EnvironmentSpec } from "drumlin";

/** A key to drive with, and what it does. */
export interface Key {
  /** As `KeyboardEvent.key` has it. */
  readonly key: string;
  /** What stands on the key. */
  readonly sign: string;
  readonly action: number;
}

/** How an environment is driven by hand. */
export interface Hands {
  readonly keys: readonly Key[];
  /** What is done while no key is held; null: what the agent would do. */
  readonly neutral: number | null;
  /** Nothing happens until a key is pressed, as on a board. */
  readonly waits: boolean;
}

const arrows = {
  left: { key: "ArrowLeft", sign: "←" },
  up: { key: "ArrowUp", sign: "↑" },
  down: { key: "ArrowDown", sign: "↓" },
  right: { key: "ArrowRight", sign: "→" },
} as const;

/**
 * On a board an arrow goes where it points. Elsewhere actions stand in order from left to right: the outer arrows are the
 * strongest, and the one in the middle is to do nothing.
 */
export function handsFor({ actionNames }: EnvironmentSpec): Hands {
  const directions = Object.entries(arrows).map(([name, arrow]) => ({
    ...arrow,
    action: actionNames.indexOf(name),
  }));
  if (directions.every(({ action }) => action >= 0)) return { keys: directions, neutral: null, waits: true };
  const last = actionNames.length - 1;
  const middle = last >= 2 && last % 2 === 0 ? last / 2 : null;
  const keys = [
    { ...arrows.left, action: 0 },
    ...(middle === null ? [] : [{ ...arrows.down, action: middle }]),
    { ...arrows.right, action: last },
  ];
  return { keys, neutral: middle, waits: false };
}

/** Gymnasium's frames in a second: how fast each task looks right, by the beginning of its id. */
const frameRates: Readonly<Record<string, number>> = {
  CartPole: 50,
  Acrobot: 15,
  FrozenLake: 4,
  CliffWalking: 4,
};
const usualFrameRate = 30;

/** Steps in a second that people see as real time. */
export function realTimeRate(id: string): number {
  return Object.entries(frameRates).find(([name]) => id.startsWith(name))?.[1] ?? usualFrameRate;
}
