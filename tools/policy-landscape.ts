// Draws docs/images/policy-landscape.svg, anew: where a CartPole policy of three hills pushes, and where its hills stand.
//
//   node tools/policy-landscape.ts       (a second)
import { writeFileSync } from "node:fs";
import { createAgent, evaluate, type GaussianPolicy, type Hill, make, train } from "drumlin";
import type { TopLevelSpec } from "vega-lite";
import { renderSvg } from "../packages/lab/src/figures/render.ts";

/** The two observations that are drawn; the others are held at 0. */
const ANGLE = { index: 2, low: -0.21, high: 0.21 };
const VELOCITY = { index: 3, low: -2, high: 2 };
const CELLS = 36;

const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 3, seed: 7 });
await train(agent, make("CartPole-v1"), { steps: 12_000 });
const { meanReturn } = evaluate(agent.policy, make("CartPole-v1"), { episodes: 100, seed: 10_000 });
const specification = landscape(agent.policy, `Three hills balance CartPole-v1: mean return ${meanReturn}`);
writeFileSync(
  new URL("../docs/images/policy-landscape.svg", import.meta.url),
  await renderSvg(specification),
);

/** Vega-Lite: the advantage of pushing right over angle and angular velocity, and every hill's one-deviation ellipse. */
function landscape(policy: GaussianPolicy, title: string): TopLevelSpec {
  const axis = (name: string, { low, high }: { low: number; high: number }) => ({
    field: name,
    type: "quantitative" as const,
    scale: { domain: [low, high], nice: false },
  });
  return {
    width: 560,
    height: 360,
    title: {
      text: title,
      subtitle: "value of pushing right minus pushing left; ellipses: one spread of each hill",
    },
    config: { font: "sans-serif", axis: { grid: false } },
    layer: [
      {
        data: { values: advantages(policy) },
        mark: "rect",
        encoding: {
          x: { ...axis("angle", ANGLE), title: "pole angle (rad)" },
          x2: { field: "angleEnd" },
          y: { ...axis("velocity", VELOCITY), title: "pole angular velocity (rad/s)" },
          y2: { field: "velocityEnd" },
          color: {
            field: "advantage",
            type: "quantitative",
            scale: { scheme: "blueorange", domainMid: 0 },
            title: ["advantage of", "pushing right"],
          },
        },
      },
      {
        data: { values: policy.hills.flatMap(ellipse) },
        mark: { type: "line", strokeWidth: 2, color: "black", clip: true },
        encoding: {
          x: axis("angle", ANGLE),
          y: axis("velocity", VELOCITY),
          detail: { field: "hill" },
          order: { field: "turn" },
        },
      },
    ],
  };
}

function advantages(policy: GaussianPolicy): Record<string, number>[] {
  const width = (ANGLE.high - ANGLE.low) / CELLS;
  const height = (VELOCITY.high - VELOCITY.low) / CELLS;
  return Array.from({ length: CELLS * CELLS }, (_, cell) => {
    const angle = ANGLE.low + (cell % CELLS) * width;
    const velocity = VELOCITY.low + Math.floor(cell / CELLS) * height;
    const [left, right] = policy.qValues([0, 0, angle + width / 2, velocity + height / 2]);
    return {
      angle,
      angleEnd: angle + width,
      velocity,
      velocityEnd: velocity + height,
      advantage: right - left,
    };
  });
}

/** The marginal one-deviation ellipse of a hill over the two drawn observations. */
function ellipse(hill: Hill): Record<string, number>[] {
  const { index: i } = ANGLE;
  const { index: j } = VELOCITY;
  const xx = hill.standardDeviations[i] ** 2;
  const yy = hill.standardDeviations[j] ** 2;
  const xy = hill.covariance[i][j] / 2;
  // Cholesky factor of the 2 × 2 marginal covariance, applied to the unit circle.
  const a = Math.sqrt(xx);
  const b = xy / a;
  const c = Math.sqrt(yy - b * b);
  return Array.from({ length: 65 }, (_, turn) => {
    const cosine = Math.cos((2 * Math.PI * turn) / 64);
    const sine = Math.sin((2 * Math.PI * turn) / 64);
    const angle = hill.center[i] + a * cosine;
    return { hill: hill.id, turn, angle, velocity: hill.center[j] + b * cosine + c * sine };
  });
}
