import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** Preset paper's lines by ρ, and each of its trained models cut at thresholds. */
const paperLines = [
  "paper-50",
  "paper-50-cut",
  "few-50",
  "few-50-cut",
  "paper-500",
  "paper-500-cut",
  "few-500",
  "few-500-cut",
];
const ourLines = [...paperLines, "drumlin-50", "drumlin-500", "drumlin-pruned"];
/** What is drawn beside rivals; more lines would not be told apart. */
const comparedLines = ["paper-50", "few-50", "drumlin-pruned"];
const rivals = ["PPO", "DQN"];

/** Shares of a rival's weights at which it is said to fail; biases come on top. */
const rivalShares = [0.1, 0.01];
/** The share of our parameters up to which we are looked at. */
const ourShare = 0.1;
const source = "paper, Figs. 1b, 2b";

/** CartPole's threshold, and Acrobot's with 5 to spare: policies of preset paper end on either side of −100. */
const heldReturns = new Map([
  ["CartPole-v1", 475],
  ["Acrobot-v1", -105],
]);

export default {
  title: "Return by sparsity",
  question:
    "What do sparse Gaussian-mixture Q-functions keep of their return with few nonzero parameters, and what do sparsified DQN and PPO? (Paper, Figs. 1b, 2b.)",
  studies: [
    { file: "paper.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "paper-500.yaml", quick: { seeds: 1, steps: 500 } },
    // Without a penalty it is that of the learning curves: the same trials, run once.
    { file: "../learning-curves/paper.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "../learning-curves/paper-500.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "drumlin.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "cartpole-ppo.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "acrobot-ppo.yaml", quick: { seeds: 1, steps: 4500 } },
    { file: "cartpole-dqn.yaml", quick: { seeds: 1, steps: 1500 } },
    { file: "acrobot-dqn.yaml", quick: { seeds: 1, steps: 600 } },
  ],
  analyse: (studies) => findings(withCuts(lab.relabelled(Object.values(studies).flat(), dense))),
} satisfies lab.Experiment;

/** A preset's trials without a penalty stand on the line of those with one. */
function dense({ agent }: lab.TrialRecord): string {
  return agent === "paper-50" || agent === "paper-500" ? `${agent} sparsity=0` : agent;
}

/** All trials, and each that was cut at thresholds once more at each of them: `paper-50-cut sparsity=0 cut=0.01`. */
function withCuts(trials: lab.Trials): lab.TrialRecord[] {
  return [
    ...trials,
    ...trials.flatMap((trial) =>
      (trial.thresholded ?? []).map(({ share, nonzero, meanReturn }) => ({
        ...trial,
        agent: `${trial.agent.replace(" ", "-cut ")} cut=${share}`,
        finalReturn: meanReturn,
        parameters: { ...trial.parameters, nonzero },
      })),
    ),
  ];
}

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "Drumlin's parameters are D + D(D+1)/2 a live hill and one a weight that is not 0; a network's are its weights and biases that are " +
        "not 0, biases being never masked. The names of Drumlin's lines are preset and K, sparsified by ρ with J = 3; drumlin-pruned has no ρ: it " +
        `begins with 100 hills and J = 2, and keeps the most influential at step 2,000. Returns within ${lab.tolerance} are called alike.`,
      "Two ways of counting: what the penalty made 0 while it learned (paper-50, paper-500), and what is left of the trained model when weights " +
        "smaller than a share of the greatest count as 0, as well (-cut); the return is that of the model so cut. Preset paper trains for 300,000 " +
        "steps, the default preset for 60,000; sparse deep agents by the schedules of RL Zoo.",
    ],
    figures: [
      ...paperFigures(trials),
      ...ourFigures(trials),
      ...rivals.flatMap((rival) => rivalFigures(trials, rival)),
    ],
    tables: [lab.summaryTable("Every agent at the end of its training", trials)],
    claims: [
      ...rivals.flatMap((rival) =>
        speaksTo("sparse-rivals-fall", `number-${rival.toLowerCase()}`, ...fallClaims(trials, rival)),
      ),
      ...speaksTo("few-are-enough", "number-paper", ...fewClaims(trials)),
      ...strongClaims(trials),
      ...rivals.flatMap((rival) => exceedClaims(trials, rival)),
    ],
  };
}

/** What stands in the paper's Figs. 1b and 2b, by its legend. */
const legend = new Map([
  ["paper-50", "GMM, K = 50"],
  ["paper-500", "GMM, K = 500"],
  ["few-50", "50, fast"],
  ["few-500", "500, fast"],
  ["DQN-pruning", "DQN, pruned"],
  ["PPO-pruning", "PPO, pruned"],
  ["PPO-RigL", "PPO, RigL"],
]);

/** The paper's figures in its manner. */
function paperFigures(trials: lab.Trials): lab.FindingsFigure[] {
  const lines = [...legend.keys()];
  return lab.byEnvironment(trials, (here, environment) => {
    const drawn = lines.flatMap((line) => here.filter(({ agent }) => lineOf(agent) === line));
    const rows = lab.returnBySizeRows(drawn, (agent) => legend.get(lineOf(agent))!);
    const places = [...legend.values()];
    return lab.figure(
      `paper-${lab.fileName(environment)}`,
      `${environment}: final return against the share of parameters that are not 0; interquartile mean over seeds, 95 % interval. "Fast": preset paper ` +
        "with factors that take greater steps.",
      rows.toSorted((a, b) => places.indexOf(a.agent) - places.indexOf(b.agent)),
      lab.paperReturnByShare,
      environment === "CartPole-v1" ? "Fig. 1b" : "Fig. 2b",
    );
  });
}

/** Our lines by themselves, whatever the deep agents do. */
function ourFigures(trials: lab.Trials): lab.FindingsFigure[] {
  const on = (lines: readonly string[]) => trials.filter(({ agent }) => lines.includes(lineOf(agent)));
  // One line of cuts a K: those of the models that no penalty made sparser.
  const cutAlone = on(paperLines).filter(
    ({ agent }) => !lineOf(agent).endsWith("-cut") || agent.includes(" sparsity=0 "),
  );
  return [
    ...figures("paper", "of preset paper, by ρ and by cutting the model without a penalty", cutAlone),
    ...figures("drumlin", "of Drumlin's presets", on(ourLines.filter((line) => !line.endsWith("-cut")))),
  ];
}

/** K = 50 beside the sparse methods of one rival, which itself is their dense end, in the environments where it has trials. */
function rivalFigures(trials: lab.Trials, rival: string): lab.FindingsFigure[] {
  const environments = lab.distinct(
    trials.filter(({ agent }) => agent === rival || agent.startsWith(`${rival}-`)),
    "environment",
  );
  const here = trials.filter(({ environment }) => environments.includes(environment));
  const ours = here.filter(({ agent }) => comparedLines.includes(lineOf(agent)));
  const theirs = linesOf(here, rival).flatMap((line) => [
    ...here.filter(({ agent }) => lineOf(agent) === line),
    ...lab.relabelled(
      here.filter(({ agent }) => agent === rival),
      () => line,
    ),
  ]);
  const what = `of Drumlin and of ${rival}'s sparse methods, the right end of whose lines is dense ${rival}`;
  return figures(rival.toLowerCase(), what, [...ours, ...theirs]);
}

/** Against the share of the parameters, and against their number; none without trials. */
function figures(name: string, what: string, trials: lab.Trials): lab.FindingsFigure[] {
  // Panels and legends follow the rows, which come by size.
  const places = lab.doneGroups(trials).map(({ environment, agent }) => `${environment} ${lineOf(agent)}`);
  const place = (row: { environment: string; agent: string }) =>
    places.indexOf(`${row.environment} ${row.agent}`);
  const rows = lab.returnBySizeRows(trials, lineOf).sort((a, b) => place(a) - place(b));
  const caption = `parameters that are not 0, ${what}; interquartile mean over seeds, 95 % interval.`;
  return [
    ...lab.figure(`share-${name}`, `Final return against the share of ${caption}`, rows, (points) =>
      lab.returnBySize(points, { relative: true }),
    ),
    ...lab.figure(`number-${name}`, `Final return against the number of ${caption}`, rows, (points) =>
      lab.returnBySize(points),
    ),
  ];
}

/** The agent without the grid's value: `PPO-SET sparsity=0.9` → `PPO-SET`. */
function lineOf(agent: string): string {
  return agent.split(" ")[0]!;
}

/** A rival's sparse methods: `PPO-SET` and its like. */
function linesOf(trials: lab.Trials, rival: string): string[] {
  return [...new Set(lab.distinct(trials, "agent").map(lineOf))].filter((line) =>
    line.startsWith(`${rival}-`),
  );
}

/** A group of trials, its size and its final return. */
interface Point extends lab.TrialGroup {
  readonly nonzero: number;
  /** Of all parameters, those that are not 0. */
  readonly share: number;
  readonly final: lab.Estimate;
}

function points(trials: lab.Trials, lines: readonly string[]): Point[] {
  return lab
    .doneGroups(trials)
    .filter(({ agent }) => lines.includes(lineOf(agent)))
    .map((group) => {
      const { total, nonzero } = lab.modelSize(group.trials);
      return { ...group, nonzero, share: nonzero / total, final: lab.finalEstimate(group.trials) };
    });
}

/** The rival's sparse methods with this share of their weights. */
function theirPoints(trials: lab.Trials, rival: string, share: number): Point[] {
  return points(trials, linesOf(trials, rival)).filter(
    ({ trials: [trial] }) => Math.abs(1 - Number(trial!.options.sparsity) - share) < 1e-9,
  );
}

/** One of our lines where it is sparse enough for the claims, the sparsest first. */
function ourPoints(trials: lab.Trials, line: string): Point[] {
  return points(trials, [line])
    .filter(({ share }) => share <= ourShare)
    .sort((a, b) => a.nonzero - b.nonzero);
}

function best(candidates: readonly Point[]): Point | undefined {
  return candidates.toSorted((a, b) => b.final.value - a.final.value)[0];
}

/** Sparsified, the rival falls below itself. */
function fallClaims(trials: lab.Trials, rival: string): lab.Claim[] {
  return lab.byEnvironment(trials, (here, environment) =>
    rivalShares.flatMap((share): lab.Claim[] => {
      const dense = here.filter(({ agent }) => agent === rival);
      const found = theirPoints(here, rival, share).flatMap(({ agent, trials: sparse }) => {
        const comparison = lab.compareAgents(sparse, dense);
        return comparison === null ? [] : [{ method: lineOf(agent), ...comparison }];
      });
      if (found.length === 0) return [];
      const verdicts = found.map(({ difference, seeds }) =>
        lab.judgeEstimate(difference, -lab.tolerance, seeds),
      );
      return [
        {
          statement: `${rival} with ${percent(share)} of its weights falls below dense ${rival} on ${environment}, whatever the method`,
          source,
          figure: found
            .map(
              ({ method, difference, seeds }) =>
                `${method} ${lab.writtenEstimate(difference)}, ${seeds} seeds`,
            )
            .join("; "),
          verdict: fallVerdict(verdicts),
          because:
            `Final return less the dense one's: confirmed when each method's lies below −${lab.tolerance} with its whole interval, differs when ` +
            "one's lies above.",
        },
      ];
    }),
  );
}

/** From those of each method to stay as good as dense. */
function fallVerdict(verdicts: readonly lab.Verdict[]): lab.Verdict {
  if (verdicts.includes("open")) return "open";
  if (verdicts.includes("confirmed")) return "differs";
  return verdicts.every((verdict) => verdict === "differs") ? "confirmed" : "not confirmed";
}

/** Few parameters of preset paper, and still solved, seed by seed. */
function fewClaims(trials: lab.Trials): lab.Claim[] {
  return lab.byEnvironment(trials, (here, environment) =>
    ["paper-50", "few-50", "paper-500", "few-500"].flatMap((line): lab.Claim[] => {
      const bar = heldReturns.get(environment);
      const groups = lab.trialGroups(here).filter(({ agent }) => lineOf(agent).replace("-cut", "") === line);
      if (bar === undefined || groups.length === 0) return [];
      const isFew = ({ parameters: { nonzero, total }, finalReturn }: lab.TrialRecord) =>
        nonzero <= ourShare * total && finalReturn! >= bar;
      const found = groups.map((group) => ({ group, few: group.trials.filter(isFew).length }));
      const { group } = found.toSorted((a, b) => b.few - a.few)[0]!;
      const { nonzero } = lab.modelSize(group.trials);
      const judged = lab.judgeSeedShare([group], 0.8, isFew);
      return [
        {
          statement:
            `${line} ends at ${bar} or more on ${environment} with at most ${percent(ourShare)} of its parameters, by its penalty and a ` +
            "threshold, on eight seeds of ten",
          source,
          ...judged,
          figure: `${judged.figure}, ${lab.formatCount(nonzero)} parameters in the median`,
          because: `Of all its settings the best. ${judged.because}`,
        },
      ];
    }),
  );
}

/** Sparse, Drumlin still solves the task. */
function strongClaims(trials: lab.Trials): lab.Claim[] {
  return lab.byEnvironment(trials, (here, environment) =>
    ourLines.flatMap((line): lab.Claim[] => {
      if (points(here, [line]).length === 0) return [];
      const bar = lab.solvedReturn(environment)! - lab.tolerance;
      const claim = {
        statement: `${line} stays strong on ${environment} with at most ${percent(ourShare)} of its parameters`,
        source,
      };
      const found = ourPoints(here, line);
      if (found.length === 0)
        return [
          { ...claim, figure: "–", verdict: "open", because: "No setting of the study leaves so few." },
        ];
      const verdicts = found.map(({ final, trials: { length } }) => lab.judgeEstimate(final, bar, length));
      const strong = found[verdicts.indexOf("confirmed")];
      return [
        {
          ...claim,
          figure: described(strong ?? best(found)!),
          verdict: strong ? "confirmed" : weakVerdict(verdicts),
          because:
            `Confirmed when some setting's final return lies above ${bar}, ${lab.tolerance} below what counts as solved, with its whole interval (the ` +
            "sparsest is shown, else the best), differs when every one lies below.",
        },
      ];
    }),
  );
}

/** From those of each setting, of which none is strong. */
function weakVerdict(verdicts: readonly lab.Verdict[]): lab.Verdict {
  if (verdicts.includes("open")) return "open";
  return verdicts.every((verdict) => verdict === "differs") ? "differs" : "not confirmed";
}

/** Few parameters of ours are worth more than few of the rival's. */
function exceedClaims(trials: lab.Trials, rival: string): lab.Claim[] {
  const share = Math.min(...rivalShares);
  return lab.byEnvironment(trials, (here, environment) =>
    ourLines.flatMap((line): lab.Claim[] => {
      const ours = best(ourPoints(here, line));
      const theirs = best(theirPoints(here, rival, share));
      if (ours === undefined || theirs === undefined) return [];
      const { endsHigher, seeds } = lab.compareAgents(ours.trials, theirs.trials)!;
      return [
        {
          statement:
            `${line} with at most ${percent(ourShare)} of its parameters ends higher than ${rival} with ${percent(share)} of its weights ` +
            `on ${environment}`,
          source,
          figure: `a seed does with probability ${lab.writtenEstimate(endsHigher)}: ${described(ours)}; ${described(theirs)}`,
          verdict: lab.judgeEstimate(endsHigher, 0.5, seeds),
          because:
            "The best of its settings against the best method; confirmed when the whole interval is above 1/2, differs when it is below.",
        },
      ];
    }),
  );
}

/** `drumlin-50 sparsity=0.03: 32 parameters (4 %), 500 (499 … 500), 10 seeds` */
function described({ agent, nonzero, share, final, trials }: Point): string {
  return `${agent}: ${lab.formatCount(nonzero)} parameters (${percent(share)}), ${lab.writtenEstimate(final)}, ${trials.length} seeds`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
