import { arraysOf, type Checkpoint } from "../checkpoint.ts";
import { HELD } from "../normalizers/bounded-moments.ts";
import { OnlineNormalizer } from "../normalizers/online-normalizer.ts";
import type { AgentOptions } from "../options/agent-options.ts";
import { agentHeader } from "./agent-header.ts";
import { LearningWatch } from "./learning-watch.ts";
import { StreamWatch } from "./stream-watch.ts";

/**
 * A checkpoint as it would be written now, of an agent that was saved before scales were bounded. It goes on as it was: no
 * observation is bounded, b stays 0, and no hill rests; what its statistics have counted is carried over, and bounded from then
 * on. Every other checkpoint is returned as it is.
 */
export function broughtUpToDate(checkpoint: Checkpoint): Checkpoint {
  const { arrays } = checkpoint;
  const earlier = arrays.get("normalizer/observations/moments");
  if (earlier === undefined) return checkpoint;
  const header = agentHeader(checkpoint);
  const given = (checkpoint.header as { options: AgentOptions }).options;
  const { observationSize: size, pruningStep = Number.POSITIVE_INFINITY } = given;
  const saved = (path: string, length = size) => {
    const array = arrays.get(path);
    if (array instanceof Float64Array && array.length === length) return array;
    throw new RangeError(`the saved agent has no array ${path} of ${length} numbers`);
  };
  // Before anything is made of a size that a file only claims.
  saved("normalizer/observations/moments", 2 * size + 1);

  // It ends by itself, as far as it knows, so that b stays what it was: 0.
  const normalizer = new OnlineNormalizer(size, {
    observations: true,
    rewards: true,
    hasUnknown: true,
    discountFactor: 0,
    firstRenewal: HELD,
    limit: 1,
  });
  normalizer.observe({ observation: new Float64Array(size), reward: 0, terminated: true, truncated: false });
  const { observations, rewards, common, renewal } = normalizer.state();
  const [center, scale] = [saved("normalizer/observations/center"), saved("normalizer/observations/scale")];
  observations.center.set(center);
  observations.scale.set(scale);
  observations.known.set(scale);
  const seen = observations.moments;
  seen.low.set(center.map((middle, i) => middle - scale[i]));
  seen.high.set(center.map((middle, i) => middle + scale[i]));
  seen.single.fill(0);
  setMoments(seen, earlier.subarray(0, size), earlier.subarray(size, 2 * size), earlier[2 * size]);
  const [sumOfSquares, rewardCount, rewardScale] = saved("normalizer/rewards/numbers", 3);
  setMoments(rewards.moments, [0], [sumOfSquares], rewardCount);
  const [steps, nextRenewal] = saved("normalizer/renewal/cursor", 2);
  renewal.numbers.set([steps, nextRenewal, rewardScale]);

  const [stepCount] = saved("agent/counts", 1);
  const added = arraysOf({
    agent: { counts: Float64Array.of(stepCount, 0, stepCount >= pruningStep ? 1 : 0) },
    stream: new StreamWatch(1).state(),
    learning: new LearningWatch(0, 0).state(),
    normalizer: { observations, rewards, common, renewal },
  });
  const options = { ...given, observationLimit: Number.MAX_VALUE, restingReach: 0 };
  return { header: { ...header, options }, arrays: new Map([...arrays, ...added]) };
}

type Moments = ReturnType<OnlineNormalizer["state"]>["rewards"]["moments"];

function setMoments(
  moments: Moments,
  means: ArrayLike<number>,
  squares: ArrayLike<number>,
  rows: number,
): void {
  // As many rows as need not be held back, of the same deviation.
  const counted = Math.max(rows, HELD);
  moments.means.set(means);
  moments.squares.set(Array.from(squares, (sum) => (rows === 0 ? 0 : (sum * counted) / rows)));
  moments.count[0] = counted;
}
