import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Finding, type Part } from "../part.ts";
import { drumlin, succeeded } from "./command.ts";
import { checkIntegrity } from "./sound-store.ts";

const jumping = fileURLToPath(new URL("./jumping-clock.ts", import.meta.url));
const training = [
  "train",
  "CartPole-v1",
  "--steps",
  "3000",
  "--components",
  "6",
  "--checkpoint-every",
  "200",
  "--evaluation-every",
  "1000",
  "--evaluation-episodes",
  "2",
  "--name",
  "jumped",
];

/** A clock that is set forward and back by years while it trains: the run is the same, is listed, and can be resumed. */
export const clockSteps: Part = {
  name: "clock",
  what: "a training, killed and resumed, while the clock jumps by up to three years",
  share: 1,
  patience: 180,
  async prepare(folder) {
    const alone = join(folder, "alone.db");
    await succeeded([...training, "--store", alone]);
    const whole = (await succeeded(["export", "jumped", "--store", alone])).stdout;
    return {
      async attempt(random, count) {
        const here = mkdtempSync(join(folder, "case-"));
        const store = join(here, "runs.db");
        const node = ["--import", `${jumping}?seed=${random.nextUint32()}`];
        const first = await drumlin([...training, "--store", store], {
          node,
          killAfter: 600 + 1500 * random.uniform(),
        });
        if (first.status === null) count.add("kills");
        const list = await drumlin(["runs", "--store", store, "--json"], { node });
        const isKept = list.status === 0 && list.stdout.includes('"jumped"');
        await succeeded(isKept ? ["resume", "jumped", "--store", store] : [...training, "--store", store], {
          node,
        });
        checkIntegrity(store);
        if ((await succeeded(["export", "jumped", "--store", store])).stdout !== whole)
          throw new Finding("a jumping clock made another policy");
        rmSync(here, { recursive: true, force: true });
        return "same";
      },
    };
  },
};
