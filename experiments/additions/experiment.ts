import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** Algorithm 1 at the step sizes that preset `paper` had before. */
const large = { agent: "large-steps", name: "large steps" };

/** Smallest first: other step sizes are Algorithm 1 still; then what changes a formula; then what keeps a second Q-function. */
const additions = [
  { agent: "falling-steps", name: "falling steps", what: "step sizes that fall" },
  { agent: "small-steps", name: "small steps", what: "small constant step sizes" },
  { agent: "paper-50", name: "preset paper", what: "small step sizes that fall (preset paper)" },
  { agent: "huber", name: "Huber loss", what: "a Huber loss" },
  { agent: "three-step", name: "three-step returns", what: "returns of three steps" },
  { agent: "averaged", name: "averaged policy", what: "an averaged policy" },
  { agent: "hard-target", name: "hard target", what: "a hard target" },
  { agent: "soft-target", name: "soft target", what: "a soft target" },
  { agent: "double-Q", name: "soft, double Q", what: "a soft target with double Q" },
];

/** The share of late evaluations from which on a task counts as held. */
const heldShare = 0.9;
const source = "ours";
const share = (value: number) => value.toFixed(3);

export default {
  title: "The smallest thing missing",
  question:
    "From Algorithm 1 at large steps, which solves both tasks and loses them: which one addition alone holds what was solved?",
  studies: [
    { file: "additions.yaml", quick: { seeds: 1, steps: 1000 } },
    // Preset paper is the one of the learning curves: the same trials, run once.
    { file: "../learning-curves/paper.yaml", quick: { seeds: 1, steps: 2000 } },
  ],

  analyse({ "additions.yaml": varied = [], "../learning-curves/paper.yaml": preset = [] }) {
    const seeds = new Set(varied.map(({ seed }) => seed));
    return findings(inOrder([...varied, ...preset.filter(({ seed }) => seeds.has(seed))]));
  },
} satisfies lab.Experiment;

/** The trials from the smallest addition to the largest, agents named as figures have them. */
function inOrder(trials: lab.Trials): lab.TrialRecord[] {
  return [large, ...additions].flatMap(({ agent, name }) =>
    lab.relabelled(
      trials.filter((trial) => trial.agent === agent),
      () => name,
    ),
  );
}

function findings(trials: lab.Trials): lab.Findings {
  return {
    text: [
      "*Large steps*: preset `paper`, K = 50, with step sizes of 1e-3 that do not fall. Each other agent is that with one thing added, but for *small steps*, which are " +
        "the preset's 3e-4 and 7e-5 kept constant, and *preset paper*, whose steps are small and fall. Hold is the share of evaluations in the second half of " +
        "training that reach the threshold (475, −100). Order: step sizes, which are Algorithm 1 still; what changes a formula; what keeps a second Q-function.",
      smallestText(trials),
    ],
    figures: [
      ...lab.figure(
        "hold",
        "Share of the evaluations in the second half that reach the threshold: mean over seeds, 95 % bootstrap interval.",
        lab.measureRows(trials, "hold", lab.hold, lab.mean),
        lab.intervalPlot,
      ),
      ...lab.figure(
        "return",
        "Return of 100 greedy episodes after training: interquartile mean over seeds, 95 % bootstrap interval.",
        lab.measureRows(trials, "final return", lab.returnOf, (returns) => lab.interquartileMean([returns])),
        lab.intervalPlot,
      ),
    ],
    tables: lab.summaryTables(trials),
    claims: [
      ...speaksTo("addition", "hold", lossClaim(trials), enoughClaim(trials)),
      ...additions.map(({ name, what }) =>
        moreHeld(trials, [name, large.name], `With ${what} alone Algorithm 1 holds more than at large steps`),
      ),
      moreHeld(
        trials,
        ["soft, double Q", "soft target"],
        "With double Q a soft target holds more than without",
      ),
    ],
  };
}

/** How much an agent holds in the mean of its seeds, for each task. */
function holdsOf(trials: lab.Trials, name: string): lab.PlaceEstimate[] {
  return lab
    .doneGroups(trials)
    .filter(({ agent }) => agent === name)
    .flatMap(({ environment, trials: group }) =>
      lab
        .intervalRows(name, "hold", group.map(lab.hold), lab.mean)
        .map((estimate) => ({ ...estimate, subject: environment, seeds: group.length })),
    );
}

function written(holds: readonly lab.PlaceEstimate[]): string {
  return holds.map((hold) => `${hold.subject} ${lab.writtenEstimate(hold, share)}`).join(", ");
}

/** What each addition holds, smallest first; those without trials of some task are left out. */
function additionHolds(trials: lab.Trials) {
  const tasks = lab.distinct(trials, "environment").length;
  return additions
    .map(({ name }) => ({ name, holds: holdsOf(trials, name) }))
    .filter(({ holds }) => holds.length === tasks);
}

/** Which additions hold every task by their means, and which is the smallest of them. */
function smallestText(trials: lab.Trials): string {
  const enough = additionHolds(trials).filter(({ holds }) => holds.every(({ value }) => value >= heldShare));
  const bar = `a hold of ${heldShare} in the mean of the seeds on every task`;
  const before = `Large steps hold ${written(holdsOf(trials, large.name))}.`;
  if (enough.length === 0) return `${before} No addition alone reaches ${bar}.`;
  const all = enough.map(({ name, holds }) => `*${name}* (${written(holds)})`).join("; ");
  return `${before} The smallest addition that reaches ${bar} is *${enough[0]!.name}*; all that do: ${all}.`;
}

function lossClaim(trials: lab.Trials): lab.Claim {
  const solved = trials.filter(({ solvedAtStep }) => solvedAtStep !== null);
  return {
    statement: `Algorithm 1 at large steps loses what it solved (hold of the seeds that solved it, below ${heldShare})`,
    source,
    ...lab.judgeBar(holdsOf(solved, large.name), { side: "below", bar: heldShare, format: share }),
  };
}

/** That the first agent holds more than the second. */
function moreHeld(trials: lab.Trials, agents: readonly [string, string], statement: string): lab.Claim {
  return lab.differenceClaim(
    `${statement} (difference of hold)`,
    source,
    lab.agentPairs(trials, agents, lab.hold),
    share,
  );
}

/** Whether any addition alone holds every task, by intervals and not only by its mean. */
function enoughClaim(trials: lab.Trials): lab.Claim {
  const judged = additionHolds(trials).map(({ name, holds }) => ({
    text: `${name}: ${written(holds)}`,
    worst: Math.min(...holds.map(({ low }) => low)),
    ...lab.judgeBar(holds, { side: "above", bar: heldShare, format: share }),
  }));
  const enough = judged.filter(({ verdict }) => verdict === "confirmed");
  const nearest = judged.toSorted((a, b) => b.worst - a.worst)[0]?.text ?? "–";
  return {
    statement: `One addition alone holds both tasks (hold above ${heldShare})`,
    source,
    figure: enough.map(({ text }) => text).join("; ") || `none; the nearest is ${nearest}`,
    decisive: enough[0]?.text ?? nearest,
    verdict: bestVerdict(judged.map(({ verdict }) => verdict)),
    because: `Confirmed when both intervals of some addition lie above ${heldShare} (the smallest stands first), differs when one of every addition's lies below.`,
  };
}

/** Of a claim that one of several may confirm. */
function bestVerdict(verdicts: readonly lab.Verdict[]): lab.Verdict {
  const fromBest: readonly lab.Verdict[] = ["confirmed", "open", "not confirmed", "differs"];
  return fromBest.find((best) => verdicts.includes(best)) ?? "open";
}
