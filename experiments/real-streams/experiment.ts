import * as lab from "@drumlin/lab/experiment";

export default {
  title: "Real streams",
  question:
    "Does the default preset learn from data as programs have them: streams that nothing ends, states elsewhere, rare values, faulty readings and rewards, constants?",
  environments: "environments.ts",
  studies: [
    { file: "thermostat.yaml", quick: { seeds: 1, steps: 3000 } },
    { file: "streams.yaml", quick: { seeds: 1, steps: 3000 } },
    { file: "tasks.yaml", quick: { seeds: 1, steps: 3000 } },
  ],
  analyse(studies) {
    const trials = Object.values(studies).flat();
    return {
      text: [
        "A row is right where its policy, played greedily, earns what a policy that does what is asked of it earns ([environments.ts](../../../experiments/real-streams/environments.ts) " +
          "says what that is). The thermostats are learned from 15 °C and played from 5, 10, 15, 20, 25 and 30 °C: not one start may be missed. Alarms are played ringing " +
          "every fiftieth step; the near-constant feature is 0.3 and 0.1 + 0.2 while learning and 0.31 when played. One reading or reward in a run's life is at step 500; " +
          "Pendulum's constants are taken off again.",
      ],
      tables: [
        {
          caption: "Seeds that were right, at each evaluation and at the end",
          columns: [
            "task",
            "seeds",
            "right, from evaluation to evaluation",
            "right at the end",
            "end, median / worst",
            "signatures",
          ],
          rows: lab
            .doneGroups(trials)
            .map((group) => [
              nameOf(group),
              group.trials.length,
              group.trials[0]!.curve.map(
                (_, i) => group.trials.filter((trial) => reaches(trial, trial.curve[i]!.meanReturn)).length,
              ).join(", "),
              group.trials.filter(isRight).length,
              `${lab.median(group.trials.map(earned)).toFixed(0)} / ${Math.min(...group.trials.map(earned)).toFixed(0)}`,
              [...new Set(group.trials.flatMap((trial) => Object.keys(lab.signaturesSeen(trial))))].join(
                ", ",
              ) || "none",
            ]),
        },
      ],
      figures: [],
      claims: [
        {
          statement: "The default preset is right at the end on every seed, in every row",
          source: "ours",
          ...lab.judgeEverySeed(lab.trialGroups(trials), isRight, nameOf),
        },
      ],
    };
  },
} satisfies lab.Experiment;

function nameOf({ environment, trials: [trial] }: lab.TrialGroup): string {
  const { componentCount: hills } = trial!.options;
  return hills === undefined ? environment : `${environment}, ${hills} hills`;
}

function reaches(trial: lab.TrialRecord, meanReturn: number): boolean {
  return meanReturn >= lab.solvedReturn(trial.environment)!;
}

function isRight(trial: lab.TrialRecord): boolean {
  return reaches(trial, lab.returnOf(trial));
}

/** What a trial earned at the end, less what is added to every reward. */
function earned(trial: lab.TrialRecord): number {
  const [, added] = trial.environment.match(/^Pendulum, (-?\d+) a step$/) ?? [];
  return lab.returnOf(trial) - 200 * Number(added ?? 0);
}
