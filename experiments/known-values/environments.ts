import { type EnvironmentSpec, make, register } from "drumlin";
import { cartPoleCells } from "./cart-pole-cells.ts";
import { chain } from "./chain.ts";
import { FiniteEnvironment } from "./finite-environment.ts";
import type { FiniteTask } from "./finite-task.ts";
import { valueIteration } from "./value-iteration.ts";

/** Makes a finite task known, with its optimal values; it is built when it is first asked for. */
function known(spec: EnvironmentSpec, build: () => FiniteTask): void {
  let built: FiniteTask | undefined;
  const task = () => {
    built ??= build();
    return built;
  };
  register({
    spec,
    create: () => new FiniteEnvironment(spec, task()),
    optimalValues: (discountFactor) =>
      valueIteration(task(), discountFactor).map((qValues, state) => ({
        observation: task().observations[state]!,
        qValues,
      })),
  });
}

// Time limits bring a walker or a pole that would go on for ever elsewhere; beyond them values count, so that they change no Q*.
known(
  {
    id: "Chain",
    description: "Walk to the far end of a line, past what the near one has to offer.",
    rewardThreshold: null,
    solvedReturn: null,
    maxEpisodeSteps: 100,
    observationNames: [{ name: "position", unit: "" }],
    actionNames: ["left", "right"],
  },
  chain,
);
known(
  {
    ...make("CartPole-v1").spec,
    id: "CartPole in cells",
    description: "Balance a pole on a cart whose states are the centres of 3,969 cells.",
    rewardThreshold: null,
    solvedReturn: null,
    maxEpisodeSteps: 50,
  },
  cartPoleCells,
);
