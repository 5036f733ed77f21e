import { learnableEnvironment } from "@drumlin/run";
import {
  findOption,
  nearestOrAll,
  type OptionField,
  type OptionValue,
  option,
  optionComplaint,
} from "drumlin";
import type { AgentKind } from "./agent-kind.ts";
import { agentKind, agentKinds } from "./agent-kinds.ts";
import { checkedCombinations, combinations, firstOf } from "./expand-study.ts";
import { type Place, placeName } from "./place.ts";
import type { GridAxis, StudyAgent } from "./study.ts";
import type { StudyFile } from "./study-file.ts";
import type { WrittenStudy } from "./study-schema.ts";

const kindField = option.choice(agentKinds.map(({ name }) => name));

/** The agents of a study with their grids, every option known to the agent's kind, and every combination possible. */
export function checkAgents(file: StudyFile, study: WrittenStudy): StudyAgent[] {
  const axes = Object.entries(study.grid ?? {}).map(([key, values]) => gridKey(file, study, key, values));
  return Object.entries(study.agents).map(([name, written]) => {
    const { kind: kindName, ...given } = written;
    checkValue(file, ["agents", name, "kind"], kindField, kindName);
    const kind = agentKind(kindName);
    const options: Record<string, OptionValue> = {};
    for (const [key, value] of Object.entries(given)) {
      const place = ["agents", name, key];
      const [own, field] = knownOption(file, place, kind, key);
      if (own in options) throw file.refusal(place, `sets ${own} a second time; remove one`);
      checkValue(file, place, field, value);
      options[own] = value;
    }
    const grid: GridAxis[] = [];
    for (const { place, label, values } of axes.filter((axis) => axis.agent === name)) {
      const [own, field] = knownOption(file, place, kind, label);
      if (own in options)
        throw file.refusal(place, `varies what agents.${name} sets already; remove one of the two`);
      if (grid.some((other) => other.option === own))
        throw file.refusal(place, `varies ${own} a second time; remove one`);
      values.forEach((value, index) => {
        checkValue(file, [...place, index], field, value);
      });
      grid.push({ label, option: own, values });
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
    throw file.refusal(place, `is of no agent of this study${nearestOrAll(agent, names)}`);
  return { place, agent, label: key.slice(dot + 1), values };
}

/** An option by its name or alias: its own name, and its field. */
function knownOption(file: StudyFile, place: Place, { name: of, options }: AgentKind, name: string) {
  const found = findOption(options, name);
  if (found !== undefined) return found;
  const names = Object.entries(options).flatMap(([own, { alias = own }]) => [alias, own]);
  throw file.refusal(place, `is not an option of ${of}${nearestOrAll(name, names)}`);
}

function checkValue(file: StudyFile, place: Place, field: OptionField, value: OptionValue): void {
  const complaint = optionComplaint(placeName(place), field, value);
  if (complaint !== undefined) throw file.error(place, complaint);
}

/**
 * Options may each be right and not go together: the kind says so. Of a wide grid the first combinations are asked, and the
 * others when their turn comes.
 */
function refuseImpossible(
  file: StudyFile,
  { environments, steps }: WrittenStudy,
  agent: StudyAgent,
  kind: AgentKind,
): void {
  for (const environment of environments.map(learnableEnvironment)) {
    for (const { label, options } of firstOf(combinations(agent), checkedCombinations)) {
      try {
        kind.resolve({ environment, options, steps });
      } catch (error) {
        throw file.refusal(["agents", agent.name], `as ${label}: ${(error as Error).message}`);
      }
    }
  }
}
