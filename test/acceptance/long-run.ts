/**
 * Ten million steps of one agent on CartPole-v1: memory stays flat, every number finite, every hill's precision within its bounds,
 * and the policy still balances. Arguments: [SEED [STEPS]]. Exits with 1 where one does not hold.
 */
import { createAgent, evaluate, make, type PolicyDocument } from "drumlin";
import { unpackSymmetric } from "../../packages/core/src/linalg/packed.ts";
import { SymmetricEigen } from "../../packages/core/src/linalg/symmetric-eigen.ts";

const seed = Number(process.argv[2] ?? 0);
const steps = Number(process.argv[3] ?? 1e7);
/** Share of the steps after which memory is expected to be flat: the engine's own heap and code have settled. */
const WARM_UP = 0.3;
const REPORTS = 10;

const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 50, seed });
const environment = make("CartPole-v1");
const evaluationEnvironment = make("CartPole-v1");
const memory: number[] = [];
const complaints: string[] = [];
let { observation } = environment.reset({ seed });
for (let step = 1; step <= steps; step++) {
  const action = agent.act(observation);
  const { observation: nextObservation, reward, terminated, truncated } = environment.step(action);
  agent.observe({ observation, action, reward, nextObservation, terminated, truncated });
  observation = terminated || truncated ? environment.reset().observation : nextObservation;
  if (step % (steps / REPORTS) === 0) report(step);
}
const growth = Math.max(...memory) / memory[0] - 1;
if (growth > 0.05) complaints.push(`memory grew by ${(100 * growth).toFixed(1)} %`);
process.stdout.write(
  `memory grew by at most ${(100 * growth).toFixed(1)} % after ${steps * WARM_UP} steps; ${agent.health.length} health events\n`,
);
for (const complaint of complaints) process.stdout.write(`FAILED: ${complaint}\n`);
if (complaints.length > 0) process.exitCode = 1;

/** Of all hills' precisions, in the model's own coordinates. */
function extremeEigenvalues({ hills, observationSize }: PolicyDocument) {
  const eigen = new SymmetricEigen(observationSize);
  const matrix = new Float64Array(observationSize ** 2);
  const eigenvalues = hills.flatMap(({ precision }) => {
    unpackSymmetric(matrix, 0, Float64Array.from(precision), 0, observationSize);
    eigen.decompose(matrix, 0);
    return [...eigen.values];
  });
  return { lowest: Math.min(...eigenvalues), highest: Math.max(...eigenvalues) };
}

function report(step: number): void {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  if (step >= steps * WARM_UP) memory.push(rss);
  const { lowest, highest } = extremeEigenvalues(agent.policy.toJSON());
  const { meanReturn } = evaluate(agent.policy, evaluationEnvironment, { episodes: 20, seed: 10_000 });
  const metrics = Object.values(agent.metrics());
  if (!metrics.every(Number.isFinite)) complaints.push(`a metric is not finite at step ${step}`);
  // The bounds are looked after once in a hundred updates, and an average of precisions lies between them.
  if (!(lowest >= 0.09 && highest <= 1100))
    complaints.push(`precisions of ${lowest} … ${highest} at step ${step}`);
  process.stdout.write(
    `${step} steps, ${agent.backendName}: ${mebibytes(rss)} MiB resident (${mebibytes(heapUsed)} heap, ${mebibytes(external)} buffers), precision eigenvalues ${lowest.toPrecision(3)} … ${highest.toPrecision(3)}, mean return ${meanReturn}\n`,
  );
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
