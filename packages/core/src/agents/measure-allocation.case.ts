import type { Backend } from "../backends/backend.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { SMALL_AGENT, SmallWorld } from "./small-world.case.ts";

// Run by allocation.case.ts with `gc` exposed, and the URL and name of a module's backend: prints the bytes that a step of act and observe leaves on the heap, as JSON,
// for a small model and for one with four times the hills and samples.

const WARM_UP = 4000;
const STEPS = 500;
const WINDOWS = 5;

const configurations = {
  default: {},
  paper: { averagingRate: 1, target: "current", factorCount: 3, returnSteps: 1, loss: "squared" },
  "softmax, SGD, uniform": { exploration: "softmax", optimizer: "sgd", sampler: "uniform" },
} as const;
const sizes = { small: {}, large: { componentCount: 24, batchSize: 32 } };

const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("run with --expose-gc --no-concurrent-recompilation");

const [moduleUrl, exportName] = process.argv.slice(2);
const backend: Backend = (await import(moduleUrl))[exportName];
const bytesPerStep: Record<string, Record<string, number>> = {};
for (const [name, options] of Object.entries(configurations)) {
  bytesPerStep[name] = {};
  for (const [size, counts] of Object.entries(sizes)) {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, ...options, ...counts }, backend);
    const world = new SmallWorld(0);
    const transitions = Array.from({ length: 251 }, (_, n) => ({
      ...world.step(n % 3),
      terminated: n % 50 === 0,
    }));
    const run = (steps: number) => {
      for (let n = 0; n < steps; n++) {
        const transition = transitions[agent.stepCount % transitions.length];
        agent.act(transition.observation);
        agent.observe(transition);
      }
    };
    run(WARM_UP);
    // What the code itself allocates shows in every window, the engine's own compiling only in some: the least counts.
    const growths = Array.from({ length: WINDOWS }, () => {
      collect();
      const before = process.memoryUsage().heapUsed;
      run(STEPS);
      return (process.memoryUsage().heapUsed - before) / STEPS;
    });
    bytesPerStep[name][size] = Math.min(...growths);
  }
}
process.stdout.write(JSON.stringify(bytesPerStep));
