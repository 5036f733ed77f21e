import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, make, register } from "drumlin";
import { expect, it } from "vitest";
import { runCaptured } from "../captured-run.case.ts";
import { openStore } from "../store/open-store.ts";

/** Steps that environments made here take before they break. */
let stepsLeft = Number.POSITIVE_INFINITY;

register({
  spec: { ...make("CartPole-v1").spec, id: "Fragile-v0" },
  create: () => {
    const cartPole = make("CartPole-v1");
    const fragile: Environment<number> = {
      spec: cartPole.spec,
      observationSpace: cartPole.observationSpace,
      actionSpace: cartPole.actionSpace,
      reset: (options) => cartPole.reset(options),
      step: (action) => {
        if (stepsLeft-- <= 0) throw new Error("the pole is\nbroken");
        return cartPole.step(action);
      },
    };
    return fragile as Environment<never>;
  },
});

it("a training that fails ends with status 1 and one line, and can be resumed from its last checkpoint", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "drumlin-failed-")), "runs.db");
  const words = ["--store", path, "--steps", "700", "--components", "3", "--evaluation-every", "10000"];
  stepsLeft = 600;
  const failed = await runCaptured("train", "Fragile-v0", ...words);
  expect(failed).toEqual({ status: 1, stdout: "", stderr: "drumlin: the pole is broken\n" });
  const store = await openStore(path);
  expect((await store.runs())[0]).toMatchObject({ status: "failed", owner: null });
  const shown = (await runCaptured("runs", "show", "fragile-v0-1", "--store", path)).stdout;
  expect(shown).toMatch(/^health +failed at step 600: the pole is broken$/m);
  await store.close();

  stepsLeft = Number.POSITIVE_INFINITY;
  const { status, stdout } = await runCaptured("resume", "fragile-v0-1", "--store", path, "--json");
  expect({ status, health: JSON.parse(stdout).health }).toEqual({ status: 0, health: [] });
});
