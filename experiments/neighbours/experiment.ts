import * as lab from "@drumlin/lab/experiment";
import { peerOrigin, peerTrials } from "./stable-baselines3.ts";

const ours = ["paper-50", "drumlin-50"];
const neighbours = ["IGMN", "LSPI", "RBF-Q"];
/** Last in every table. */
const peers = ["SB3 DQN", "SB3 PPO"];
const source = "ours";

export default {
  title: "The nearest neighbours",
  question:
    "Does it take hills that move by Riemannian gradients, or would an incremental mixture, least squares on fixed Gaussians or an RBF network by plain gradient do as well?",
  studies: [
    // Ours are the trials of the learning curves, run once.
    { file: "../learning-curves/paper.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "../learning-curves/drumlin.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "igmn.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "lspi.yaml", quick: { seeds: 1, steps: 2000 } },
    { file: "rbf-q.yaml", quick: { seeds: 1, steps: 1000 } },
  ],

  analyse({ "../learning-curves/paper.yaml": paper = [], ...others }) {
    const rest = Object.values(others).flat();
    const seeds = new Set(lab.trialsOf(rest, neighbours).map(({ seed }) => seed));
    const preset = paper.filter(({ seed }) => seeds.has(seed));
    return findings(lab.trialsOf([...preset, ...rest, ...peerTrials], [...ours, ...neighbours, ...peers]));
  },
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "*IGMN*: a Gaussian mixture over states and values for each action, which grows as it learns. *LSPI*: least-squares policy iteration on 50 Gaussians " +
        "that stay where they are drawn. *RBF-Q*: 50 Gaussians with axis-parallel widths, whose means, widths and weights learn by Adam, without " +
        "geometry. *paper-50*, *drumlin-50*: Drumlin's presets paper and default with 50 hills. All choices: docs/baselines.",
      `*SB3 DQN* and *SB3 PPO* are stable-baselines3's own with RL Zoo's hyperparameters, run apart by bench/peers/sb3_learning.py (${peerOrigin()}): ` +
        `${lab.doneGroups(peerTrials).map(peerText).join("; ")}.`,
    ],
    figures: [
      ...lab.figure(
        "curves",
        "Return while training: interquartile mean over seeds, 95 % bootstrap interval; dotted: solved.",
        lab.learningCurveRows(trials),
        lab.learningCurves,
      ),
      ...lab.figure(
        "return",
        "Return of 100 greedy episodes after training: interquartile mean over seeds, 95 % bootstrap interval.",
        lab.measureRows(trials, "final return", lab.returnOf, (returns) => lab.interquartileMean([returns])),
        lab.intervalPlot,
      ),
      ...lab.figure(
        "hold",
        "Share of the evaluations in the second half that reach the threshold: mean over seeds, 95 % bootstrap interval.",
        lab.measureRows(trials, "hold", lab.hold, lab.mean),
        lab.intervalPlot,
      ),
    ],
    tables: lab.summaryTables(trials),
    claims: [
      ...lab.agentDuels(trials, ours, neighbours).map(higherClaim),
      ...lab.agentDuels(trials, ours, peers).map((duel) => lab.matchClaim(duel, source)),
    ],
  };
}

/** `SB3 PPO on CartPole-v1 5 seeds of 300,032 steps` */
function peerText({ agent, environment, trials }: lab.TrialGroup): string {
  const steps = Math.max(...trials.map((trial) => trial.steps));
  return `${agent} on ${environment} ${trials.length} seeds of ${lab.formatCount(steps)} steps`;
}

/** That the first of a duel ends higher. */
function higherClaim({ environment, ours: first, theirs, comparison }: lab.AgentDuel): lab.Claim {
  const { difference, seeds } = comparison;
  return {
    statement: `${first} ends higher than ${theirs} on ${environment}`,
    source,
    figure: `difference of final returns ${lab.writtenEstimate(difference)}, ${seeds} seeds or more`,
    verdict: lab.judgeEstimate(difference, 0, seeds),
    because: "Confirmed when the whole interval is above 0, differs when it is below.",
  };
}
