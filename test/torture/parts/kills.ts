import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Xoshiro128 } from "drumlin";
import { type Counts, Finding, type Part } from "../part.ts";
import { drumlin, type Ending, succeeded } from "./command.ts";
import { earlierStore } from "./earlier-store.ts";
import { checkIntegrity } from "./sound-store.ts";

const training = [
  "train",
  "CartPole-v1",
  "--steps",
  "6000",
  "--components",
  "8",
  "--checkpoint-every",
  "300",
  "--evaluation-every",
  "2000",
  "--evaluation-episodes",
  "2",
];

const study = `name: killed
environments: [CartPole-v1]
agents:
  hills: { kind: sgmm-q, components: 5 }
seeds: 4
steps: 1500
evaluation: { every: 500, episodes: 2 }
`;

/** SIGKILL at any instant: the store stays sound, and what is resumed ends as what was never disturbed. */
export const kills: Part = {
  name: "kills",
  what: "SIGKILL of train, resume, sweep, export and migration",
  share: 4,
  patience: 180,
  async prepare(folder, seed) {
    const store = join(folder, "whole.db");
    const policy = join(folder, "whole.json");
    const begun = performance.now();
    await succeeded([...training, "--seed", String(seed), "--name", "whole", "--store", store]);
    const duration = performance.now() - begun;
    await succeeded(["export", "whole", "--store", store, "--output", policy]);
    const file = join(folder, "study.yaml");
    writeFileSync(file, study);
    const swept = trials((await succeeded(["sweep", file, "--store", store, "--json"])).stdout);
    return {
      async attempt(random, count) {
        const here = mkdtempSync(join(folder, "case-"));
        const kind = random.integer(8);
        if (kind < 4) await killTraining(here, seed, readFileSync(policy, "utf8"), duration, random, count);
        else if (kind < 6) await killSweep(here, file, swept, random, count);
        else if (kind === 6) await killExport(here, store, policy, random, count);
        else await killMigration(here, random, count);
        rmSync(here, { recursive: true, force: true });
        return "same";
      },
    };
  },
};

async function killed(
  words: readonly string[],
  span: number,
  random: Xoshiro128,
  count: Counts,
): Promise<Ending> {
  const ending = await drumlin(words, { killAfter: Math.round(100 + span * random.uniform()) });
  if (ending.status === null) count.add("kills");
  else if (ending.status !== 0)
    throw new Finding(`drumlin ${words.join(" ")}: status ${ending.status}: ${ending.stderr.slice(-500)}`);
  return ending;
}

async function killTraining(
  folder: string,
  seed: number,
  whole: string,
  duration: number,
  random: Xoshiro128,
  count: Counts,
): Promise<void> {
  const store = join(folder, "runs.db");
  const output = join(folder, "policy.json");
  const begin = [...training, "--seed", String(seed), "--name", "killed", "--store", store];
  for (let times = 3; times > 0; times--) {
    const ending = await killed(
      hasRun(store) ? ["resume", "killed", "--store", store] : begin,
      duration,
      random,
      count,
    );
    if (existsSync(store)) checkIntegrity(store);
    if (ending.status === 0) break;
  }
  await succeeded(hasRun(store) ? ["resume", "killed", "--store", store] : begin);
  checkIntegrity(store);
  await succeeded(["export", "killed", "--store", store, "--output", output]);
  if (readFileSync(output, "utf8") !== whole) throw new Finding("the resumed run ended as another policy");
}

function hasRun(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = new DatabaseSync(path);
  try {
    return database.prepare("select 1 from runs").get() !== undefined;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

async function killSweep(
  folder: string,
  file: string,
  whole: string,
  random: Xoshiro128,
  count: Counts,
): Promise<void> {
  const store = join(folder, "runs.db");
  const words = ["sweep", file, "--store", store, "--json"];
  for (let times = 2; times > 0; times--) {
    await killed(words, 2500, random, count);
    if (existsSync(store)) checkIntegrity(store);
  }
  const { stdout } = await succeeded(words);
  checkIntegrity(store);
  if (trials(stdout) !== whole) throw new Finding(`the resumed sweep gave other trials: ${trials(stdout)}`);
}

/** What a sweep found, without what depends on the machine. */
function trials(stdout: string): string {
  const last = JSON.parse(stdout.trim().split("\n").at(-1)!);
  return JSON.stringify(last, (key, value) => (/seconds|store|endedAt/i.test(key) ? undefined : value));
}

async function killExport(
  folder: string,
  store: string,
  policy: string,
  random: Xoshiro128,
  count: Counts,
): Promise<void> {
  const output = join(folder, "policy.json");
  const before = "what stood here before\n";
  writeFileSync(output, before);
  for (let times = 3; times > 0; times--) {
    await killed(["export", "whole", "--store", store, "--output", output], 900, random, count);
    const now = readFileSync(output, "utf8");
    if (now !== before && now !== readFileSync(policy, "utf8"))
      throw new Finding("an export that was killed left half a file", now);
  }
}

async function killMigration(folder: string, random: Xoshiro128, count: Counts): Promise<void> {
  const store = join(folder, "runs.db");
  const names = await earlierStore(store, 1 + random.integer(3), random);
  for (let times = 2; times > 0; times--) {
    await killed(["runs", "--store", store, "--json"], 900, random, count);
    checkIntegrity(store);
  }
  const { stdout } = await succeeded(["runs", "--store", store, "--json"]);
  for (const name of names)
    if (!stdout.includes(`"${name}"`))
      throw new Finding(`the run ${name} is gone after a migration that was killed`);
}
