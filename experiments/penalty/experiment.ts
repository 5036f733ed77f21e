import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

const ridge = "ridge";
const directs = ["direct-subgradient", "direct-proximal"];
/** Two factors cost 2ρ‖Ξ‖₁ at balance, what the direct ones do. */
const twoFactors = "hadamard-2";
const threeFactors = "hadamard-3";

/** ρ at which numbers of factors are compared. */
const factorsSparsity = 1e-3;
/** Share of the greatest weight below which the second way of counting takes a weight for 0. */
const cutShare = 0.01;
/** What leaves as much of the parameters leaves nothing out. */
const wholeShare = 0.99;

/** What is left of a model, and what that earns. */
const countings: readonly { name: string; of: (trials: lab.Trials) => lab.Trials }[] = [
  { name: "not 0", of: (trials) => trials },
  { name: "above 1 % of the greatest weight", of: cut },
];

export default {
  title: "Hadamard factors against direct ℓ1, and how many factors",
  question:
    "Do Hadamard factors leave fewer parameters than the ℓ1 norm they stand for, at equal penalty and without loss of return? And do three leave fewer than two?",
  studies: [{ file: "penalty.yaml", quick: { seeds: 1, steps: 1500 } }],
  analyse: ({ "penalty.yaml": trials = [] }) => findings(trials),
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "Algorithm 1 (preset paper), K = 50. With one factor a weight is penalised by ρξ² (ridge) or by 2ρ|ξ|, in the gradient or by a soft " +
        "threshold (direct); with J factors by ρ Σ υ², which at balance is ρJ|ξ|^(2/J): 2ρ|ξ| with two. Parameters are D + D(D+1)/2 a live hill and " +
        `one a weight that counts: all that are not 0, or those of at least 1 % of the greatest. A weight below 1e-4 becomes 0 with one factor, but for the proximal step, ` +
        "which makes it so by itself; the ridge is the control of that threshold.",
    ],
    figures: [...sizeFigures(trials), ...factorsFigure(trials)],
    tables: [sizeTable(trials)],
    claims: [
      ...speaksTo(
        "hadamard",
        "size",
        ...lab.byEnvironment(trials, (here, environment) =>
          directs.flatMap((direct) => directClaims(here, environment, direct)),
        ),
        ridgeClaim(trials),
      ),
      ...directs.map((direct) => beyondRidgeClaim(trials, direct)),
      ...speaksTo(
        "more-factors",
        "factors",
        ...lab.byEnvironment(trials, (here, environment) =>
          countings.flatMap(({ name, of }) => factorsClaims(of(here), environment, name)),
        ),
      ),
    ],
  };
}

/** The agent without the grid's value: `hadamard-2 sparsity=0.01` → `hadamard-2`. */
function lineOf(agent: string): string {
  return agent.split(" ")[0]!;
}

/** The trials as their models are when a weight below the share of the greatest counts as 0. */
function cut(trials: lab.Trials): lab.TrialRecord[] {
  return trials.flatMap((trial) => {
    const left = trial.thresholded?.find(({ share }) => share === cutShare);
    if (left === undefined) return [];
    const { nonzero, meanReturn: finalReturn } = left;
    return [{ ...trial, finalReturn, parameters: { ...trial.parameters, nonzero } }];
  });
}

function nonzeroOf({ parameters }: lab.TrialRecord): number {
  return parameters.nonzero;
}

function sizeFigures(trials: lab.Trials): lab.FindingsFigure[] {
  return countings.flatMap(({ name, of }, index) =>
    lab.figure(
      ["size", "size-cut"][index]!,
      `Final return against the parameters that are ${name}: a line an agent, a point for each ρ; interquartile mean of the returns with its 95 % interval, median of the sizes.`,
      inOrder(lab.returnBySizeRows(of(trials), lineOf)),
      lab.returnBySize,
    ),
  );
}

/** Legends follow the rows, which come by size: by agent instead. */
function inOrder<Row extends { readonly agent: string }>(rows: readonly Row[]): Row[] {
  return [ridge, ...directs, twoFactors, threeFactors].flatMap((line) =>
    rows.filter(({ agent }) => agent === line),
  );
}

function factorsFigure(trials: lab.Trials): lab.FindingsFigure[] {
  const compared = lab
    .trialsWith(trials, { sparsity: factorsSparsity })
    .filter(({ agent }) => !directs.includes(lineOf(agent)));
  const rows = countings.flatMap(({ of }, index) =>
    lab
      .doneGroups(of(compared))
      .flatMap(({ environment, trials: group }) =>
        lab.intervalRows(
          `J = ${group[0]!.options.factorCount}${["", ", cut"][index]}`,
          `${environment} (parameters left)`,
          group.map(nonzeroOf),
          lab.median,
        ),
      ),
  );
  return lab.figure(
    "factors",
    `Parameters left with J factors at ρ = ${factorsSparsity}, those that are not 0 and (cut) those above 1 % of the greatest weight; median over seeds, 95 % interval.`,
    rows,
    lab.intervalPlot,
  );
}

function sizeTable(trials: lab.Trials): lab.FindingsTable {
  const cutGroups = lab.doneGroups(cut(trials));
  return {
    caption:
      "What is left of the parameters (medians), and what it earns (interquartile means), all with 95 % bootstrap intervals over seeds: of the model as it is, and where weights below 1 % of the greatest count as 0",
    columns: ["environment", "agent", "seeds", "parameters", "return", "parameters, cut", "return, cut"],
    rows: lab.doneGroups(trials).map(({ environment, agent, trials: group }) => {
      const cutGroup = cutGroups.find((other) => other.environment === environment && other.agent === agent);
      return [
        environment,
        agent,
        group.length,
        ...[group, cutGroup?.trials ?? []].flatMap(writtenSizeAndReturn),
      ];
    }),
  };
}

function writtenSizeAndReturn(trials: lab.Trials): string[] {
  const [size] = lab.intervalRows("", "", trials.map(nonzeroOf), lab.median);
  if (size === undefined) return ["–", "–"];
  return [
    lab.writtenEstimate(size, (count) => lab.formatCount(Math.round(count))),
    lab.writtenEstimate(lab.finalEstimate(trials)),
  ];
}

/** One agent beside another at each ρ, over equal seeds. */
function atEqualPenalty(
  trials: lab.Trials,
  agents: readonly [string, string],
  measure: (trial: lab.TrialRecord) => number,
): lab.Comparison[] {
  return lab.byOption(trials, "sparsity", (there, sparsity) =>
    lab.renamed(
      lab.agentPairs(
        lab.relabelled(there, ({ agent }) => lineOf(agent)),
        agents,
        measure,
      ),
      (environment) => `${environment}, ρ = ${sparsity}`,
    ),
  );
}

/** The Hadamard factors are sparser than a direct ℓ1, and lose no return. */
function directClaims(trials: lab.Trials, environment: string, direct: string): lab.Claim[] {
  const source = "paper, mechanisms";
  return [
    sparserClaim(
      `At equal penalty two Hadamard factors leave fewer parameters than ${direct} on ${environment}`,
      source,
      atEqualPenalty(trials, [direct, twoFactors], nonzeroOf),
    ),
    noLossClaim(
      `At equal penalty two Hadamard factors earn no less than ${direct} on ${environment}`,
      source,
      atEqualPenalty(trials, [twoFactors, direct], lab.returnOf),
    ),
  ];
}

/** Three factors are sparser than two, and lose no return. */
function factorsClaims(trials: lab.Trials, environment: string, counting: string): lab.Claim[] {
  const source = "Kolb et al. 2023; ours";
  const compared = lab.trialsWith(trials, { sparsity: factorsSparsity });
  const what = `at ρ = ${factorsSparsity} on ${environment}, by what is ${counting}`;
  return [
    sparserClaim(
      `J > 2 is sparser: three factors leave fewer parameters than two ${what}`,
      source,
      atEqualPenalty(compared, [twoFactors, threeFactors], nonzeroOf),
    ),
    noLossClaim(
      `J > 2 loses no return: three factors earn no less than two ${what}`,
      source,
      atEqualPenalty(compared, [threeFactors, twoFactors], lab.returnOf),
    ),
  ];
}

/** ℓ1 leaves out more than a ridge does, by the threshold alone. */
function beyondRidgeClaim(trials: lab.Trials, direct: string): lab.Claim {
  return sparserClaim(
    `${direct} leaves fewer parameters than a ridge of the same ρ`,
    "ours",
    atEqualPenalty(trials, [ridge, direct], nonzeroOf),
  );
}

function sparserClaim(statement: string, source: string, comparisons: readonly lab.Comparison[]): lab.Claim {
  const claim = lab.differenceClaim(statement, source, comparisons, (parameters) => parameters.toFixed(0));
  return { ...claim, figure: `parameters more: ${claim.figure}` };
}

function noLossClaim(statement: string, source: string, comparisons: readonly lab.Comparison[]): lab.Claim {
  const judged = comparisons
    .filter(({ pairs }) => pairs.length > 0)
    .map(({ subject, pairs }) => ({ subject, seeds: pairs.length, difference: lab.meanDifference(pairs) }));
  const written = judged.map(
    ({ subject, seeds, difference }) => `${subject}: ${lab.writtenEstimate(difference)}, ${seeds} seeds`,
  );
  const verdicts = judged.map(({ difference, seeds }) =>
    lab.judgeEstimate(difference, -lab.tolerance, seeds),
  );
  const verdict = lab.jointVerdict(verdicts);
  const figure = written.join("; ") || "–";
  return {
    statement,
    source,
    figure,
    verdict,
    decisive: written[verdicts.indexOf(verdict)] ?? figure,
    because:
      `Difference of the final returns over equal seeds: confirmed when its whole interval is above −${lab.tolerance} everywhere, differs when ` +
      "it is below somewhere.",
  };
}

/** A ridge makes no weight 0; what it leaves out, the threshold does. */
function ridgeClaim(trials: lab.Trials): lab.Claim {
  const places = lab.doneGroups(trials.filter(({ agent }) => lineOf(agent) === ridge)).map((group) => {
    const shares = group.trials.map(({ parameters: { nonzero, total } }) => nonzero / total);
    const [left] = lab.intervalRows("", "", shares, lab.mean);
    return { ...group, left: left! };
  });
  return {
    statement: "One factor, a ridge, leaves nothing out",
    source: "paper, mechanisms",
    figure:
      places
        .map(
          ({ agent, environment, left, trials: { length } }) =>
            `${agent}, ${environment}: ${lab.writtenEstimate(left, percent)} of the parameters, ${length} seeds`,
        )
        .join("; ") || "–",
    verdict: lab.jointVerdict(
      places.map(({ left, trials: { length } }) => lab.judgeEstimate(left, wholeShare, length)),
    ),
    because: `Confirmed when the whole interval of the share that is left is above ${percent(wholeShare)} everywhere, differs when it is below somewhere.`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
