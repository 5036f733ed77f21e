import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UsageError } from "@drumlin/run";
import { restoredAgent } from "../../../packages/lab/src/models/restored-agent.ts";
import { openExistingStore } from "../../../packages/lab/src/store/open-store.ts";
import { damagedBytes } from "../damage.ts";
import { checkRefusal, Finding, type Part } from "../part.ts";
import { succeeded } from "./command.ts";

/** Stores with damaged bytes: refused in a sentence, or whatever run can still be opened is the agent and the policy that it was. */
export const storeFiles: Part = {
  name: "store files",
  what: "damaged, then listed, opened and read",
  share: 1.5,
  patience: 60,
  async prepare(folder, seed) {
    const source = join(folder, "source.db");
    for (const name of ["one", "two"])
      await succeeded([
        "train",
        "CartPole-v1",
        "--steps",
        "600",
        "--components",
        "3",
        "--buffer-capacity",
        "200",
        "--seed",
        String(seed),
        "--name",
        name,
        "--store",
        source,
      ]);
    const packed = new DatabaseSync(source);
    packed.exec("pragma wal_checkpoint(truncate); vacuum; pragma journal_mode = delete");
    packed.close();
    const original = readFileSync(source);
    const whole = await read(source);
    const path = join(folder, "damaged.db");
    return {
      async attempt(random) {
        for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
        if (random.integer(50) === 0) copyFileSync(source, path);
        else writeFileSync(path, damagedBytes(original, random));
        let found: ReadonlyMap<string, string>;
        try {
          found = await read(path);
        } catch (error) {
          if (error instanceof Finding) throw error;
          // What SQLite itself says of a damaged file is a sentence, too.
          checkRefusal(error, [UsageError, RangeError, Error, TypeError]);
          return "refused";
        }
        for (const [part, text] of found)
          if (whole.get(part) !== text)
            throw new Finding(
              `${part} of a damaged store was read as something else`,
              new Uint8Array(readFileSync(path)),
            );
        return "same";
      },
    };
  },
};

/** Policies and agents of a store as bytes. Those that are refused are left out; a store that cannot be listed throws. */
async function read(path: string): Promise<ReadonlyMap<string, string>> {
  const store = await openExistingStore(path);
  if (store === null) throw new UsageError(`${path} is no store`);
  const found = new Map<string, string>();
  try {
    for (const { id, name } of await store.runs()) {
      const keep = async (part: string, text: () => Promise<string | null>) => {
        try {
          const value = await text();
          if (value !== null) found.set(`${part} of ${name}`, value);
        } catch (error) {
          checkRefusal(error, [UsageError, RangeError, Error, TypeError]);
        }
      };
      await keep("the agent", async () =>
        Buffer.from((await restoredAgent(await store.readCheckpoint(id))).save()).toString("base64"),
      );
      await keep("the policy", async () => store.readPolicy(id));
    }
  } finally {
    await store.close();
  }
  return found;
}
