import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** The preset's step size of the covariances, and its metric. */
const presets = 3e-4;
const usual = "affine-invariant";
/** The least that an episode can earn: what a failed trial counts for where agents are compared. */
const leastReturns = new Map([
  ["CartPole-v1", 0],
  ["Acrobot-v1", -500],
]);

export default {
  title: "Steps of the paper's algorithm",
  question:
    "Riemannian Adam or Riemannian gradient descent, with which step sizes and on which metric: what ends highest, and from which step size on do covariances break?",
  studies: [
    { file: "optimizers.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "metrics.yaml", quick: { seeds: 1, steps: 1000 } },
  ],

  analyse({ "optimizers.yaml": stepped = [], "metrics.yaml": measured = [] }) {
    const adam = lab.relabelled(lab.trialsWith(stepped, { optimizer: "adam" }), optimizerName);
    const descent = lab.relabelled(lab.trialsWith(stepped, { optimizer: "sgd" }), optimizerName);
    const metrics = lab.relabelled(measured, ({ options }) => String(options.metric));
    return {
      text: [
        "Adam's number is the step size of the covariances, means and factors moving as the preset has it; descent's is that of all three. *Collapsed*: on so many seeds the " +
          "signature covariance-collapse was seen, an eigenvalue of C⁻¹ above 10⁴ or a condition number above 10⁶, or the trial failed; *inflated*: covariance-explosion, an " +
          "eigenvalue of C⁻¹ below 10⁻³. The intervals of these shares are Wilson's. Figures and tables show the returns of the other trials; " +
          "where agents are compared, a failed one counts with the least that an episode can earn.",
        ...lab.byEnvironment(adam, (here, environment) => [
          `With Adam covariances inflate on ${environment} ${threshold(here, inflated)}.`,
        ]),
      ],
      tables: [
        breakTable("Step sizes", [...adam, ...descent]),
        breakTable("Metrics", metrics),
        lab.summaryTable("Step sizes", [...adam, ...descent]),
        lab.summaryTable("Metrics", metrics),
      ],
      figures: [
        ...endFigures("steps", "by optimiser and step size", [...adam, ...descent]),
        ...curves("adam", "Adam by step size of the covariances", adam),
        ...curves("descent", "Gradient descent by step size", descent),
        ...endFigures("metrics", "by metric, K = 20", metrics),
        ...curves("metrics", "Adam by metric, K = 20", metrics),
      ],
      claims: [
        ...speaksTo("riemannian", "steps-cartpole", {
          statement: `Riemannian Adam (covariances ${written(presets)}) ends no lower than Riemannian gradient descent at its best step size (final return)`,
          source: "paper's choice of optimiser",
          ...lab.judgeNoLower(againstBestDescent(withFailed(adam), withFailed(descent)), lab.tolerance),
        }),
        ...speaksTo("large-steps", "steps-cartpole", collapseClaim(adam)),
        ...speaksTo("riemannian", "metrics-cartpole", {
          statement:
            "On Algorithm 1 the affine-invariant metric ends no lower than each other one (final return)",
          source: "paper's choice of metric",
          ...lab.judgeNoLower(againstEachMetric(withFailed(metrics)), lab.tolerance),
        }),
        {
          statement:
            "At the preset's step sizes no trial fails and no covariance collapses, whatever the metric",
          source: "ours",
          ...lab.judgeEverySeed(lab.trialGroups(metrics), (trial) => !collapsed(trial)),
        },
      ],
    };
  },
} satisfies lab.Experiment;

function sizeOf({ options }: lab.TrialRecord): number {
  return Number(options.covarianceLearningRate);
}

/** `3e-4` */
function written(size: number): string {
  return size.toExponential();
}

function optimizerName(trial: lab.TrialRecord): string {
  return `${trial.options.optimizer === "adam" ? "Adam" : "descent"}, ${written(sizeOf(trial))}`;
}

function collapsed(trial: lab.TrialRecord): boolean {
  return trial.status === "failed" || "covariance-collapse" in lab.signaturesSeen(trial);
}

function inflated(trial: lab.TrialRecord): boolean {
  return "covariance-explosion" in lab.signaturesSeen(trial);
}

function writtenSeeds(trials: lab.Trials, isSo: (trial: lab.TrialRecord) => boolean): string {
  return lab.writtenCount(trials.filter(isSo).length, trials.length);
}

function breakTable(caption: string, trials: lab.Trials): lab.FindingsTable {
  return {
    caption: `${caption}: seeds whose covariances collapsed and inflated, and every failure signature that was seen, with its seeds`,
    columns: ["environment", "agent", "failed", "collapsed", "inflated", "signatures"],
    rows: lab
      .trialGroups(trials)
      .map(({ environment, agent, trials: group }) => [
        environment,
        agent,
        group.filter(({ status }) => status === "failed").length,
        writtenSeeds(group, collapsed),
        writtenSeeds(group, inflated),
        lab.writtenSignatures(group),
      ]),
  };
}

function endFigures(name: string, by: string, trials: lab.Trials): lab.FindingsFigure[] {
  return lab.byEnvironment(trials, (here, environment) => {
    const rows = lab.trialGroups(here).flatMap(({ agent, trials: group }) => {
      const returns = group.filter(({ status }) => status === "done").map(lab.returnOf);
      return [
        ...lab.intervalRows(agent, "final return (interquartile mean)", returns, (values) =>
          lab.interquartileMean([values]),
        ),
        shareRow(agent, "collapsed (share of seeds)", group.map(collapsed)),
        shareRow(agent, "inflated (share of seeds)", group.map(inflated)),
      ];
    });
    const caption = `${environment}: what it earned in the end, and on how many seeds covariances collapsed or inflated, ${by}; 95 % intervals.`;
    return lab.figure(`${name}-${lab.fileName(environment)}`, caption, rows, lab.intervalPlot);
  });
}

function shareRow(agent: string, measure: string, found: readonly boolean[]) {
  const count = found.filter(Boolean).length;
  return { agent, measure, value: count / found.length, ...lab.wilsonInterval(count, found.length) };
}

function curves(name: string, what: string, trials: lab.Trials): lab.FindingsFigure[] {
  const caption = `${what}: interquartile mean over seeds, 95 % interval; dotted: solved.`;
  return lab.figure(`curves-${name}`, caption, lab.learningCurveRows(trials), lab.learningCurves);
}

/** The trials, the failed ones as if they had ended with the least there is. */
function withFailed(trials: lab.Trials): lab.TrialRecord[] {
  return trials.map((trial) =>
    trial.status === "done"
      ? trial
      : { ...trial, status: "done", finalReturn: leastReturns.get(trial.environment)! },
  );
}

/** Adam as the preset has it against the descent that ends highest in each environment, which flatters the descent. */
function againstBestDescent(adam: lab.Trials, descent: lab.Trials): lab.Comparison[] {
  const ours = lab.trialsWith(adam, { covarianceLearningRate: presets });
  return lab.byEnvironment(ours, (here, environment) => {
    const [best] = lab
      .doneGroups(descent.filter((trial) => trial.environment === environment))
      .map(({ agent, trials }) => ({ agent, trials, final: lab.finalEstimate(trials).value }))
      .toSorted((a, b) => b.final - a.final);
    if (best === undefined) return [{ subject: environment, pairs: [] }];
    const pairs = lab.agentPairs([...here, ...best.trials], [here[0]!.agent, best.agent], lab.returnOf);
    return lab.renamed(pairs, () => `${environment}, ${best.agent}`);
  });
}

function againstEachMetric(trials: lab.Trials): lab.Comparison[] {
  return lab
    .distinct(trials, "agent")
    .filter((metric) => metric !== usual)
    .flatMap((other) =>
      lab.renamed(
        lab.optionPairs(trials, "metric", [usual, other], lab.returnOf),
        (environment) => `${other}, ${environment}`,
      ),
    );
}

/** Most seeds collapse at the greatest step size of the covariances, most do not at the preset's; and where that turns. */
function collapseClaim(adam: lab.Trials): lab.Claim {
  const greatest = Math.max(...lab.optionValues(adam, "covarianceLearningRate").map(Number));
  const judged = lab.byEnvironment(adam, (here, environment) => {
    const at = (size: number) => lab.trialsWith(here, { covarianceLearningRate: size });
    const found = `${environment}: ${threshold(here, collapsed)}`;
    return [
      { found, verdict: mostVerdict(at(greatest), collapsed) },
      { found, verdict: mostVerdict(at(presets), (trial) => !collapsed(trial)) },
    ];
  });
  const verdict = lab.jointVerdict(judged.map((place) => place.verdict));
  const figure = [...new Set(judged.map(({ found }) => found))].join("; ") || "–";
  return {
    statement:
      "Large steps make covariances near-singular: with Adam at the greatest step size they collapse on most seeds, at the preset's on few",
    source: "paper, mechanisms",
    figure,
    verdict,
    decisive: judged.find((place) => place.verdict === verdict)?.found ?? figure,
    because:
      "Confirmed when Wilson's interval of the seeds that are as claimed lies above one half at both step sizes in every environment, differs when one lies below.",
  };
}

/** From which step size on it is so on most seeds, and up to which one on none, with the counts. */
function threshold(adam: lab.Trials, isSo: (trial: lab.TrialRecord) => boolean): string {
  const places = lab.byOption(adam, "covarianceLearningRate", (group, size) => [
    { size: written(Number(size)), group, count: group.filter(isSo).length },
  ]);
  const most = places.find(({ group, count }) => count > group.length / 2);
  const first = places.findIndex(({ count }) => count > 0);
  const none = (first < 0 ? places : places.slice(0, first)).at(-1);
  const counts = places.map(({ size, group }) => `${size}: ${writtenSeeds(group, isSo)}`);
  return (
    `${most === undefined ? "at no step size on most seeds" : `on most seeds from ${most.size} on`}, ` +
    `${none === undefined ? "at every one on some" : `on none up to ${none.size}`} (${counts.join(", ")})`
  );
}

/** On "it is so on most seeds". */
function mostVerdict(trials: lab.Trials, isSo: (trial: lab.TrialRecord) => boolean): lab.Verdict {
  if (trials.length === 0) return "open";
  return lab.judgeEstimate(lab.wilsonInterval(trials.filter(isSo).length, trials.length), 0.5, trials.length);
}
