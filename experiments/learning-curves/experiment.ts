import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** The contestants of the paper's figures, in the order of the legend. */
const papers = ["paper-50", "paper-500"];
const rivals = ["DQN", "PPO"];
/** What is as small as the paper's, or older. */
const smallOnes = ["paper-50", "drumlin-50", "ARS", "Sarsa"];

export default {
  title: "Learning curves",
  question:
    "Do sparse Gaussian-mixture Q-functions match dense DQN and PPO on CartPole and Acrobot, with fewer parameters? (Paper, Figs. 1a, 2a.)",
  studies: [
    { file: "paper.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "paper-500.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "drumlin.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "classical.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "cartpole-dqn.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "acrobot-dqn.yaml", quick: { seeds: 1, steps: 1000 } },
    { file: "ppo.yaml", quick: { seeds: 1, steps: 5000 } },
  ],
  analyse: (studies) => findings(Object.values(studies).flat()),
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  const band = "Interquartile mean over seeds, 95 % bootstrap interval; dotted: solved.";
  return {
    text: [
      `Names: preset and K, so that \`paper-50\` is preset paper with 50 components. Returns within ${lab.tolerance} are called alike. ` +
        "An agent is judged by 100 greedy episodes after its training.",
    ],
    figures: [
      ...lab.byEnvironment(trials, (here, environment) =>
        lab.figure(
          `curves-${lab.fileName(environment)}`,
          `${environment}: preset paper beside the dense deep agents. ${band}`,
          lab.learningCurveRows(lab.relabelled(lab.trialsOf(here, [...papers, ...rivals]), paperName)),
          lab.paperLearningCurves,
          environment === "CartPole-v1" ? "Fig. 1a" : "Fig. 2a",
        ),
      ),
      ...lab.figure(
        "curves-small",
        `The paper's preset beside Drumlin's default, a linear policy (ARS) and tile coding (Sarsa). ${band}`,
        lab.learningCurveRows(lab.trialsOf(trials, smallOnes)),
        lab.learningCurves,
      ),
      ...lab.figure(
        "solved",
        "Seeds that have not solved the task yet; a stroke: training ended unsolved.",
        lab.survivalRows(lab.trialsOf(trials, [...papers, "drumlin-50", ...rivals])),
        lab.survivalCurves,
      ),
      ...lab.figure(
        "final",
        "Return of 100 greedy episodes after training, interquartile mean, 95 % interval.",
        finalRows(lab.trialsOf(trials, [...papers, ...rivals, "drumlin-50", "ARS", "Sarsa"])),
        lab.intervalPlot,
      ),
    ],
    tables: [lab.summaryTable("Every agent over its whole training", trials), comparisonTable(trials)],
    claims: claims(trials),
  };
}

/** CartPole's threshold, and Acrobot's with 5 to spare: policies of preset paper end on either side of −100. */
const heldReturns = new Map([
  ["CartPole-v1", 475],
  ["Acrobot-v1", -105],
]);

/** As the paper's legend has it: `GMM, K = 50` of `paper-50`. */
function paperName({ agent }: lab.TrialRecord): string {
  return agent.replace("paper-", "GMM, K = ");
}

function finalRows(trials: lab.Trials) {
  return lab.doneGroups(trials).map(({ agent, environment, trials: group }) => ({
    agent,
    measure: `${environment} (final return)`,
    ...lab.finalEstimate(group),
  }));
}

function comparisonTable(trials: lab.Trials): lab.FindingsTable {
  const all = [
    ...lab.agentDuels(trials, [...papers, "drumlin-50"], rivals),
    ...lab.agentDuels(trials, ["paper-50", "drumlin-50"], ["ARS", "Sarsa"]),
    ...lab.agentDuels(trials, ["drumlin-50"], ["paper-50"]),
  ];
  return {
    caption:
      "One agent against another: difference of the final returns (interquartile means), probability that a seed of the first ends " +
      "higher, and that it solves sooner within the steps both were given; ties count half; 95 % bootstrap intervals",
    columns: ["environment", "agent", "against", "seeds", "difference", "ends higher", "solves sooner"],
    rows: all.map(({ environment, ours, theirs, comparison }) => [
      environment,
      ours,
      theirs,
      comparison.seeds,
      lab.writtenEstimate(comparison.difference),
      lab.writtenEstimate(comparison.endsHigher),
      lab.writtenEstimate(comparison.solvesSooner),
    ]),
  };
}

function claims(trials: lab.Trials): lab.Claim[] {
  return [
    ...heldClaims(trials),
    ...lab
      .agentDuels(trials, papers, rivals)
      .flatMap((duel) =>
        speaksTo(
          duel.environment === "CartPole-v1" ? "cartpole" : "acrobot",
          `curves-${lab.fileName(duel.environment)}`,
          lab.matchClaim(duel, "paper, Figs. 1a, 2a", `dense ${duel.theirs}`),
        ),
      ),
    ...speaksTo(
      "fewer-parameters",
      null,
      ...sizeClaims(trials, "paper-50", "paper, abstract"),
      ...sizeClaims(trials, "paper-500", "paper, abstract"),
    ),
    ...lab
      .agentDuels(trials, ["drumlin-50"], rivals)
      .map((duel) => lab.matchClaim(duel, "ours", `dense ${duel.theirs}`)),
    ...sizeClaims(trials, "drumlin-50", "ours"),
    ...lab.agentDuels(trials, ["drumlin-50"], ["paper-50", ...rivals]).map(soonerClaim),
    ...lab.agentDuels(trials, ["ARS"], ["drumlin-50"]).map((duel) => lab.matchClaim(duel, "ours")),
  ];
}

/** Preset paper solves its tasks and shows no signature, on seeds that its step sizes were not chosen on. */
function heldClaims(trials: lab.Trials): lab.Claim[] {
  return lab.byEnvironment(lab.trialsOf(trials, ["paper-50"]), (here, environment) => {
    const bar = heldReturns.get(environment)!;
    const groups = lab.trialGroups(here);
    return [
      {
        statement: `paper-50 ends at ${bar} or more on ${environment}, on nine seeds of ten`,
        source: "ours",
        ...lab.judgeSeedShare(groups, 0.9, (trial) => lab.returnOf(trial) >= bar),
      },
      {
        statement: `paper-50 shows no failure signature on ${environment}, on nine seeds of ten`,
        source: "ours",
        ...lab.judgeSeedShare(groups, 0.9, (trial) => Object.keys(lab.signaturesSeen(trial)).length === 0),
      },
    ];
  });
}

function soonerClaim({ environment, ours, theirs, comparison }: lab.AgentDuel): lab.Claim {
  const { solvesSooner, seeds } = comparison;
  return {
    statement: `${ours} solves ${environment} sooner than ${theirs}`,
    source: "ours",
    figure: `a seed of ours is sooner with probability ${lab.writtenEstimate(solvesSooner)}, ${seeds} seeds or more`,
    verdict: lab.judgeEstimate(solvesSooner, 0.5, seeds),
    because: "Confirmed when the whole interval is above 1/2, differs when it is below.",
  };
}

/** A rival that many times as large is what we call significantly larger. */
const significant = 2;

function sizeClaims(trials: lab.Trials, ours: string, source: string): lab.Claim[] {
  return rivals.flatMap((theirs): lab.Claim[] => {
    const pairs = lab.doneGroups(lab.trialsOf(trials, [ours])).flatMap(({ environment, trials: our }) => {
      const their = lab
        .doneGroups(lab.trialsOf(trials, [theirs]))
        .find((group) => group.environment === environment);
      return their === undefined ? [] : [{ environment, our, their: their.trials }];
    });
    if (pairs.length === 0) return [];
    const sizes = pairs.map(({ environment, our, their }) => {
      const [small, large] = [lab.modelSize(our).nonzero, lab.modelSize(their).nonzero];
      const text = `${environment}: ${sizeOf(our)} against ${sizeOf(their)}, a ratio of ${lab.formatReturn(large / small)}`;
      return { ratio: large / small, text };
    });
    const ratios = sizes.map(({ ratio }) => ratio);
    const seeds = Math.min(...pairs.flatMap(({ our, their }) => [our.length, their.length]));
    return [
      {
        statement: `${ours} has significantly fewer parameters than dense ${theirs}`,
        source,
        figure: sizes.map(({ text }) => text).join("; "),
        verdict: lab.judgeEstimate(
          { low: Math.min(...ratios), high: Math.max(...ratios) },
          significant,
          seeds,
        ),
        because:
          `Confirmed when ${theirs} has more than ${significant} times as many numbers that are not 0 in every environment, differs when in ` +
          "none; medians over seeds, in brackets the smallest and the largest.",
      },
    ];
  });
}

/** `542 (491 … 603)`: the median over seeds, the least and the greatest. */
function sizeOf(trials: lab.Trials): string {
  const sizes = trials.map(({ parameters }) => parameters.nonzero);
  const [least, greatest] = [Math.min(...sizes), Math.max(...sizes)].map(lab.formatCount);
  return `${lab.formatCount(lab.median(sizes))} (${least} … ${greatest})`;
}
