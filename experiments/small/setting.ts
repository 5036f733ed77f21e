import * as lab from "@drumlin/lab/experiment";

/** One way of coming by few hills, with one value of what is varied, in one environment. */
export interface Setting {
  readonly environment: string;
  /** `direct`, `pruned`, `penalty`, `falling` or `rising`. */
  readonly method: string;
  /** For people: `ρ = 0.003`. */
  readonly name: string;
  readonly options: lab.TrialRecord["options"];
  /** Failed trials included. */
  readonly seeds: number;
  /** Seeds that solved the task and end, in 100 greedy episodes, at or above its solved return. */
  readonly reliable: number;
  /** Live hills at the end of each seed that did not fail, ascending. */
  readonly hills: readonly number[];
  /** Final returns of the same, ascending. */
  readonly finals: readonly number[];
  /** The trials that did not fail, in the order of their final returns. */
  readonly done: lab.Trials;
}

/** The settings of the trials, in their order. */
export function settingsOf(trials: lab.Trials): Setting[] {
  return lab.trialGroups(trials).map(({ agent, environment, trials: group }) => {
    const [method] = agent.split(" ") as [string];
    const { options } = group[0]!;
    const done = group
      .filter(({ status }) => status === "done")
      .sort((a, b) => lab.returnOf(a) - lab.returnOf(b));
    return {
      environment,
      method,
      name: settingName(method, options),
      options,
      seeds: group.length,
      reliable: done.filter(isReliable).length,
      hills: done.map((trial) => lab.lastMetric(trial, "model/live_components")).sort((a, b) => a - b),
      finals: done.map(lab.returnOf),
      done,
    };
  });
}

/** Whether every seed is reliable. */
export function isWhollyReliable({ seeds, reliable }: Setting): boolean {
  return reliable === seeds;
}

/** The setting that is reliable on every seed with the fewest hills, its largest seed counting; undefined where none is. */
export function fewestHills(settings: readonly Setting[]): Setting | undefined {
  return settings
    .filter(isWhollyReliable)
    .toSorted((a, b) => a.hills.at(-1)! - b.hills.at(-1)!)
    .at(0);
}

/** `9 of 10 (60 … 98 %) seeds` */
export function reliability({ reliable, seeds }: Setting): string {
  return `${lab.writtenCount(reliable, seeds)} seeds`;
}

/** The settings by environment and by group of methods; groups without a setting are left out. */
export function settingsBy<Group extends { readonly methods: readonly string[] }>(
  trials: lab.Trials,
  groups: readonly Group[],
): { environment: string; group: Group; settings: Setting[] }[] {
  return lab
    .byEnvironment(trials, (here, environment) => {
      const settings = settingsOf(here);
      return groups.map((group) => ({
        environment,
        group,
        settings: settings.filter(({ method }) => group.methods.includes(method)),
      }));
    })
    .filter(({ settings }) => settings.length > 0);
}

function isReliable({ environment, solvedAtStep, finalReturn }: lab.TrialRecord): boolean {
  const threshold = lab.solvedReturn(environment);
  return threshold !== null && solvedAtStep !== null && finalReturn! >= threshold;
}

function settingName(method: string, options: lab.TrialRecord["options"]): string {
  const { componentCount, prunedComponents, sparsity, sparsityStart } = options;
  if (method === "direct") return `direct ${componentCount}`;
  if (method === "pruned") return `pruned ${componentCount} → ${prunedComponents}`;
  if (method === "penalty") return `ρ = ${sparsity}`;
  // Without the last digits that the product of two decimals brings along.
  return `ρ ${Number(((sparsityStart as number) * (sparsity as number)).toPrecision(6))} → ${sparsity}`;
}
