import type { OptionValue } from "@drumlin/run";
import { didYouMean, learnableEnvironment } from "@drumlin/run";
import type { AgentKind, OptionRule } from "./agent-kind.ts";
import { agentKinds } from "./agent-kinds.ts";
import { combinations } from "./expand-study.ts";
import { shown } from "./schema-complaint.ts";
import type { GridAxis, StudyAgent } from "./study.ts";
import type { Place, StudyFile } from "./study-file.ts";
import type { WrittenStudy } from "./study-schema.ts";

/** The agents of a study with their grids, every option known to the agent's kind, and every combination possible. */
export function checkAgents(file: StudyFile, study: WrittenStudy): StudyAgent[] {
  const axes = Object.entries(study.grid ?? {}).map(([key, values]) => gridKey(file, study, key, values));
  return Object.entries(study.agents).map(([name, written]) => {
    const { kind: kindName, ...given } = written;
    const kind = knownKind(file, ["agents", name, "kind"], kindName);
    const options: Record<string, OptionValue> = {};
    for (const [key, value] of Object.entries(given)) {
      const place = ["agents", name, key];
      const rule = knownOption(file, place, kind, key);
      if (rule.name in options) throw file.refusal(place, `sets ${rule.name} a second time; remove one`);
      options[rule.name] = checkedValue(file, place, rule, value);
    }
    const grid: GridAxis[] = [];
    for (const { place, label, values } of axes.filter((axis) => axis.agent === name)) {
      const rule = knownOption(file, place, kind, label);
      if (rule.name in options)
        throw file.refusal(place, `varies what agents.${name} sets already; remove one of the two`);
      if (grid.some(({ option }) => option === rule.name))
        throw file.refusal(place, `varies ${rule.name} a second time; remove one`);
      values.forEach((value, index) => {
        checkedValue(file, [...place, index], rule, value);
      });
      grid.push({ label, option: rule.name, values });
    }
    const agent = { name, kind: kindName, options, grid };
    refuseImpossible(file, study, agent, kind);
    return agent;
  });
}

function gridKey(
  file: StudyFile,
  { agents }: WrittenStudy,
  key: string,
  values: readonly OptionValue[],
): { place: Place; agent: string; label: string; values: readonly OptionValue[] } {
  const place = ["grid", key];
  const names = Object.keys(agents);
  const dot = key.indexOf(".");
  if (dot < 0)
    throw file.refusal(place, `names no option; it must be agent.option, as in ${names[0]}.${key}`);
  const agent = key.slice(0, dot);
  if (!names.includes(agent))
    throw file.refusal(
      place,
      `is of no agent of this study${didYouMean(agent, names, 1) || `; there are ${names.join(", ")}`}`,
    );
  return { place, agent, label: key.slice(dot + 1), values };
}

function knownKind(file: StudyFile, place: Place, name: string): AgentKind {
  const kind = agentKinds.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  const names = agentKinds.map((candidate) => candidate.name);
  const hint = didYouMean(name, names, 1);
  throw file.refusal(place, `is "${name}"; it must be one of ${names.join(", ")}${hint}`);
}

function knownOption(file: StudyFile, place: Place, kind: AgentKind, name: string): OptionRule {
  const rule = kind.options.find((option) => option.name === name || option.shortName === name);
  if (rule !== undefined) return rule;
  const names = kind.options.flatMap((option) => [option.shortName ?? option.name, option.name]);
  const hint = didYouMean(name, names, 1) || `; there are ${[...new Set(names)].join(", ")}`;
  throw file.refusal(place, `is no option of ${kind.name}${hint}`);
}

function checkedValue(file: StudyFile, place: Place, rule: OptionRule, value: OptionValue): OptionValue {
  if (rule.accepts(value)) return value;
  const hint = rule.choices === undefined ? "" : didYouMean(String(value), rule.choices, 1);
  throw file.refusal(place, `is ${shown(value)}; it must be ${rule.expected}${hint}`);
}

/** Options may each be right and not go together: the kind says so. */
function refuseImpossible(
  file: StudyFile,
  { environments, steps }: WrittenStudy,
  agent: StudyAgent,
  kind: AgentKind,
): void {
  for (const environment of environments.map(learnableEnvironment)) {
    for (const { label, options } of combinations(agent)) {
      try {
        kind.resolve({ environment, options, steps });
      } catch (error) {
        throw file.refusal(["agents", agent.name], `as ${label}: ${(error as Error).message}`);
      }
    }
  }
}
