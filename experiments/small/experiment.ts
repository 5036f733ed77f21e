import * as lab from "@drumlin/lab/experiment";
import { speaksTo } from "../headline.ts";
import {
  fewestHills,
  isWhollyReliable,
  reliability,
  type Setting,
  settingsBy,
  settingsOf,
} from "./setting.ts";

/** Seeds without which nothing is called reliable. */
const enoughSeeds = 10;

/** Each method with what people call it. */
const methods = [
  { name: "trained directly", methods: ["direct"] },
  { name: "pruned, then polished", methods: ["pruned"] },
  { name: "constant ρ", methods: ["penalty"] },
  { name: "falling ρ", methods: ["falling"] },
  { name: "rising ρ", methods: ["rising"] },
];

/** What shares a figure. */
const figureGroups = [
  { name: "counted", title: "the number of hills given", methods: ["direct", "pruned"] },
  { name: "penalised", title: "the number of hills left to a constant penalty", methods: ["penalty"] },
  {
    name: "scheduled",
    title: "the number of hills left to a penalty that moves",
    methods: ["falling", "rising"],
  },
];

/** The goal, and what an earlier prototype of the method was seen to do. */
const goals = [
  { environment: "CartPole-v1", hills: 2 },
  { environment: "Acrobot-v1", hills: 3 },
];
const prototype = [
  { method: "penalty", name: "ρ = 0.03" },
  { method: "falling", name: "ρ 0.1 → 0.001" },
];

export default {
  title: "The fewest hills",
  question:
    "With how few Gaussian hills is each task solved on every seed, and which way leads there: training so few directly, " +
    "a sparsity penalty, or pruning and training on?",
  studies: [
    { file: "cartpole.yaml", quick: { seeds: 1, steps: 8000 } },
    { file: "acrobot.yaml", quick: { seeds: 1, steps: 8000 } },
    { file: "mountain-car.yaml", quick: { seeds: 1, steps: 8000 } },
    { file: "pendulum.yaml", quick: { seeds: 1, steps: 8000 } },
  ],
  analyse: (studies) => findings(Object.values(studies).flat()),
} satisfies lab.Experiment;

function findings(trials: lab.Trials): lab.Findings {
  const settings = settingsOf(trials);
  return {
    text: [
      "A seed is reliable when it solved the task and its final return, of 100 greedy episodes after training, is at or above the " +
        "task's solved return. The hills of a setting are those of the seed that ended with the most. *Direct*: so many from the " +
        "start. *Pruned*: 100 (50 on MountainCar and Pendulum), of which the most influential are kept and trained on. *ρ*: 50 with three Hadamard factors " +
        "and a penalty on them, constant, falling over the first 40 000 steps, or rising over the first 20 000.",
      ...fewestText(settings),
    ],
    figures: [...overview(trials), ...figures(trials)],
    tables: [fewestTable(trials), settingsTable(settings)],
    claims: [
      oneHill(settings),
      ...speaksTo("few-are-enough", "return-by-size", ...goals.map((goal) => goalReached(settings, goal))),
      ...prototype.map((seen) => prototypeClaim(settings, seen)),
      asFewAsDirect(settings, "Prune-then-polish", ["pruned"]),
      asFewAsDirect(settings, "A sparsity penalty, constant, falling or rising,", [
        "penalty",
        "falling",
        "rising",
      ]),
    ],
  };
}

function fewestText(settings: readonly Setting[]): string[] {
  return environmentsOf(settings).map((environment) => {
    const best = fewestHills(settings.filter((setting) => setting.environment === environment));
    return best === undefined
      ? `${environment}: no setting was reliable on every seed.`
      : `${environment}: reliable on every seed with ${best.hills.at(-1)} hills (${best.name}: ${reliability(best)}, ` +
          `worst final return ${lab.formatReturn(best.finals[0]!)}).`;
  });
}

function overview(trials: lab.Trials): lab.FindingsFigure[] {
  const nameOf = (agent: string) =>
    methods.find((method) => method.methods.includes(agent.split(" ")[0]!))!.name;
  return lab.figure(
    "return-by-size",
    "Final return (interquartile mean, 95 % interval) against numbers of the model that are not 0 (median over seeds), a point a setting.",
    lab.returnBySizeRows(trials, nameOf),
    lab.returnBySize,
  );
}

function figures(trials: lab.Trials): lab.FindingsFigure[] {
  return settingsBy(trials, figureGroups).flatMap(({ environment, group, settings }) =>
    lab.figure(
      `${lab.fileName(environment)}-${group.name}`,
      `${environment}, ${group.title}: live hills in the end, seeds that are reliable, final return.`,
      settings.flatMap(intervals),
      lab.intervalPlot,
    ),
  );
}

function intervals({ name: agent, seeds, reliable, hills, done }: Setting) {
  const share = { value: reliable / seeds, ...lab.wilsonInterval(reliable, seeds) };
  const rows = [{ agent, measure: "reliable seeds (95 % interval)", ...share }];
  if (done.length === 0) return rows;
  const spread = { value: lab.median(hills), low: hills[0]!, high: hills.at(-1)! };
  return [
    { agent, measure: "hills (median, all seeds)", ...spread },
    ...rows,
    { agent, measure: "final return (IQM, 95 % interval)", ...lab.finalEstimate(done) },
  ];
}

function fewestTable(trials: lab.Trials): lab.FindingsTable {
  return {
    caption: "The fewest hills with which a method is reliable on every seed",
    columns: ["environment", "method", "hills", "setting", "reliable", "worst final return"],
    rows: settingsBy(trials, methods).map(({ environment, group, settings }) => {
      const best = fewestHills(settings);
      if (best === undefined) return [environment, group.name, "none", "–", "–", "–"];
      return [
        environment,
        group.name,
        best.hills.at(-1)!,
        best.name,
        `${best.reliable}/${best.seeds}`,
        lab.formatReturn(best.finals[0]!),
      ];
    }),
  };
}

function settingsTable(settings: readonly Setting[]): lab.FindingsTable {
  return {
    caption:
      "Every setting; hills as median and range over seeds, final return as interquartile mean and 95 % interval",
    columns: ["environment", "setting", "hills", "reliable", "final return", "95 % interval", "worst"],
    rows: settings.map(({ environment, name, hills, reliable, seeds, finals, done }) => {
      if (done.length === 0) return [environment, name, "–", `0/${seeds}`, "–", "–", "–"];
      const final = lab.finalEstimate(done);
      const [fewest, most] = [hills[0]!, hills.at(-1)!];
      return [
        environment,
        name,
        fewest === most ? `${most}` : `${lab.median(hills)} (${fewest} … ${most})`,
        `${reliable}/${seeds}`,
        lab.formatReturn(final.value),
        lab.writtenInterval(final),
        lab.formatReturn(finals[0]!),
      ];
    }),
  };
}

function oneHill(settings: readonly Setting[]): lab.Claim {
  const single = settings.filter(({ options }) => options.componentCount === 1);
  const enough = single.length > 0 && single.every(({ seeds }) => seeds >= enoughSeeds);
  const never = single.every(({ reliable }) => reliable === 0);
  return {
    statement: "One hill solves nothing: it scales all actions alike, so the greedy action never changes",
    source: "ours, by the form of Q",
    figure: figureOf(single),
    verdict: !never ? "differs" : enough ? "confirmed" : "open",
    because: `Confirmed when none of at least ${enoughSeeds} seeds is reliable in any task tried, differs when one is.`,
  };
}

function goalReached(
  settings: readonly Setting[],
  { environment, hills }: (typeof goals)[number],
): lab.Claim {
  const small = settings.filter(
    (setting) => setting.environment === environment && (setting.hills.at(-1) ?? 0) <= hills,
  );
  const reached = small.filter((setting) => isWhollyReliable(setting) && setting.seeds >= enoughSeeds);
  const enough = small.some(({ seeds }) => seeds >= enoughSeeds);
  return {
    statement: `${hills} hills solve ${environment} on every seed`,
    source: "ours",
    figure: figureOf(reached.length > 0 ? reached : small.toSorted(byReliability).slice(0, 1)),
    verdict: reached.length > 0 ? "confirmed" : enough ? "not confirmed" : "open",
    because:
      `Confirmed when a setting whose seeds all end with at most ${hills} hills is reliable on each of at least ${enoughSeeds} seeds; ` +
      `${small.length} settings stay that small.`,
  };
}

function prototypeClaim(
  settings: readonly Setting[],
  { method, name }: (typeof prototype)[number],
): lab.Claim {
  const found = settings.filter(
    (setting) => setting.environment === "CartPole-v1" && setting.method === method && setting.name === name,
  );
  const [setting] = found;
  const enough = setting !== undefined && setting.seeds >= enoughSeeds;
  const same = setting !== undefined && isWhollyReliable(setting) && lab.median(setting.hills) === 2;
  return {
    statement: `On CartPole-v1, ${name} leaves two hills that hold the task`,
    source: "ours, prototype",
    figure: figureOf(found),
    verdict: !enough ? "open" : same ? "confirmed" : "differs",
    because: `Confirmed when the median over at least ${enoughSeeds} seeds is 2 hills and every seed is reliable.`,
  };
}

function asFewAsDirect(settings: readonly Setting[], subject: string, others: readonly string[]): lab.Claim {
  const fewest = (some: readonly Setting[]) => fewestHills(some)?.hills.at(-1) ?? Number.POSITIVE_INFINITY;
  const compared = environmentsOf(settings).flatMap((environment) => {
    const here = settings.filter((setting) => setting.environment === environment);
    const rivals = here.filter(({ method }) => others.includes(method));
    const direct = here.filter(({ method }) => method === "direct");
    if (rivals.length === 0 || direct.length === 0) return [];
    const seeds = Math.min(...[...rivals, ...direct].map((setting) => setting.seeds));
    return [{ environment, ours: fewest(rivals), theirs: fewest(direct), seeds }];
  });
  const enough = compared.length > 0 && compared.every(({ seeds }) => seeds >= enoughSeeds);
  const worse = compared.filter(({ ours, theirs }) => ours > theirs);
  const count = (hills: number) => (Number.isFinite(hills) ? String(hills) : "no setting");
  return {
    statement: `${subject} is reliable with as few hills as direct training`,
    source: "ours",
    figure: compared
      .map(({ environment, ours, theirs }) => `${environment}: ${count(ours)} against ${count(theirs)}`)
      .concat("no intervals: the fewest hills of any setting")
      .join("; "),
    verdict: !enough ? "open" : worse.length === 0 ? "confirmed" : "differs",
    because:
      `Confirmed when it needs no more in any task, of at least ${enoughSeeds} seeds each and the settings tried` +
      `${worse.length === 0 ? "" : `; it needs more in ${worse.map(({ environment }) => environment).join(", ")}`}.`,
  };
}

function byReliability(a: Setting, b: Setting): number {
  return b.reliable / b.seeds - a.reliable / a.seeds;
}

function figureOf(settings: readonly Setting[]): string {
  const written = settings.map((setting) => {
    const [worst] = setting.finals;
    const end = worst === undefined ? "" : `, worst final return ${lab.formatReturn(worst)}`;
    return `${setting.environment}, ${setting.name}: ${reliability(setting)}${end}`;
  });
  return written.join("; ") || "–";
}

function environmentsOf(settings: readonly Setting[]): string[] {
  return [...new Set(settings.map(({ environment }) => environment))];
}
