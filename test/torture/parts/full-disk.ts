import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Finding, type Part } from "../part.ts";
import { checkComplaint, drumlin, succeeded } from "./command.ts";
import { mountMemory } from "./mounted.ts";
import { checkIntegrity } from "./sound-store.ts";

const training = [
  "train",
  "CartPole-v1",
  "--steps",
  "4000",
  "--components",
  "8",
  "--checkpoint-every",
  "200",
  "--evaluation-every",
  "2000",
  "--evaluation-episodes",
  "2",
  "--name",
  "full",
];

/** A disk that fills up while a run is written: one sentence, a sound store, and a run that ends as it would have once there is room. */
export const fullDisk: Part = {
  name: "full disk",
  what: "a training onto a file system of a few hundred kilobytes, then room and `resume`",
  share: 1,
  patience: 180,
  async prepare(folder) {
    const unmount = mountMemory(join(folder, "probe"), 1_000_000);
    if (unmount === null) return "not tried: this process may not mount a file system";
    unmount();
    const alone = join(folder, "alone.db");
    await succeeded([...training, "--store", alone]);
    const whole = (await succeeded(["export", "full", "--store", alone])).stdout;
    let number = 0;
    return {
      async attempt(random) {
        const disk = join(folder, `disk-${number++}`);
        const unmounted = mountMemory(disk, 8_000_000)!;
        try {
          const store = join(disk, "runs.db");
          const ballast = join(disk, "ballast");
          const free = statfsSync(disk).bavail * statfsSync(disk).bsize;
          writeFileSync(ballast, new Uint8Array(Math.round(free - 20_000 - 1_200_000 * random.uniform())));
          const words = [...training, "--store", store];
          const ending = await drumlin(words);
          if (ending.status === 0) return "worked";
          checkComplaint(words, ending);
          rmSync(ballast);
          const list = await drumlin(["runs", "--store", store, "--json"]);
          const isKept = list.status === 0 && list.stdout.includes('"full"');
          await succeeded(isKept ? ["resume", "full", "--store", store] : words);
          checkIntegrity(store);
          if ((await succeeded(["export", "full", "--store", store])).stdout !== whole)
            throw new Finding("the run went on after a full disk to another policy");
          return "same";
        } finally {
          unmounted();
        }
      },
    };
  },
};
