import { nearestOrAll, shown } from "drumlin";
import type * as v from "valibot";
import type { Place } from "./place.ts";
import type { StudyFile } from "./study-file.ts";
import { fixedKeys } from "./study-schema.ts";

type Issue = v.BaseIssue<unknown>;

/** The sentence on the first thing that is wrong with a study's form; a misspelt key comes before the missing one. */
export function schemaComplaint(file: StudyFile, issues: readonly Issue[]): Error {
  const issue = issues.find(isUnknownKey) ?? issues[0]!;
  const place = (issue.path ?? []).map(({ key }) => key as string | number);
  const around = place.slice(0, -1);
  const key = place.at(-1);
  if (isUnknownKey(issue)) {
    const keys = keysAt(around);
    return file.refusal(place, `is no key that is known there${nearestOrAll(String(key), keys)}`);
  }
  if (issue.received === "undefined")
    return file.refusal(around, `has no ${key}; it must have ${requiredAt(around).join(", ")}`);
  if (issue.path?.at(-1)?.origin === "key")
    return file.refusal(place, `is a name that cannot be used; it must be ${issue.message}`);
  return file.refusal(place, `is ${shown(issue.input)}; it must be ${issue.message}`);
}

function isUnknownKey({ type, expected }: Issue): boolean {
  return type === "strict_object" && expected === "never";
}

function keysAt(place: Place): string[] {
  return place.length === 0 ? fixedKeys.study : fixedKeys.evaluation;
}

function requiredAt(place: Place): string[] {
  if (place[0] === "agents") return ["one, as in kind: sgmm-q"];
  return keysAt(place).filter((key) => key !== "grid" && key !== "evaluation");
}
