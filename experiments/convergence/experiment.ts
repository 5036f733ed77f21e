import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";
import { type Measure, measures, thirds } from "./measure.ts";

/** A policy that changes its action at fewer of the probe states than this, from one check to the next, has settled. */
const settledShare = 0.005;

/** What shares a figure: the paper's lines would press those of the default flat. */
const families = [
  { name: "default", agents: ["constant", "unaveraged", "slow-decay", "fast-decay"] },
  { name: "paper", agents: ["constant", "paper", "paper-decay"] },
];

const source = "ours; the paper defers its convergence analysis";
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

export default {
  title: "Convergence",
  question:
    "No theorem covers the online scheme: what settles over a long run, with constant and with falling step sizes, and what does not?",
  studies: [{ file: "convergence.yaml", quick: { seeds: 2, steps: 9000 } }],
  analyse: (studies) => findings(Object.values(studies).flat()),
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "*Constant*: preset `default` with its constant step sizes. *Unaveraged*: the same, judged by the learning Q-function instead of its average. " +
        "*Slow decay* and *fast decay*: all step sizes fall along a straight line to a hundredth, over the whole run or its first third. *Paper*, *paper decay*: " +
        "preset `paper`, whose targets are the current Q-function's. K = 20 throughout. Early and late are the first and last thirds of a run's evaluations.",
      "Small steps alone make successive policies alike, so a policy that settles may merely be frozen: it has converged where residual and " +
        "gradient fall as well.",
      ...settledText(trials),
    ],
    figures: families.flatMap((family) => figures(trials, family)),
    tables: [table(trials)],
    claims: claims(trials),
  };
}

function settledText(trials: lab.Trials): string[] {
  return lab.distinct(trials, "environment").map((environment) => {
    const groups = lab.doneGroups(trials).filter((group) => group.environment === environment);
    const changes = groups.map(({ agent, trials: group }) => {
      const [change] = lateChange(group);
      return change === undefined ? `${agent} –` : `${agent} ${percent(change.value)}`;
    });
    return `${environment}, share of probe states whose greedy action changes within 1 000 updates, late: ${changes.join(", ")}.`;
  });
}

function figures(trials: lab.Trials, { name, agents }: (typeof families)[number]): lab.FindingsFigure[] {
  const here = trials.filter(({ agent }) => agents.includes(agent));
  return [
    ...Object.values(measures).flatMap((measure) =>
      lab.figure(
        `${name}-${measure.name}`,
        `${measure.caption} Median over seeds, 95 % bootstrap interval.`,
        lab.metricCurveRows(here, measure.read),
        (rows) => lab.learningCurves(rows, { valueTitle: measure.title }),
      ),
    ),
    ...lab.figure(
      `${name}-return`,
      "Return of the greedy evaluations; interquartile mean over seeds, 95 % bootstrap interval; dotted: solved.",
      lab.learningCurveRows(here),
      lab.learningCurves,
    ),
  ];
}

function table(trials: lab.Trials): lab.FindingsTable {
  return {
    caption:
      "Late changes of the policy (mean over seeds, 95 % interval), Bellman residual and gradient norm early → late (medians over seeds of geometric " +
      "means), final return (interquartile mean, 95 % interval)",
    columns: [
      "environment",
      "agent",
      "seeds",
      "late changes",
      "Bellman residual",
      "gradient norm",
      "final return",
    ],
    rows: lab.doneGroups(trials).map(({ environment, agent, trials: group }) => {
      const [change] = lateChange(group);
      return [
        environment,
        agent,
        group.length,
        change === undefined ? "–" : lab.writtenEstimate(change, percent),
        earlyToLate(group, measures.residual),
        earlyToLate(group, measures.gradient),
        lab.writtenEstimate(lab.finalEstimate(group)),
      ];
    }),
  };
}

/** `12.3 → 4.56` */
function earlyToLate(trials: lab.Trials, { read }: Measure): string {
  const pairs = trials.flatMap((trial) => thirds(trial, read));
  if (pairs.length === 0) return "–";
  const written = (log: number) => (10 ** log).toPrecision(3).replace(/e\+?/, "·10^");
  return `${written(lab.median(pairs.map(([early]) => early)))} → ${written(lab.median(pairs.map(([, late]) => late)))}`;
}

/** The share of changed actions in the last third, its mean over seeds with an interval; none without an evaluation. */
function lateChange(trials: lab.Trials) {
  const changes = trials
    .flatMap((trial) => thirds(trial, measures.change.read))
    .map(([, late]) => late / 100);
  return lab.intervalRows("", "", changes, lab.mean).map((row) => ({ ...row, seeds: changes.length }));
}

function claims(trials: lab.Trials): lab.Claim[] {
  const decays = [
    ["constant", "slow-decay"],
    ["constant", "fast-decay"],
  ] as const;
  return [
    changes(trials, "constant", "With constant step sizes the averaged policy keeps changing"),
    changes(trials, "unaveraged", "With constant step sizes the learning policy keeps changing"),
    changes(trials, "paper", "The paper's preset keeps changing its policy"),
    ...speaksTo(
      "convergence",
      "default-policy-change",
      settles(
        trials,
        "slow-decay",
        "Step sizes that fall over the whole run settle the policy in its last third",
      ),
      settles(trials, "fast-decay", "Step sizes that fall over the first third settle the policy"),
    ),
    ...speaksTo(
      "convergence",
      "paper-policy-change",
      settles(trials, "paper-decay", "Falling step sizes settle the paper's preset"),
    ),
    lab.differenceClaim(
      "Falling step sizes make late changes rarer (constant minus falling, percentage points)",
      source,
      [...decays, ["paper", "paper-decay"] as const].flatMap((agents) =>
        against(trials, agents, lateChangeOf),
      ),
      lab.formatReturn,
    ),
    ...speaksTo(
      "convergence",
      "default-bellman-residual",
      falls(trials, measures.residual, ["constant"], "With constant step sizes the Bellman residual falls"),
      falls(
        trials,
        measures.residual,
        ["fast-decay"],
        "Once the step sizes have fallen the Bellman residual is lower, too",
      ),
    ),
    ...speaksTo(
      "convergence",
      "paper-bellman-residual",
      falls(trials, measures.residual, ["paper"], "The paper's Bellman residual falls"),
    ),
    ...speaksTo(
      "convergence",
      "default-gradient-norm",
      falls(
        trials,
        measures.gradient,
        ["slow-decay", "fast-decay"],
        "With falling step sizes the gradient norm falls",
      ),
    ),
    lab.differenceClaim(
      "Constant step sizes end higher than falling ones (difference of final returns)",
      source,
      decays.flatMap((agents) => against(trials, agents, lab.returnOf)),
      lab.formatReturn,
    ),
  ];
}

function changes(trials: lab.Trials, agent: string, statement: string): lab.Claim {
  return lateClaim(trials, agent, statement, {
    judge: (change) => lab.judgeEstimate(change, settledShare, change.seeds),
    rule: `Confirmed when the interval lies above ${percent(settledShare)} in every task, differs when it lies below in one.`,
  });
}

function settles(trials: lab.Trials, agent: string, statement: string): lab.Claim {
  return lateClaim(trials, agent, statement, {
    judge: ({ low, high, seeds }) => lab.judgeEstimate({ low: -high, high: -low }, -settledShare, seeds),
    rule: `Confirmed when the interval lies below ${percent(settledShare)} in every task, differs when it lies above in one.`,
  });
}

function lateClaim(
  trials: lab.Trials,
  agent: string,
  statement: string,
  {
    judge,
    rule,
  }: { judge: (change: ReturnType<typeof lateChange>[number]) => lab.Claim["verdict"]; rule: string },
): lab.Claim {
  const found = groupsOf(trials, [agent]).flatMap(({ environment, trials: group }) =>
    lateChange(group).map((change) => ({ ...change, environment })),
  );
  const written = found.map(
    ({ environment, value, low, high, seeds }) =>
      `${environment}: ${percent(value)} (${percent(low)} … ${percent(high)}, ${seeds} seeds) of the probe states in 1 000 updates`,
  );
  const verdicts = found.map(judge);
  const verdict = lab.jointVerdict(verdicts);
  const figure = written.join("; ") || "–";
  return {
    statement,
    source,
    figure,
    verdict,
    because: rule,
    decisive: written[verdicts.indexOf(verdict)] ?? figure,
  };
}

/** Whether a measure that is a logarithm is lower in the last third than in the first. */
function falls(
  trials: lab.Trials,
  { read }: Measure,
  agents: readonly string[],
  statement: string,
): lab.Claim {
  const comparisons = groupsOf(trials, agents).map(({ agent, environment, trials: group }) => ({
    subject: agents.length === 1 ? environment : `${environment}, ${agent}`,
    pairs: group.flatMap((trial) => thirds(trial, read)),
  }));
  return lab.differenceClaim(
    `${statement} (early minus late, powers of ten)`,
    source,
    comparisons,
    lab.formatReturn,
  );
}

/** What a number of a trial is to one agent and to another, seed by seed, in each environment. */
function against(
  trials: lab.Trials,
  agents: readonly [string, string],
  measure: (trial: lab.TrialRecord) => number | null,
): lab.Comparison[] {
  return lab.renamed(
    lab.agentPairs(trials, agents, measure),
    (environment) => `${environment}, ${agents.join(" against ")}`,
  );
}

/** Null of a trial without evaluations. */
function lateChangeOf(trial: lab.TrialRecord): number | null {
  const [means] = thirds(trial, measures.change.read);
  return means === undefined ? null : means[1];
}

function groupsOf(trials: lab.Trials, agents: readonly string[]): lab.TrialGroup[] {
  return lab.doneGroups(trials).filter(({ agent }) => agents.includes(agent));
}
