import type { TrialRecord } from "@drumlin/run";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StudyStore } from "./study-store.ts";

const done: TrialRecord = {
  agent: "drumlin sparsity=0.001",
  environment: "CartPole-v1",
  options: { sparsity: 0.001, loss: "huber", doubleQ: false },
  seed: 2 ** 32 - 1,
  status: "done",
  curve: [
    { step: 1000, meanReturn: 0.1 + 0.2, metrics: { "losses/td": 1 / 3 } },
    { step: 2000, meanReturn: 500, metrics: {} },
  ],
  solvedAtStep: 2000,
  steps: 2000,
  finalReturn: 1 / 3,
  parameters: { total: 160, nonzero: 48 },
  thresholded: [{ share: 0.01, nonzero: 32, meanReturn: 1 / 7 }],
  seconds: 1.25,
};

const failed: TrialRecord = {
  ...done,
  status: "failed",
  error: "out of memory",
  curve: [],
  solvedAtStep: null,
  steps: 0,
  finalReturn: null,
  parameters: { total: 0, nonzero: 0 },
};

/** What every `StudyStore` must do. `open` gives the same, at first empty, store each time within one test. */
export function describeStudyStore(name: string, open: () => Promise<StudyStore>): void {
  describe(`${name} is a study store`, () => {
    let store: StudyStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it("gives back what a study was last said to ask for", async () => {
      expect(await store.readStudy("grid")).toBeNull();
      await store.saveStudy("grid", '{"steps":1}');
      await store.saveStudy("grid", '{"steps":2}');
      expect(await store.readStudy("grid")).toBe('{"steps":2}');
    });

    it("gives metrics by the names that they have today", async () => {
      const pointWith = (name: string) => ({ step: 1000, meanReturn: 1, metrics: { [name]: 2 } });
      await store.saveStudy("grid", "{}");
      await store.writeTrial("grid", "a", { ...done, curve: [pointWith("losses/gradient_norm")] });
      const trials = await store.readTrials("grid");
      expect(trials.get("a")!.curve).toEqual([pointWith("optimizer/gradient_norm")]);
    });

    it("gives back every record as it was written, after it is closed and opened again", async () => {
      await store.saveStudy("grid", "{}");
      await store.writeTrial("grid", "a", done);
      await store.writeTrial("grid", "b", failed);
      await store.close();
      store = await open();
      expect(await store.readTrials("grid")).toEqual(
        new Map([
          ["a", done],
          ["b", failed],
        ]),
      );
    });

    it("tells how every trial ended, without its curve, in the order in which they did", async () => {
      await store.saveStudy("grid", "{}");
      await store.saveStudy("other", "{}");
      await store.writeTrial("other", "z", done);
      const written = new Map<string, TrialRecord>();
      for (const [identity, record] of [
        ["c", done],
        ["a", failed],
        ["b", { ...done, solvedAtStep: null, seed: 7 }],
      ] as const) {
        written.set(identity, record);
        await store.writeTrial("grid", identity, record);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
      const outcomesOf = async (study: string) => {
        const told = [];
        for await (const entry of store.outcomes(study)) told.push(entry);
        return told;
      };
      const told = await outcomesOf("grid");
      const outcomes = Array.from(written, ([identity, record]) => {
        const { options: _, curve: __, thresholded: ___, steps: ____, seconds: _____, ...outcome } = record;
        return [identity, { ...outcome, parameters: { nonzero: record.parameters.nonzero } }];
      });
      expect(told).toEqual(outcomes);
      expect(await outcomesOf("none")).toEqual([]);
    });

    it("keeps one record a trial: the last", async () => {
      await store.saveStudy("grid", "{}");
      await store.writeTrial("grid", "a", failed);
      await store.writeTrial("grid", "a", done);
      expect(await store.readTrials("grid")).toEqual(new Map([["a", done]]));
    });

    it("keeps a study's trials when it asks for something else, and apart from another study's", async () => {
      await store.saveStudy("grid", "{}");
      await store.saveStudy("other", "{}");
      await store.writeTrial("grid", "a", done);
      await store.saveStudy("grid", '{"steps":2}');
      expect(await store.readTrials("grid")).toEqual(new Map([["a", done]]));
      expect(await store.readTrials("other")).toEqual(new Map());
    });

    it("lists studies, the one last changed first, with what their trials are", async () => {
      const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
      await store.saveStudy("old", "{}");
      await soon();
      await store.saveStudy("empty", "{}");
      await soon();
      await store.writeTrial("old", "a", done);
      await store.writeTrial("old", "b", { ...done, agent: "dqn", environment: "Acrobot-v1" });
      await store.writeTrial("old", "c", { ...failed, agent: "dqn" });
      const updatedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
      const list = await store.studies();
      expect(list).toEqual([
        {
          name: "old",
          trials: 3,
          failed: 1,
          agents: ["dqn", "drumlin sparsity=0.001"],
          environments: ["Acrobot-v1", "CartPole-v1"],
          updatedAt,
        },
        { name: "empty", trials: 0, failed: 0, agents: [], environments: [], updatedAt },
      ]);
      expect(list[0]!.updatedAt > list[1]!.updatedAt).toBe(true);
      await store.saveStudy("empty", "{}");
      expect((await store.studies()).map((study) => study.name)).toEqual(["empty", "old"]);
    });

    it("refuses a record of a study that it does not know, and writes nothing", async () => {
      await expect(store.writeTrial("grid", "a", done)).rejects.toThrow();
      expect(await store.readTrials("grid")).toEqual(new Map());
    });
  });
}
