// Learning inside a program that has no environment object: a heater that learns when to switch on, step by step.
import { createAgent } from "drumlin";

const agent = await createAgent({
  observationSize: 2,
  actionCount: 2,
  componentCount: 20,
  seed: 1,
  discountFactor: 0.9,
});

let inside = 15;
let discomfort = 0;
const days: number[] = [];
for (let minute = 0; minute < 4 * 1440; minute++) {
  const outside = 5 + 5 * Math.sin((2 * Math.PI * minute) / 1440);
  const observation = [inside, outside];
  const heating = agent.act(observation); // 0 off, 1 on
  inside += 0.02 * (outside - inside) + 0.6 * heating;

  const reward = -Math.abs(inside - 20) - 0.2 * heating;
  agent.observe({
    observation,
    action: heating,
    reward,
    nextObservation: [inside, outside],
    terminated: false,
    truncated: false,
  });
  discomfort += Math.abs(inside - 20) / 1440;
  if (minute % 1440 === 1439) {
    days.push(discomfort);
    discomfort = 0;
  }
}
process.stdout.write(
  `mean distance from 20 °C, day by day: ${days.map((day) => day.toFixed(2)).join(", ")}\n`,
);
