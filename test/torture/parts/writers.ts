import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Finding, type Part } from "../part.ts";
import { drumlin, succeeded } from "./command.ts";
import { checkIntegrity } from "./sound-store.ts";

/** Several processes on one store: each gets what it asked for, and the runs are those that each would have alone. */
export const writers: Part = {
  name: "writers",
  what: "two trainings, a list and a removal at once on one store",
  share: 1,
  patience: 180,
  async prepare(folder, seed) {
    const training = (name: string, own: number, store: string) => [
      "train",
      "CartPole-v1",
      "--steps",
      "2500",
      "--components",
      "6",
      "--checkpoint-every",
      "100",
      "--evaluation-every",
      "1000",
      "--evaluation-episodes",
      "2",
      "--seed",
      String(own),
      "--name",
      name,
      "--store",
      store,
    ];
    const alone = join(folder, "alone.db");
    const policies: string[] = [];
    for (const own of [seed, seed + 1]) {
      await succeeded(training(`alone-${own}`, own, alone));
      policies.push((await succeeded(["export", `alone-${own}`, "--store", alone])).stdout);
    }
    return {
      async attempt(random, count) {
        const here = mkdtempSync(join(folder, "case-"));
        const store = join(here, "runs.db");
        await succeeded([
          "train",
          "CartPole-v1",
          "--steps",
          "200",
          "--components",
          "4",
          "--name",
          "old",
          "--store",
          store,
        ]);
        const later = () => new Promise((resolve) => setTimeout(resolve, 1200 * random.uniform()));
        const readers = [
          ["runs", "--store", store],
          ["runs", "remove", "old", "--store", store],
          ["runs", "--store", store, "--json"],
        ];
        await Promise.all([
          ...[seed, seed + 1].map((own, index) => succeeded(training(`both-${index}`, own, store))),
          ...readers.map(async (words) => {
            await later();
            const ending = await drumlin(words);
            count.add("readers");
            if (ending.status !== 0)
              throw new Finding(
                `drumlin ${words.join(" ")}: status ${ending.status}: ${ending.stderr.slice(-500)}`,
              );
          }),
        ]);
        checkIntegrity(store);
        for (const index of [0, 1]) {
          const { stdout } = await succeeded(["export", `both-${index}`, "--store", store]);
          if (stdout !== policies[index])
            throw new Finding("a run beside another one ended as another policy");
        }
        rmSync(here, { recursive: true, force: true });
        return "same";
      },
    };
  },
};
