import * as lab from "@drumlin/lab/experiment";
import { optimalValues, Xoshiro128 } from "drumlin";
import { measures as convergence, type Measure } from "../convergence/measure.ts";

const constant = ["constant-1e-3", "constant-1e-4"];
const falling = ["falling-1e-3", "falling-1e-4"];
const paper = [...constant, ...falling];

/** What shares a figure. */
const families = [
  { name: "paper", agents: paper },
  { name: "default", agents: ["falling-1e-3", "default", "one-step", "squared", "one-step-squared"] },
];

const distance: Measure = {
  name: "value-distance",
  caption:
    "Distance to the optimal values: root mean square of Q − Q* over all states and actions; dotted: that of the best constant.",
  title: "distance to Q* (log₁₀)",
  read: lab.logOf("losses/value_distance"),
};
const optimalShare: lab.ReadPoint = ({ metrics }) => metrics["policy/optimal_share"] ?? Number.NaN;
const decisionLoss: lab.ReadPoint = ({ metrics }) => metrics["policy/decision_loss"] ?? Number.NaN;
const measures: readonly Measure[] = [
  distance,
  convergence.residual,
  {
    name: "optimal-share",
    caption: "Share of the states in which the greedy action is a best one.",
    title: "optimal decisions (%)",
    read: (point) => 100 * optimalShare(point),
  },
  {
    name: "decision-loss",
    caption:
      "What greedy actions are worth less than the best ones, as a share of what the worst ones would be, over all states.",
    title: "lost by decisions (%)",
    read: (point) => 100 * decisionLoss(point),
  },
];

const source = "ours; the paper defers its convergence analysis";
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
/** A rank correlation from which on the residual would be of use to tell which of two runs is nearer. */
const strongCorrelation = 0.5;

export default {
  title: "Distance to known values",
  question:
    "Where Q* is known, how near to it does Q come, with constant and with falling step sizes, and does the Bellman residual say so?",
  environments: "environments.ts",
  studies: [{ file: "known-values.yaml", quick: { seeds: 2, steps: 4000 } }],
  analyse: (studies) => findings(Object.values(studies).flat()),
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "*Constant 1e-3* and *constant 1e-4*: preset `paper` (Algorithm 1), K = 50, ρ = 0, all step sizes 10⁻³ or 10⁻⁴. *Falling 1e-3*: the same 10⁻³ falling along a " +
        "straight line to a hundredth over the run. *Falling 1e-4*: so do 3·10⁻⁴ for means and covariances and 10⁻⁴ for factors. *Default*: preset `default`, K = 50, " +
        "whose returns are of three steps and whose loss is adaptive Huber; *one-step*: the same with returns of one; *squared*: with squared loss; *one-step squared*: with both. One action in ten is random to the end. Early and late are the first and last thirds of a run's evaluations.",
      ...spreadText(trials),
    ],
    figures: families.flatMap(({ name, agents }) => figures(trials, name, agents)),
    tables: [table(trials)],
    claims: claims(trials),
  };
}

function spreadText(trials: lab.Trials): string[] {
  return lab.distinct(trials, "environment").map((environment) => {
    const spread = spreadOf(trials, environment);
    return `${environment}: the best constant is ${lab.formatSignificant(spread)} away from Q*.`;
  });
}

/** The standard deviation of Q* over states and actions: how far from it the best constant is. */
function spreadOf(trials: lab.Trials, environment: string): number {
  const { options } = trials.find((trial) => trial.environment === environment)!;
  const values = optimalValues(environment, options.discountFactor as number)!.flatMap(
    ({ qValues }) => qValues,
  );
  const mean = lab.mean(values);
  return Math.sqrt(lab.mean(values.map((value) => (value - mean) ** 2)));
}

function figures(trials: lab.Trials, family: string, agents: readonly string[]): lab.FindingsFigure[] {
  const here = trials.filter(({ agent }) => agents.includes(agent));
  const spreads = new Map(
    lab
      .distinct(here, "environment")
      .map((environment) => [environment, Math.log10(spreadOf(here, environment))]),
  );
  return measures.flatMap((measure) =>
    lab.figure(
      `${family}-${measure.name}`,
      `${measure.caption} Median over seeds, 95 % bootstrap interval.`,
      lab
        .metricCurveRows(here, measure.read)
        .map((row) => (measure === distance ? { ...row, threshold: spreads.get(row.environment)! } : row)),
      (rows) => lab.learningCurves(rows, { valueTitle: measure.title }),
    ),
  );
}

function table(trials: lab.Trials): lab.FindingsTable {
  return {
    caption:
      "Distance to Q* and Bellman residual early → late (medians over seeds of geometric means), distance at the end (median, 95 % interval), late decisions (means " +
      "over seeds, 95 % interval), final return (interquartile mean, 95 % interval)",
    columns: [
      "environment",
      "agent",
      "seeds",
      "distance to Q*",
      "at the end",
      "Bellman residual",
      "optimal decisions",
      "lost by decisions",
      "final return",
    ],
    rows: lab
      .doneGroups(trials)
      .map(({ environment, agent, trials: group }) => [
        environment,
        agent,
        group.length,
        lab.earlyToLate(group, distance.read),
        written(lab.intervalRows("", "", group.map(lastDistance), lab.median), lab.formatSignificant),
        lab.earlyToLate(group, convergence.residual.read),
        written(lab.lateEstimate(group, optimalShare), percent),
        written(lab.lateEstimate(group, decisionLoss), percent),
        lab.writtenEstimate(lab.finalEstimate(group)),
      ]),
  };
}

function written([estimate]: readonly lab.Estimate[], format: (value: number) => string): string {
  return estimate === undefined ? "–" : lab.writtenEstimate(estimate, format);
}

function lastDistance(trial: lab.TrialRecord): number {
  return lab.lastMetric(trial, "losses/value_distance");
}

function claims(trials: lab.Trials): lab.Claim[] {
  return [
    lab.fallClaim("With constant step sizes Q comes nearer to Q*", source, trials, {
      agents: constant,
      read: distance.read,
    }),
    lab.fallClaim("With falling step sizes Q comes nearer to Q*", source, trials, {
      agents: falling,
      read: distance.read,
    }),
    nearer(
      trials,
      [["constant-1e-3", "falling-1e-3"]],
      "Step sizes that fall end nearer to Q* than the same ones that do not",
    ),
    nearer(
      trials,
      constant.map((agent) => [agent, "falling-1e-4"]),
      "Small step sizes that fall end nearer to Q* than constant ones",
    ),
    nearer(
      trials,
      [["default", "falling-1e-3"]],
      "The paper's algorithm with falling step sizes ends nearer to Q* than preset `default`",
    ),
    nearer(
      trials,
      [["one-step", "one-step-squared"]],
      "Where chance decides, squared loss ends nearer to Q* than Huber's, which does not find the mean",
    ),
    nearer(
      trials,
      [["squared", "one-step-squared"]],
      "Returns of one step end nearer to Q* than those of three, which hold what exploration did",
    ),
    lab.fallClaim("The Bellman residual falls, too", source, trials, {
      agents: paper,
      read: convergence.residual.read,
    }),
    correlation(trials),
    {
      statement: "With falling step sizes the greedy action is optimal in more than 95 % of the states, late",
      source,
      ...lab.judgeLate(trials, {
        ...decisions,
        read: optimalShare,
        side: "above",
        bar: 0.95,
        unit: "of the states",
      }),
    },
    {
      statement: "With falling step sizes decisions lose less than 5 % of what they could, late",
      source,
      ...lab.judgeLate(trials, {
        ...decisions,
        read: decisionLoss,
        side: "below",
        bar: 0.05,
        unit: "of what is at stake",
      }),
    },
  ];
}

const decisions = { agents: falling, format: percent };

/** Whether the second of two agents is nearer to Q* at its last evaluation. */
function nearer(
  trials: lab.Trials,
  agents: readonly (readonly [string, string])[],
  statement: string,
): lab.Claim {
  return lab.differenceClaim(
    `${statement} (first minus second, powers of ten)`,
    source,
    lab.namedAgentPairs(trials, agents, (trial) => Math.log10(lastDistance(trial))),
    lab.formatReturn,
  );
}

/** Whether runs with a smaller late residual are those with a smaller late distance. */
function correlation(trials: lab.Trials): lab.Claim {
  const found = lab.distinct(trials, "environment").map((environment) => {
    const groups = lab
      .doneGroups(trials)
      .filter((group) => group.environment === environment && paper.includes(group.agent))
      .map((group) =>
        group.trials.map((trial): [number, number] => [
          late(trial, convergence.residual),
          late(trial, distance),
        ]),
      );
    const [estimate] = lab.stratifiedBootstrap(groups, (strata) => [lab.rankCorrelation(strata.flat())], {
      random: Xoshiro128.fromSeed(0, 0),
    });
    return {
      ...estimate!,
      environment,
      runs: groups.flat().length,
      seeds: Math.min(...groups.map(({ length }) => length)),
    };
  });
  const rank = (value: number) => value.toFixed(2);
  return {
    statement:
      "Of two runs the one with the smaller Bellman residual is the nearer to Q* (rank correlation of late means over runs of preset `paper`)",
    source,
    figure: found
      .map(
        ({ environment, runs, ...estimate }) =>
          `${environment}: ${lab.writtenEstimate(estimate, rank)}, ${runs} runs`,
      )
      .join("; "),
    verdict: lab.jointVerdict(
      found.map((estimate) => lab.judgeEstimate(estimate, strongCorrelation, estimate.seeds)),
    ),
    because: `Confirmed when the interval lies above ${strongCorrelation} in every task, differs when it lies below in one.`,
  };
}

function late(trial: lab.TrialRecord, { read }: Measure): number {
  return lab.lateMean(trial, read) ?? Number.NaN;
}
