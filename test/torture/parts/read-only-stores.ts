import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Finding, type Part } from "../part.ts";
import { checkComplaint, drumlin, succeeded } from "./command.ts";
import { mountMemory, remount } from "./mounted.ts";

/** A store that cannot be written can be read, as before; what would write is refused in a sentence. */
export const readOnlyStores: Part = {
  name: "read-only",
  what: "every reading command, and every writing one, on a file system that cannot be written",
  share: 0.5,
  patience: 180,
  async prepare(folder) {
    const disk = join(folder, "disk");
    const unmount = mountMemory(disk, 20_000_000);
    if (unmount === null) return "not tried: this process may not mount a file system";
    const source = join(folder, "runs.db");
    await succeeded([
      "train",
      "CartPole-v1",
      "--steps",
      "1500",
      "--components",
      "4",
      "--name",
      "one",
      "--store",
      source,
    ]);
    const store = join(disk, "runs.db");
    copyFileSync(source, store);
    remount(disk, "ro");
    const reading = [
      ["runs"],
      ["runs", "--json"],
      ["runs", "show", "one"],
      ["explain", "one"],
      ["evaluate", "one", "--episodes", "1"],
      ["export", "one"],
      ["runs", "export", "one", "--format", "csv"],
    ];
    const writing = [
      ["train", "CartPole-v1", "--steps", "200"],
      ["resume", "one", "--steps", "3000"],
      ["runs", "remove", "one"],
      ["export", "one", "--output", join(disk, "policy.json")],
    ];
    return {
      async attempt(random) {
        const isReading = random.integer(2) === 0;
        const choices = isReading ? reading : writing;
        const words = [...choices[random.integer(choices.length)]!, "--store", store];
        const ending = await drumlin(words);
        if (!isReading) {
          if (ending.status === 0)
            throw new Finding(`drumlin ${words.join(" ")} succeeded where nothing can be written`);
          checkComplaint(words, ending);
          return "refused";
        }
        if (ending.status !== 0)
          throw new Finding(
            `drumlin ${words.join(" ")}: status ${ending.status}: ${ending.stderr.slice(-500)}`,
          );
        return "worked";
      },
      async dispose() {
        unmount();
      },
    };
  },
};
