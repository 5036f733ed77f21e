import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";
import { measures } from "./measure.ts";

/** A policy that changes its action at fewer of the probe states than this, from one check to the next, has settled. */
const settledShare = 0.005;

/** What shares a figure: the paper's lines would press those of the default flat. */
const families = [
  { name: "default", agents: ["constant", "unaveraged", "slow-decay", "fast-decay"] },
  { name: "paper", agents: ["constant", "paper-constant", "paper"] },
];

const source = "ours; the paper defers its convergence analysis";
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const changedShare: lab.ReadPoint = (point) => measures.change.read(point) / 100;
const lateChanges = {
  read: changedShare,
  bar: settledShare,
  format: percent,
  unit: "of the probe states in 1 000 updates",
};

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
        "*Slow decay* and *fast decay*: all step sizes fall along a straight line to a hundredth, over the whole run or its first third. *Paper*: preset `paper`, " +
        "whose targets are the current Q-function's and whose step sizes fall so, too; *paper constant*: without their fall. K = 20 throughout. Early and late are the first and last thirds of a run's evaluations.",
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
      const [change] = lab.lateEstimate(group, changedShare);
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
      const [change] = lab.lateEstimate(group, changedShare);
      return [
        environment,
        agent,
        group.length,
        change === undefined ? "–" : lab.writtenEstimate(change, percent),
        lab.earlyToLate(group, measures.residual.read),
        lab.earlyToLate(group, measures.gradient.read),
        lab.writtenEstimate(lab.finalEstimate(group)),
      ];
    }),
  };
}

function claims(trials: lab.Trials): lab.Claim[] {
  const decays = [
    ["constant", "slow-decay"],
    ["constant", "fast-decay"],
  ] as const;
  return [
    changes(trials, "constant", "With constant step sizes the averaged policy keeps changing"),
    changes(trials, "unaveraged", "With constant step sizes the learning policy keeps changing"),
    changes(
      trials,
      "paper-constant",
      "With constant step sizes the paper's preset keeps changing its policy",
    ),
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
      settles(trials, "paper", "Its falling step sizes settle the paper's preset"),
    ),
    lab.differenceClaim(
      "Falling step sizes make late changes rarer (constant minus falling, percentage points)",
      source,
      lab.namedAgentPairs(trials, [...decays, ["paper-constant", "paper"]], (trial) =>
        lab.lateMean(trial, measures.change.read),
      ),
      lab.formatReturn,
    ),
    ...speaksTo(
      "convergence",
      "default-bellman-residual",
      lab.fallClaim("With constant step sizes the Bellman residual falls", source, trials, {
        agents: ["constant"],
        read: measures.residual.read,
      }),
      lab.fallClaim("Once the step sizes have fallen the Bellman residual is lower, too", source, trials, {
        agents: ["fast-decay"],
        read: measures.residual.read,
      }),
    ),
    ...speaksTo(
      "convergence",
      "paper-bellman-residual",
      lab.fallClaim("The Bellman residual of the paper's preset falls", source, trials, {
        agents: ["paper"],
        read: measures.residual.read,
      }),
    ),
    ...speaksTo(
      "convergence",
      "default-gradient-norm",
      lab.fallClaim("With falling step sizes the gradient norm falls", source, trials, {
        agents: ["slow-decay", "fast-decay"],
        read: measures.gradient.read,
      }),
    ),
    lab.differenceClaim(
      "Constant step sizes end higher than falling ones (difference of final returns)",
      source,
      lab.namedAgentPairs(trials, decays, lab.returnOf),
      lab.formatReturn,
    ),
  ];
}

function changes(trials: lab.Trials, agent: string, statement: string): lab.Claim {
  return { statement, source, ...lab.judgeLate(trials, { ...lateChanges, agents: [agent], side: "above" }) };
}

function settles(trials: lab.Trials, agent: string, statement: string): lab.Claim {
  return { statement, source, ...lab.judgeLate(trials, { ...lateChanges, agents: [agent], side: "below" }) };
}
