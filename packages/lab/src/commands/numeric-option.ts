import { type NumberRule, readNumber } from "@drumlin/run";
import { Option } from "commander";

/** An option that takes a number and refuses every other text with one clear sentence. */
export function numericOption(flags: string, description: string, rule: NumberRule): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => readNumber(option.long!, text, rule));
}

/** An integer of at least 1. */
export const positive = { kind: "integer", minimum: 1 } as const;

/** What seeds a random stream. */
export const seedRule = { kind: "integer", minimum: 0, maximum: 2 ** 32 - 1 } as const;
