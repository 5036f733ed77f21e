import { parseArgs } from "node:util";
import { backendNames, presetNames } from "drumlin";
import { median } from "../packages/lab/src/analysis/median.ts";
import { gradientSubject, updateSubject } from "./learner-subjects.ts";
import type { Subject } from "./subject.ts";

// One learner's update, at sizes where libraries of other languages are timed too (bench/peers): a JSON object a line.

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    size: { type: "string", multiple: true, default: ["4,2,50", "4,2,500", "6,3,50", "6,3,500", "8,4,200"] },
    preset: { type: "string", default: "paper" },
    backend: { type: "string", default: "simd" },
    live: { type: "string" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.2" },
  },
});
const backend = backendNames.find((name) => name === values.backend);
const preset = presetNames.find((name) => name === values.preset);
if (!backend || !preset) throw new RangeError(`no backend ${values.backend} or no preset ${values.preset}`);

for (const size of values.size) {
  const [D, A, K] = size.split(",").map(Number);
  const sizes = { observationSize: D, actionCount: A, componentCount: K };
  const live = values.live === undefined ? K : Number(values.live);
  const subjects = [updateSubject(backend, preset, sizes, live)];
  if (backend === "simd" && live === K) subjects.push(gradientSubject(preset, sizes));
  for (const subject of subjects) {
    const { name } = subject;
    const rounds = timeRounds(subject, Number(values.rounds), Number(values.seconds));
    const microseconds = median(rounds);
    const line = { name, backend, preset, D, A, K, live, microseconds, rounds };
    const text = values.json
      ? JSON.stringify(line)
      : `${name.padEnd(8)} ${backend} ${preset} D=${D} A=${A} K=${K} live ${live}: ${microseconds.toFixed(1)} µs`;
    process.stdout.write(`${text}\n`);
  }
}

/** Microseconds a call in each round, after a warm-up round. */
function timeRounds({ call }: Subject, rounds: number, seconds: number): number[] {
  const round = () => {
    const began = performance.now();
    let calls = 0;
    while (performance.now() - began < seconds * 1000) {
      for (let i = 0; i < 20; i++) call();
      calls += 20;
    }
    return ((performance.now() - began) * 1000) / calls;
  };
  round();
  return Array.from({ length: rounds }, round);
}
