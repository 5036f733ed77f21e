import { createAgent } from "drumlin";
import { describe, expect, it } from "vitest";
import { SnapshotRecorder } from "./snapshot-recorder.ts";

const agent = await createAgent({ observationSize: 2, actionCount: 2, componentCount: 3, returnSteps: 3 });
// With returns over three steps, three of five transitions are in the buffer.
for (let n = 0; n < 5; n++)
  agent.observe({
    observation: [n, n + 0.5],
    action: 0,
    reward: 1,
    nextObservation: [n + 1, n + 1.5],
    terminated: false,
    truncated: false,
  });

/** The steps of the snapshots taken at these events. */
function taken(last: number, events: readonly number[]): number[] {
  const recorder = new SnapshotRecorder(agent, last);
  for (const step of events) recorder.record(step);
  return recorder.take().map(({ step }) => step);
}

describe("a snapshot", () => {
  it("is taken at the first event at or after each due step, once", () => {
    expect(taken(0, [40, 99, 120, 120, 180, 200, 430, 470, 500])).toEqual([120, 200, 430, 500]);
  });

  it("is due from the beginning when there is none yet", () => {
    expect(taken(-1, [40, 99, 100])).toEqual([40, 100]);
  });

  it("comes due at the same steps wherever one goes on from the last one taken", () => {
    const events = Array.from({ length: 1000 }, (_, index) => index * 37);
    const whole = taken(0, events);
    for (const cut of [1, 13, 400, 999]) {
      const before = taken(0, events.slice(0, cut));
      const after = taken(before.at(-1) ?? 0, events.slice(cut));
      expect([...before, ...after]).toEqual(whole);
    }
  });

  it("holds the frame of the policy and what the agent remembers, the oldest first", () => {
    const recorder = new SnapshotRecorder(agent, 0);
    recorder.record(100);
    const { frame, visited } = recorder.take()[0]!;
    expect(new Float32Array(frame.slice().buffer)).toEqual(agent.policy.frame());
    expect([...new Float32Array(visited.slice().buffer)]).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(recorder.take()).toEqual([]);
  });
});
