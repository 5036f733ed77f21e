import { describe, expect, it } from "vitest";
import { referenceBackend } from "../backends/reference-backend.ts";
import type { AgentOptions } from "../options/agent-options.ts";
import type { Mixture } from "../q-functions/mixture.ts";
import {
  covarianceSigns,
  evaluationSigns,
  gradientSigns,
  oscillationSigns,
  overturnedShare,
  precisionRange,
  slownessSigns,
  sparsitySigns,
} from "./health.ts";
import { HealthMonitor } from "./health-monitor.ts";
import type { Patient } from "./patient.ts";
import { resolveAgentOptions } from "./resolve-agent-options.ts";
import { SgmmQAgent } from "./sgmm-q-agent.ts";
import { live, SMALL_AGENT, SmallWorld } from "./small-world.case.ts";

/** Hills in two dimensions with diagonal precisions, and two actions. */
function mixtureOf(precisions: [number, number][], weights?: [number, number][]): Mixture {
  return {
    observationSize: 2,
    actionCount: 2,
    liveCount: precisions.length,
    means: new Float64Array(2 * precisions.length),
    formLength: 3,
    quadraticForms: Float64Array.from(precisions.flatMap(([x, y]) => [x, 0, y])),
    weights: Float64Array.from((weights ?? precisions.map(() => [1, 1])).flat()),
  };
}

const HEALTHY = mixtureOf([
  [1, 2],
  [30, 0.1],
]);

/** What a monitor says when it is shown a patient for a number of updates; a step is an update. */
function diagnose(patient: Partial<Patient>, updates: number, monitor = new HealthMonitor(2, 2), from = 1) {
  const whole: Patient = {
    mixture: HEALTHY,
    gradientNorm: () => 1,
    isWhole: () => true,
    actionValues: (out) => out.fill(0),
    outsideShare: () => 0,
    drawProbes: (out) => out.fill(0),
    ...patient,
  };
  for (let update = from; update < from + updates; update++) monitor.watch(whole, update, update, true);
  return monitor.events;
}

describe("signs", () => {
  it("precisionRange has the extreme eigenvalues over all live hills, but for rounding, and the worst ratio within one", () => {
    const { greatest, least, worstCondition } = precisionRange(HEALTHY);
    const upperEnd = 0.1 + 30 * 2 ** -22;
    expect(greatest).toBeCloseTo(30, 12);
    expect(least).toBeCloseTo(upperEnd, 12);
    expect(worstCondition).toBeCloseTo(30 / upperEnd, 8);
  });

  it("of diagonal covariances is measured on their diagonals", () => {
    const precisions: [number, number][] = [
      [1, 2],
      [30, 0.1],
    ];
    const diagonal = {
      ...mixtureOf(precisions),
      formLength: 2,
      quadraticForms: Float64Array.from(precisions.flat()),
    };
    expect(precisionRange(diagonal)).toEqual(precisionRange(mixtureOf(precisions)));
  });

  it.each([
    ["collapse", [2e4, 1e4], ["covariance-collapse"]],
    ["a needle", [5000, 0.002], ["covariance-collapse"]],
    ["explosion", [1, 1e-4], ["covariance-explosion"]],
    ["a plain in one direction", [10, 1e-6], ["covariance-explosion"]],
    ["a needle beside which rounding hides what is small", [1e5, 1e-5], ["covariance-collapse"]],
    ["a needle whose rounded precision is not even definite", [9e3, -4e-4], ["covariance-collapse"]],
    ["not a number", [Number.NaN, 1], ["covariance-collapse"]],
    ["health", [100, 0.01], []],
  ] as [string, [number, number], string[]][])("of covariance: %s", (_, precision, signatures) => {
    const signs = covarianceSigns(precisionRange(mixtureOf([[1, 1], precision])));
    expect(signs.map((sign) => sign.signature)).toEqual(signatures);
  });

  it("of sparsity: an action without a weight, or no hill", () => {
    const precisions: [number, number][] = [
      [1, 1],
      [1, 1],
    ];
    const signsOf = (weights: [number, number][]) => sparsitySigns(mixtureOf(precisions, weights));
    expect(
      signsOf([
        [1, 0],
        [0, 1],
      ]),
    ).toEqual([]);
    expect(
      signsOf([
        [1, 0],
        [2, 0],
      ]),
    ).toMatchObject([{ signature: "over-sparsification", detail: "action 1 has no weight left in 2 hills" }]);
    expect(sparsitySigns(mixtureOf([]))).toMatchObject([{ detail: "no hill is left" }]);
  });

  it("of slow updates: beyond 50 ms, with what they cost and what would make them faster", () => {
    const cost = { perActivation: 20, perCoefficient: 6, perCube: 2.5 };
    const signsOf = (options: Partial<AgentOptions>) =>
      slownessSigns(resolveAgentOptions({ observationSize: 128, actionCount: 2, ...options }), cost);
    // 100 hills · (64 · (20 + 6 · 8258) + 2.5 · 128³) ns, and without the cube and with 130 coefficients.
    expect(signsOf({})).toEqual([
      {
        signature: "slow-updates",
        detail:
          'an update takes some 840 ms at 128 numbers an observation and 100 hills; covariance: "diagonal" takes some 5.1',
      },
    ]);
    const slow = { componentCount: 10_000, batchSize: 256 };
    expect(signsOf({ ...slow, covariance: "diagonal" })).toMatchObject([
      { detail: expect.stringMatching(/ hills; fewer hills take less$/) },
    ]);
    expect(signsOf({ ...slow, metric: "euclidean" })).toMatchObject([
      { detail: expect.stringMatching(/ hills; fewer hills take less$/) },
    ]);
    expect(signsOf({ covariance: "diagonal" })).toEqual([]);
    expect(signsOf({ observationSize: 16 })).toEqual([]);
  });

  it("covariance collapse and explosion may come together, in two hills", () => {
    const signs = covarianceSigns(
      precisionRange(
        mixtureOf([
          [1e5, 1e5],
          [1e-5, 1e-5],
        ]),
      ),
    );
    expect(signs.map((sign) => sign.signature)).toEqual(["covariance-collapse", "covariance-explosion"]);
  });

  it("overturnedShare counts the states whose earlier action is now worse by a fifth of the mean range", () => {
    const values = Float64Array.of(0, 10, 10, 0, 8.1, 10, 10, 8.1);
    // Mean range: (10 + 10 + 1.9 + 1.9) / 4 = 5.95; a fifth of it: 1.19.
    expect(overturnedShare(values, Int32Array.of(1, 0, 1, 0))).toBe(0);
    expect(overturnedShare(values, Int32Array.of(0, 0, 1, 1))).toBe(0.5);
    const nearTies = Float64Array.of(0, 10, 9, 10, 10, 9, 0, 10);
    expect(overturnedShare(nearTies, Int32Array.of(1, 0, 1, 1))).toBe(0);
    expect(overturnedShare(new Float64Array(8), Int32Array.of(1, 0, 1, 1))).toBe(0);
  });

  it("of oscillation: more than a tenth of the probe states overturned", () => {
    expect(oscillationSigns(0.1)).toEqual([]);
    expect(oscillationSigns(0.11)).toMatchObject([{ signature: "policy-oscillation" }]);
  });

  it("of oscillation: four of the last ten evaluations below what was solved before", () => {
    const steady = [500, 480, 470, 470, 470, 500];
    expect(evaluationSigns(steady, 475)).toEqual([]);
    expect(evaluationSigns([...steady, 60], 475)).toMatchObject([
      { signature: "policy-oscillation", detail: expect.stringContaining("from 60.0 to 500.0") },
    ]);
  });

  it("of the gradient: a thousand medians, or not a number", () => {
    expect(gradientSigns(999, 1)).toEqual([]);
    for (const norm of [1001, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(gradientSigns(norm, 1)).toMatchObject([{ signature: "gradient-explosion" }]);
    }
    expect(gradientSigns(0, 0)).toEqual([]);
  });

  it("of the gradient: none in what wakes from next to nothing", () => {
    expect(gradientSigns(900, 1e-9)).toEqual([]);
    expect(gradientSigns(1100, 1e-9)).toHaveLength(1);
  });
});

describe("HealthMonitor", () => {
  it("finds nothing in a healthy patient", () => {
    expect(diagnose({}, 5000)).toEqual([]);
  });

  it.each([
    ["covariance-collapse", mixtureOf([[2e4, 2e4]])],
    ["covariance-explosion", mixtureOf([[1e-4, 1e-4]])],
    ["over-sparsification", mixtureOf([[1, 1]], [[1, 0]])],
  ])("dates %s at the check that finds it, once, however long it lasts", (signature, mixture) => {
    const monitor = new HealthMonitor(2, 2);
    diagnose({}, 2500, monitor);
    const events = diagnose({ mixture }, 5000, monitor, 2501);
    expect(events).toMatchObject([{ signature, step: 3000 }]);
    expect(events[0].detail).not.toBe("");
  });

  it("reports again what had gone and comes back", () => {
    const monitor = new HealthMonitor(2, 2);
    const sick = { mixture: mixtureOf([[2e4, 2e4]]) };
    diagnose(sick, 1000, monitor, 1);
    diagnose({}, 1000, monitor, 1001);
    diagnose(sick, 1000, monitor, 2001);
    expect(monitor.events.map((event) => event.step)).toEqual([1000, 3000]);
  });

  it("sees no oscillation where the greedy action flips between near ties", () => {
    // In every fourth state the actions differ by 1, and always alike; in the others by a hundredth, and they flip.
    let flips = 0;
    const monitor = new HealthMonitor(2, 2);
    const patient: Partial<Patient> = {
      actionValues: (out) => {
        flips++;
        for (let i = 0; i < out.length / 2; i++) {
          out[2 * i] = i % 4 === 0 ? 1 : 0.01 * (flips % 2);
          out[2 * i + 1] = i % 4 === 0 ? 0 : 0.01 * ((flips + 1) % 2);
        }
      },
    };
    expect(diagnose(patient, 3500, monitor)).toEqual([]);
    expect(monitor.flippedShare).toBe(0.75);
  });

  it("dates a policy that flips from check to check, but not while it explores", () => {
    let flips = 0;
    const fickle: Partial<Patient> = {
      actionValues: (out) => {
        flips++;
        for (let i = 0; i < out.length; i++) out[i] = (i + flips) % 2;
      },
    };
    expect(diagnose(fickle, 3500)).toMatchObject([{ signature: "policy-oscillation", step: 2000 }]);
    const exploring = new HealthMonitor(2, 2);
    const patient = {
      ...fickle,
      mixture: HEALTHY,
      gradientNorm: () => 1,
      isWhole: () => true,
      outsideShare: () => 0,
      drawProbes: () => {},
    } as Patient;
    for (let update = 1; update <= 3500; update++) exploring.watch(patient, update, update, false);
    expect(exploring.events).toEqual([]);
    expect(exploring.flippedShare).toBe(1);
  });

  it("dates refused updates once, and again only after a check found one that was taken", () => {
    let isWhole = true;
    const monitor = new HealthMonitor(2, 2);
    const patient = { isWhole: () => isWhole };
    diagnose(patient, 1500, monitor);
    for (const [from, updates, taken] of [
      [1501, 400, false],
      [1901, 50, true],
      [1951, 20, false],
      [1971, 200, true],
      [2171, 3, false],
    ] as const) {
      isWhole = taken;
      diagnose(patient, updates, monitor, from);
    }
    expect(monitor.events.map(({ signature, step }) => [signature, step])).toEqual([
      ["refused-update", 1501],
      ["refused-update", 2171],
    ]);
  });

  it("dates a gradient a thousand times its running median, and at once one that is not finite", () => {
    const explosions = [
      [5000, 1510],
      [Number.NaN, 1501],
      [Number.POSITIVE_INFINITY, 1501],
    ];
    for (const [explosion, step] of explosions) {
      let norm = 1;
      const monitor = new HealthMonitor(2, 2);
      const patient = { gradientNorm: () => norm };
      diagnose(patient, 1500, monitor);
      norm = explosion;
      diagnose(patient, 9, monitor, 1501);
      norm = explosion === 5000 ? explosion : 1;
      diagnose(patient, 1, monitor, 1510);
      expect(monitor.events).toMatchObject([{ signature: "gradient-explosion", step }]);
    }
  });

  it("judges the gradient from the first norms on", () => {
    let norm = 1;
    const gradientNorm = () => {
      norm *= 1.2;
      return norm;
    };
    expect(diagnose({ gradientNorm }, 200)).toMatchObject([{ signature: "gradient-explosion", step: 80 }]);
  });

  it("dates a burst of exploding gradients once, and the next when none is left among the recent norms", () => {
    const bursts = [2000, 2020, 2100, 5000];
    let update = 0;
    const gradientNorm = () => (bursts.includes(++update) ? 1e5 : 1);
    expect(diagnose({ gradientNorm }, 6000).map((event) => event.step)).toEqual([2000, 5000]);
  });

  it("takes a gradient that grows slowly for the new median", () => {
    let norm = 1;
    const gradientNorm = () => {
      norm *= 1.002;
      return norm;
    };
    expect(diagnose({ gradientNorm }, 20_000)).toEqual([]);
    expect(norm).toBeGreaterThan(50);
  });
});

describe("an agent's health", () => {
  it("shows no signature in a healthy short run", () => {
    const agent = new SgmmQAgent({ ...SMALL_AGENT, explorationSteps: 1500 }, referenceBackend);
    live([agent], new SmallWorld(0), 3000);
    expect(agent.updateCount).toBeGreaterThan(2900);
    expect(agent.health).toEqual([]);
  });

  it("shows over-sparsification, dated once, when a penalty empties it", () => {
    const options = { ...SMALL_AGENT, sparsity: 0.5, pruneThreshold: 0.3 };
    const agent = new SgmmQAgent(options, referenceBackend);
    live([agent], new SmallWorld(1), 2500);
    expect(agent.metrics()["model/live_components"]).toBe(0);
    expect(agent.health).toMatchObject([
      { signature: "over-sparsification", step: 1009, detail: "no hill is left" },
    ]);
  });

  it("shows outside-hills where scales that are given make all states lie far from every hill, and not where they are learned", () => {
    const signaturesOf = (options: object) => {
      const agent = new SgmmQAgent({ ...SMALL_AGENT, ...options }, referenceBackend);
      live([agent], new SmallWorld(1), 1100);
      return agent.health.map(({ signature }) => signature);
    };
    const { observationSize } = SMALL_AGENT;
    const observationScale = Array<number>(observationSize).fill(1e-3);
    expect(signaturesOf({ observationNormalization: "none", observationScale })).toContain("outside-hills");
    expect(signaturesOf({})).not.toContain("outside-hills");
  });
});

it("an agent too slow to watch says so before its first step, and once, however often it is restored", () => {
  const options = { observationSize: 128, actionCount: 2, componentCount: 100, bufferCapacity: 64 };
  const agent = new SgmmQAgent(options, referenceBackend);
  expect(agent.health).toMatchObject([{ signature: "slow-updates", step: 0 }]);
  const restored = SgmmQAgent.restore(agent.save(), [], referenceBackend);
  expect(restored.health).toEqual(agent.health);
  expect(restored.adjusted({}).health).toEqual(agent.health);
  for (const observationSize of [2, 4, 6, 16]) {
    expect(new SgmmQAgent({ ...options, observationSize }, referenceBackend).health).toEqual([]);
  }
});
