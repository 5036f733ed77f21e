import { createAgent, make, metricOf, TrainingSession } from "drumlin";
import { describe, expect, it } from "vitest";
import { type RecordedTraining, RunRecord } from "./run-record.ts";

type Before = Pick<RecordedTraining, "before" | "lastSnapshotStep" | "usualSnapshotBytes">;

/** A training of CartPole in which every evaluation solves the task, and its record. */
async function recorded(before: Before = {}) {
  const agent = await createAgent({ observationSize: 4, actionCount: 2, componentCount: 3, returnSteps: 3 });
  const evaluation = { environment: make("CartPole-v1"), every: 400, episodes: 2, seed: 1 };
  const options = { seed: 0, solvedReturn: 0, evaluation };
  const session = new TrainingSession(agent, make("CartPole-v1"), options);
  return { agent, session, record: new RunRecord({ agent, session, ...before }) };
}

describe("the record of a run", () => {
  it("says how far the run has come, with what it had behind it", async () => {
    const before = { episodes: 10, seconds: 60, lastEvaluation: 7 };
    const { record, session } = await recorded({ before });
    expect(record.progress).toMatchObject({ step: 0, ...before });
    const returns: number[] = [];
    for (const event of session.run(900)) {
      record.follow(event);
      if (event.kind === "episode") returns.push(event.episodicReturn);
    }
    record.seconds += 2;
    expect(returns.length).toBeGreaterThan(20);
    expect(record.recentReturns).toEqual(returns.slice(-20));
    expect(record.progress).toMatchObject({
      step: 900,
      episodes: 10 + returns.length,
      seconds: 62,
      solvedAtStep: 400,
      lastEvaluation: record.lastEvaluation!.meanReturn,
    });
  });

  it("gives everything once, in order, however often it is asked", async () => {
    const [often, once] = [await recorded(), await recorded()];
    const taken = [];
    for (const event of often.session.run(1200)) {
      often.record.follow(event);
      const { untaken } = often.record;
      taken.push(often.record.take());
      expect(taken.at(-1)).toEqual(untaken);
    }
    for (const event of once.session.run(1200)) once.record.follow(event);
    const { metrics, health, moments } = once.record.take();
    expect(taken.flatMap((part) => part.metrics)).toEqual(metrics);
    expect(taken.flatMap((part) => part.health)).toEqual(health);
    expect(taken.flatMap((part) => part.moments)).toEqual(moments);
    expect(once.record.health).toEqual(health);
    expect(once.record.untaken).toEqual({ metrics: [], health: [], moments: [] });
  });

  it("has the agent's own numbers from the first event after each 500 steps", async () => {
    const { record, session } = await recorded();
    for (const event of session.run(2000)) record.follow(event);
    const points = record.take().metrics.filter(({ name }) => name === "model/live_components");
    expect(points.map(({ step }) => Math.floor(step / 500))).toEqual([1, 2, 3, 4]);
  });

  it("has metrics of the table only, and leaves out numbers that are none", async () => {
    const { agent, session } = await recorded();
    const metrics = () => ({ "losses/loss": Number.NaN, "policy/epsilon": 0.5 });
    const record = new RunRecord({ agent: Object.create(agent, { metrics: { value: metrics } }), session });
    for (const event of session.run(600)) record.follow(event);
    const names = new Set(record.take().metrics.map(({ name }) => name));
    for (const name of names) expect(metricOf(name).meaning, name).not.toBe("");
    expect(names).toContain("policy/epsilon");
    expect(names).toContain("charts/evaluation_minimum");
    expect(names).not.toContain("losses/loss");
  });
});

const { agent, session } = await recorded();
// With returns over three steps, three of five transitions are in the buffer.
for (let n = 0; n < 5; n++)
  agent.observe({
    observation: [n, n + 0.5, 0, 0],
    action: 0,
    reward: 1,
    nextObservation: [n + 1, n + 1.5, 0, 0],
    terminated: false,
    truncated: false,
  });

/** The steps of the snapshots taken where these steps are reached. */
function taken(steps: readonly number[], before: Before): number[] {
  const record = new RunRecord({ agent, session, ...before });
  for (const step of steps) record.reach(step);
  return record.take().moments.map(({ step }) => step);
}

describe("a snapshot", () => {
  it("is taken at the first event at or after each due step, once", () => {
    const steps = [40, 99, 120, 120, 180, 200, 430, 470, 500];
    expect(taken(steps, { lastSnapshotStep: 0 })).toEqual([120, 200, 430, 500]);
  });

  it("is due from the beginning when there is none yet", () => {
    expect(taken([40, 99, 100], {})).toEqual([40, 100]);
  });

  it("comes due at the same steps wherever one goes on from the last one taken", () => {
    const events = Array.from({ length: 1000 }, (_, index) => index * 37);
    const whole = taken(events, { lastSnapshotStep: 0 });
    for (const cut of [1, 13, 400, 999]) {
      const before = taken(events.slice(0, cut), { lastSnapshotStep: 0 });
      const after = taken(events.slice(cut), { lastSnapshotStep: before.at(-1) ?? 0 });
      expect([...before, ...after]).toEqual(whole);
    }
  });

  it("that is heavier than usual is so much rarer", () => {
    const steps = Array.from({ length: 900 }, (_, step) => step);
    const bytes = agent.policy.frame().byteLength;
    expect(taken(steps, { usualSnapshotBytes: bytes })).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800]);
    expect(taken(steps, { usualSnapshotBytes: Math.ceil(bytes / 3) })).toEqual([0, 300, 600]);
  });

  it("holds the frame of the policy and what the agent remembers, the oldest first", () => {
    const record = new RunRecord({ agent, session, lastSnapshotStep: 0 });
    record.reach(100);
    const { frame, visited } = record.take().moments[0]!;
    expect(frame).toEqual(agent.policy.frame());
    expect([...visited]).toEqual([0, 0.5, 0, 0, 1, 1.5, 0, 0, 2, 2.5, 0, 0]);
    expect(record.take().moments).toEqual([]);
  });
});
