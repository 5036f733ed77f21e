// An environment of one's own: seven rooms in a row, the prize in the last; checked, then learned.
import { Box, checkEnvironment, createAgent, Discrete, type Environment, evaluate, train } from "drumlin";

const LAST = 6;

class Corridor implements Environment<number> {
  readonly spec = {
    id: "Corridor",
    description: "Walk to the last room.",
    rewardThreshold: null,
    solvedReturn: 0.9,
    maxEpisodeSteps: 30,
    observationNames: [{ name: "room", unit: "" }],
    actionNames: ["back", "on"],
  };
  readonly observationSpace = new Box({ low: [0], high: [LAST], dtype: "float64" });
  readonly actionSpace = new Discrete(2);
  private room = -1;
  private steps = 0;

  reset() {
    this.room = 0;
    this.steps = 0;
    return { observation: Float64Array.of(0), info: {} };
  }

  step(action: number) {
    if (this.room < 0) throw new Error("call reset() before step()");
    this.room = Math.max(0, Math.min(LAST, this.room + (action === 1 ? 1 : -1)));
    this.steps++;
    const terminated = this.room === LAST;
    const truncated = this.steps === 30;
    return {
      observation: Float64Array.of(this.room),
      reward: terminated ? 1 : 0,
      terminated,
      truncated,
      info: {},
    };
  }
}

const report = checkEnvironment(new Corridor());
const agent = await createAgent({ observationSize: 1, actionCount: 2, componentCount: 10, seed: 3 });
await train(agent, new Corridor(), { steps: 2_000 });
const { meanReturn } = evaluate(agent.policy, new Corridor(), { episodes: 5, seed: 0 });
process.stdout.write(`keeps the contract: ${report.ok}; mean return ${meanReturn}\n`);
