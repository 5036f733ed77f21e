import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";

/** What preset `default` does, and every other sampler and capacity is compared with. */
const byDefault = { sampler: "newest-uniform", bufferCapacity: 100_000 };

export default {
  title: "What to remember, and what to learn from",
  question: "Which capacity of the replay buffer and which sampler solve soonest and end highest?",
  studies: [{ file: "buffer.yaml", quick: { seeds: 2, steps: 5000 } }],

  analyse({ "buffer.yaml": recorded = [] }): lab.Findings {
    const trials = lab.relabelled(recorded, label);
    return {
      text: recommendation(trials),
      tables: lab.summaryTables(trials),
      figures: [
        ...lab.byEnvironment(trials, heatMaps),
        ...lab.figure(
          "survival-by-sampler",
          `Steps to solve by sampler, of the last ${lab.formatCount(byDefault.bufferCapacity)} transitions.`,
          lab.survivalRows(
            lab.relabelled(
              lab.trialsWith(trials, { bufferCapacity: byDefault.bufferCapacity }),
              ({ options }) => String(options.sampler),
            ),
          ),
          lab.survivalCurves,
        ),
        ...lab.figure(
          "survival-by-capacity",
          `Steps to solve by capacity, sampler ${byDefault.sampler}.`,
          lab.survivalRows(
            lab.relabelled(
              lab.trialsWith(trials, { sampler: byDefault.sampler }),
              ({ options }) => `B = ${lab.formatCount(Number(options.bufferCapacity))}`,
            ),
          ),
          lab.survivalCurves,
        ),
      ],
      claims: [
        ...bothWays(trials, "Prioritised replay", "newest-uniform sampling", "sampler", [
          "prioritized",
          "newest-uniform",
        ]),
        ...bothWays(trials, "The newest transition in every minibatch", "plain uniform sampling", "sampler", [
          "newest-uniform",
          "uniform",
        ]),
        ...bothWays(trials, "B = 100,000", "B = 10,000", "bufferCapacity", [100_000, 10_000]),
        ...bothWays(trials, "B = 10,000", "B = 1,000", "bufferCapacity", [10_000, 1_000]),
        ...speaksTo("replay", "cartpole-return", holdsBetter(trials)),
      ],
    };
  },
} satisfies lab.Experiment;

function label({ options }: lab.TrialRecord): string {
  return `${options.sampler}, B = ${lab.formatCount(Number(options.bufferCapacity))}`;
}

function writtenSteps(steps: number): string {
  return lab.formatCount(Math.round(steps));
}

function heatMaps(trials: lab.Trials, environment: string): lab.FindingsFigure[] {
  const name = lab.fileName(environment);
  const axes = {
    x: { option: "bufferCapacity", title: "buffer capacity B" },
    y: { option: "sampler", title: "sampler" },
  };
  return [
    ...lab.heatMapFigure(trials, {
      ...axes,
      name: `${name}-return`,
      caption: `${environment}: final return.`,
      value: "final return (interquartile mean)",
      summary: (cell) => lab.finalEstimate(cell).value,
    }),
    ...lab.heatMapFigure(trials, {
      ...axes,
      name: `${name}-solved`,
      caption: `${environment}: median step at which it was solved; none where fewer than half of the seeds solved it.`,
      value: "solved at step (median)",
      summary: (cell) => lab.medianTime(lab.stepsToSolve(cell)).value,
    }),
  ];
}

/** That one choice ends higher than the other, and that it solves sooner; each over the means of all values of the other option. */
function bothWays(
  trials: lab.Trials,
  first: string,
  second: string,
  option: string,
  [ours, theirs]: readonly [lab.OptionValue, lab.OptionValue],
): lab.Claim[] {
  return [
    lab.differenceClaim(
      `${first} ends higher than ${second} (final return)`,
      "ours",
      lab.optionPairs(trials, option, [ours, theirs], lab.returnOf),
      lab.formatReturn,
    ),
    lab.differenceClaim(
      `${first} solves sooner than ${second} (steps saved)`,
      "ours",
      lab.optionPairs(trials, option, [theirs, ours], lab.stepsUntilSolved),
      writtenSteps,
    ),
  ];
}

/** That a small buffer oscillates: what it solved it holds less. */
function holdsBetter(trials: lab.Trials): lab.Claim {
  return lab.differenceClaim(
    "B = 10,000 holds better than B = 1,000 (share of late evaluations)",
    "ours",
    lab.optionPairs(trials, "bufferCapacity", [10_000, 1_000], lab.hold),
    (share) => share.toFixed(3),
  );
}

/** The combination that comes first by mean rank, and what it gains over the default. */
function recommendation(trials: lab.Trials): string[] {
  const environments = lab.distinct(trials, "environment");
  const ranked = lab
    .distinct(trials, "agent")
    .map((agent) => ({ agent, rank: lab.mean(environments.flatMap((place) => ranks(trials, place, agent))) }))
    .toSorted((a, b) => a.rank - b.rank);
  const [best] = ranked;
  const usual = lab.trialsWith(trials, byDefault);
  const standing = ranked.findIndex(({ agent }) => agent === usual[0]?.agent);
  if (best === undefined || standing < 0) return [];
  const order =
    `By mean rank over final return and steps to solve in ${environments.length} environments, ${best.agent} comes first of ` +
    `${ranked.length} (mean rank ${best.rank.toFixed(1)}); the default, ${usual[0]!.agent}, is number ${standing + 1} ` +
    `(${ranked[standing]!.rank.toFixed(1)}).`;
  if (standing === 0) return [order];
  const rivals = [best.agent, usual[0]!.agent] as const;
  const returns = lab.agentPairs(trials, rivals, lab.returnOf);
  const saved = lab.agentPairs(trials, rivals, (trial) => -lab.stepsUntilSolved(trial));
  const gains = returns.map(({ subject, pairs }, index) => {
    const gain = lab.writtenEstimate(lab.meanDifference(pairs));
    const sooner = lab.writtenEstimate(lab.meanDifference(saved[index]!.pairs), writtenSteps);
    return `${subject} ${gain} return, ${sooner} steps saved`;
  });
  return [order, `Its mean gain over the default, with 95 % intervals over seeds: ${gains.join("; ")}.`];
}

/** Where an agent stands in an environment, from 1 on, by final return and by steps to solve; last if all of its trials failed. */
function ranks(trials: lab.Trials, environment: string, agent: string): number[] {
  const of = (name: string) =>
    trials.filter(
      (trial) => trial.environment === environment && trial.agent === name && trial.status === "done",
    );
  const standing = (score: (trials: lab.Trials) => number) => {
    const scoreOf = (name: string) => (of(name).length === 0 ? Number.NEGATIVE_INFINITY : score(of(name)));
    return 1 + lab.distinct(trials, "agent").filter((other) => scoreOf(other) > scoreOf(agent)).length;
  };
  return [
    standing((cell) => lab.finalEstimate(cell).value),
    standing((cell) => -lab.mean(cell.map(lab.stepsUntilSolved))),
  ];
}
