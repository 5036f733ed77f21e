import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** B of the paper, and the least there can be: T, a minibatch. */
const papers = 10_000;
const minibatch = 64;
/** A task counts as held where at least this share of the late evaluations reach its threshold. */
const heldShare = 0.9;
const source = "paper, mechanisms";

export default {
  title: "How much the paper's algorithm must remember",
  question:
    "Does Algorithm 1 oscillate with a small replay buffer, as the paper says; which capacity B is enough to hold what was solved, and does more than the paper's 10,000 gain anything?",
  studies: [{ file: "replay.yaml", quick: { seeds: 1, steps: 1500 } }],

  analyse({ "replay.yaml": recorded = [] }) {
    const trials = lab.relabelled(recorded, ({ options }) => capacityName(Number(options.bufferCapacity)));
    const smallest = lab.trialsWith(trials, { bufferCapacity: minibatch });
    return {
      text: [
        "Hold is the share of evaluations in the second half of training that reach the threshold; flipped the mean share, over the same evaluations, of 128 probe states " +
          "whose greedy action changed in the last 1,000 updates. Oscillating seeds are those on which the failure signature policy-oscillation was seen.",
      ],
      tables: [oscillationTable(trials), ...lab.summaryTables(trials)],
      figures: [
        ...lab.byEnvironment(trials, capacityFigure),
        ...lab.figure(
          "curves",
          "Preset paper by capacity: interquartile mean over seeds, 95 % interval; dotted: solved.",
          lab.learningCurveRows(trials),
          lab.learningCurves,
        ),
        ...lab.figure(
          "flipped",
          "Share of the probe states whose greedy action changed in the last 1,000 updates, by capacity: median over seeds, 95 % interval.",
          lab.metricCurveRows(trials, flippedShare),
          (rows) => lab.learningCurves(rows, { valueTitle: "flipped probe states (share)" }),
        ),
      ],
      claims: [
        ...speaksTo(
          "replay",
          "flipped",
          lab.differenceClaim(
            "With B = T = 64 more greedy actions flip than with B = 10,000 (share of probe states, second half)",
            source,
            lab.optionPairs(trials, "bufferCapacity", [minibatch, papers], flipped),
            (share) => share.toFixed(3),
          ),
          {
            statement:
              "With B = T = 64 the policy oscillates, by its failure signature, on half of the seeds or more",
            source,
            ...lab.judgeSeedShare(lab.trialGroups(smallest), 0.5, oscillates),
          },
        ),
        lab.differenceClaim(
          "With B = T = 64 it ends lower than with B = 10,000 (final return lost)",
          source,
          lab.optionPairs(trials, "bufferCapacity", [papers, minibatch], lab.returnOf),
          lab.formatReturn,
        ),
        ...lab.byEnvironment(trials, (here, environment) => [enoughClaim(here, environment)]),
        {
          statement: "B = 100,000 gains nothing over B = 10,000 (final return, 10,000 − 100,000)",
          source: "ours",
          ...lab.judgeNoLower(
            lab.optionPairs(trials, "bufferCapacity", [papers, 10 * papers], lab.returnOf),
            lab.tolerance,
          ),
        },
      ],
    };
  },
} satisfies lab.Experiment;

function capacityName(capacity: number): string {
  return `B = ${lab.formatCount(capacity)}`;
}

function flippedShare({ metrics }: lab.EvaluationPoint): number {
  return metrics["policy/flipped_share"]!;
}

/** Mean over the evaluations of the second half. */
function flipped({ curve, steps }: lab.TrialRecord): number {
  return lab.mean(curve.filter(({ step }) => step > steps / 2).map(flippedShare));
}

function oscillates(trial: lab.TrialRecord): boolean {
  return "policy-oscillation" in lab.signaturesSeen(trial);
}

function oscillationTable(trials: lab.Trials): lab.FindingsTable {
  return {
    caption:
      "What oscillates: means over seeds with 95 % intervals; of oscillating seeds the share's interval is Wilson's. Signatures: every one that was seen, and on how many seeds.",
    columns: ["environment", "capacity", "hold", "flipped", "oscillating seeds", "signatures"],
    rows: lab
      .doneGroups(trials)
      .map(({ environment, agent, trials: group }) => [
        environment,
        agent,
        lab.writtenEstimate(meanOf(group, lab.hold), (share) => share.toFixed(2)),
        lab.writtenEstimate(meanOf(group, flipped), (share) => share.toFixed(3)),
        lab.writtenCount(group.filter(oscillates).length, group.length),
        lab.writtenSignatures(group),
      ]),
  };
}

function meanOf(trials: lab.Trials, measure: (trial: lab.TrialRecord) => number): lab.Estimate {
  return lab.intervalRows("", "", trials.map(measure), lab.mean)[0]!;
}

function capacityFigure(trials: lab.Trials, environment: string): lab.FindingsFigure[] {
  const rows = lab
    .doneGroups(trials)
    .flatMap(({ agent, trials: group }) => [
      ...lab.intervalRows(agent, "hold (mean share)", group.map(lab.hold), lab.mean),
      { agent, measure: "final return (interquartile mean)", ...lab.finalEstimate(group) },
      ...lab.intervalRows(agent, "flipped (mean share)", group.map(flipped), lab.mean),
    ]);
  const caption =
    "how much of the second half it was held, what it earned in the end, and how many greedy actions flipped, by capacity; 95 % intervals over seeds.";
  return lab.figure(
    `${lab.fileName(environment)}-capacity`,
    `${environment}: ${caption}`,
    rows,
    lab.intervalPlot,
  );
}

/** That the paper's capacity holds, and none that is smaller. */
function enoughClaim(trials: lab.Trials, environment: string): lab.Claim {
  const places = lab.doneGroups(trials).map(({ agent, trials: group }) => {
    const held = meanOf(group, lab.hold);
    const capacity = Number(group[0]!.options.bufferCapacity);
    return { agent, capacity, held, verdict: lab.judgeEstimate(held, heldShare, group.length) };
  });
  const smaller = places.filter(({ capacity }) => capacity < papers).map(({ verdict }) => verdict);
  const [least] = places.filter(({ verdict }) => verdict === "confirmed");
  const written = places.map(
    ({ agent, held }) => `${agent}: ${lab.writtenEstimate(held, (share) => share.toFixed(2))}`,
  );
  return {
    statement: `The paper's B = 10,000 is the smallest that holds ${environment} (hold of ${heldShare} or more)`,
    source: "ours",
    figure: `smallest that holds: ${least?.agent ?? "none"}; hold at ${written.join("; ")}`,
    verdict: enoughVerdict(places.find(({ capacity }) => capacity === papers)?.verdict ?? "open", smaller),
    because:
      `Confirmed when the whole interval lies above ${heldShare} at 10,000 and below at each smaller capacity, differs when it lies below at 10,000 or ` +
      "above at a smaller one.",
  };
}

function enoughVerdict(ofPapers: lab.Verdict, ofSmaller: readonly lab.Verdict[]): lab.Verdict {
  if (ofPapers === "open" || ofSmaller.includes("open")) return "open";
  if (ofPapers === "differs" || ofSmaller.includes("confirmed")) return "differs";
  return ofPapers === "confirmed" && ofSmaller.every((verdict) => verdict === "differs")
    ? "confirmed"
    : "not confirmed";
}
