import {
  agentOptions,
  describeField,
  didYouMean,
  fits,
  type NumberField,
  option,
  registeredEnvironments,
} from "drumlin";
import * as v from "valibot";

/** Messages say what would be right: `complaint.ts` makes sentences of them. */
function numberBy(field: NumberField) {
  return v.custom<number>((value) => fits(field, value), describeField(field));
}

function listOf<Item extends v.GenericSchema>(item: Item, expected: string) {
  return v.pipe(
    v.array(item, expected),
    v.minLength(1, `${expected}, one at least`),
    v.check((values) => new Set(values).size === values.length, `${expected} without the same twice`),
  );
}

function mapOf<Value extends v.GenericSchema>(key: v.GenericSchema<string>, value: Value, expected: string) {
  return v.pipe(
    v.record(key, value, expected),
    v.check((entries) => !Array.isArray(entries), expected),
  );
}

const studyName = "1 to 64 letters, digits, dots, dashes and underscores that begin with a letter or digit";
const agentName = "1 to 40 letters, digits, dashes and underscores that begin with a letter";
const seeds = "a count from 1 to 100000, or a list of whole numbers from 0 on";

/** Those that are registered when a study is read: an experiment may have added some. */
const environmentIds = () => registeredEnvironments().map(({ id }) => id);
const environment = v.custom<string>(
  (id) => environmentIds().includes(id as string),
  ({ input }) =>
    `an environment that drumlin environments lists${didYouMean(String(input), environmentIds())}`,
);

const optionValue = v.union(
  [v.string(), v.number(), v.boolean(), v.array(v.number())],
  "a single value: a number, a name, true or false, or a list of numbers",
);

const evaluation = v.strictObject(
  {
    every: numberBy(option.count()),
    episodes: numberBy(option.count()),
    thresholds: v.optional(listOf(numberBy(option.share()), "a list of shares of the greatest weight")),
  },
  "a map with every and episodes, and thresholds where trained models are to be cut",
);

/** What a study file may say, before its agents' kinds are asked about their options. */
export const studySchema = v.strictObject(
  {
    name: v.pipe(v.string(studyName), v.regex(/^[A-Za-z0-9][\w.-]{0,63}$/, studyName)),
    environments: listOf(environment, "a list of environments"),
    agents: v.pipe(
      mapOf(
        v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]{0,39}$/, agentName)),
        v.objectWithRest(
          { kind: v.string("the name of a kind") },
          optionValue,
          "a map with a kind and options",
        ),
        "a map from names to agents",
      ),
      v.check((agents) => Object.keys(agents).length > 0, "a map of at least one agent"),
    ),
    grid: v.optional(
      mapOf(
        v.string(),
        listOf(optionValue, "a list of the option's values"),
        "a map from agent.option to lists of values",
      ),
    ),
    seeds: v.union([numberBy(option.integer(1, 100_000)), listOf(numberBy(agentOptions.seed), seeds)], seeds),
    steps: numberBy(option.count()),
    evaluation: v.optional(evaluation),
  },
  "a map with name, environments, agents, seeds and steps",
);

/** A study as it stands in a file of the right form. */
export type WrittenStudy = v.InferOutput<typeof studySchema>;

/** The keys of the maps whose keys are fixed. */
export const fixedKeys = {
  study: Object.keys(studySchema.entries),
  evaluation: Object.keys(evaluation.entries),
};
