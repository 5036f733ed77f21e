import { greedyAction, type Measurements, type OptimalValues, optimalValues } from "drumlin";

/** What an agent takes actions to be worth. */
export interface ActionValues {
  /** α, by which it discounts. */
  readonly discountFactor: number;
  /** Q(s, a) of every action, in the reward's own unit. */
  qValues(observation: ArrayLike<number>): ArrayLike<number>;
}

/** Actions that are worse than the best one by no more than this are as good. */
const tie = 1e-9;

/** What measures an agent's values beside the optimal ones of its environment; nothing where either are not known. */
export function valueMeasure(environment: string, learned: ActionValues | undefined): () => Measurements {
  const optimal = learned && optimalValues(environment, learned.discountFactor);
  return () => (optimal ? besideOptimal(learned, optimal) : {});
}

function besideOptimal(learned: ActionValues, optimal: readonly OptimalValues[]): Measurements {
  let [squares, count, right, lost, atStake] = [0, 0, 0, 0, 0];
  for (const { observation, qValues } of optimal) {
    const values = learned.qValues(observation);
    for (const [action, value] of qValues.entries()) squares += (values[action]! - value) ** 2;
    count += qValues.length;
    const best = Math.max(...qValues);
    const loss = best - qValues[greedyAction(values)]!;
    if (loss <= tie) right++;
    lost += loss;
    atStake += best - Math.min(...qValues);
  }
  return {
    "losses/value_distance": Math.sqrt(squares / count),
    "policy/optimal_share": right / optimal.length,
    "policy/decision_loss": atStake === 0 ? 0 : lost / atStake,
  };
}
