import {
  type AgentOptionField,
  type AgentOptions,
  agentOptionFields,
  type PresetName,
  presetNames,
  type ResolvedAgentOptions,
} from "./agent-options.ts";

/** Options that are not in `agentOptionFields`, since they have no default of a preset. */
const OTHER_NAMES = [
  "observationSize",
  "actionCount",
  "seed",
  "preset",
  "observationCenter",
  "observationScale",
];

/**
 * Every option with its value. Throws TypeError (wrong kind) or RangeError (wrong value, unknown option) naming the option,
 * the value and what would be right.
 */
export function resolveAgentOptions(options: AgentOptions): ResolvedAgentOptions {
  for (const name of Object.keys(options)) {
    if (!OTHER_NAMES.includes(name) && !agentOptionFields.some((field) => field.name === name)) {
      throw new RangeError(`${name} is not an option of an agent`);
    }
  }
  const given = options as unknown as Record<string, unknown>;
  const preset = options.preset ?? "default";
  checkChoice("preset", preset, presetNames);
  checkNumber("observationSize", given.observationSize, 1, 1e6, true, false);
  checkNumber("actionCount", given.actionCount, 1, 1e6, true, false);
  const seed = given.seed ?? 0;
  checkNumber("seed", seed, 0, Number.MAX_SAFE_INTEGER, true, false);

  const resolved: Record<string, unknown> = {
    observationSize: options.observationSize,
    actionCount: options.actionCount,
    seed,
    preset,
  };
  for (const field of agentOptionFields) {
    resolved[field.name] = resolveField(field, given[field.name], preset);
  }
  const { precisionMinimum, precisionMaximum, prunedComponents, componentCount } =
    resolved as unknown as ResolvedAgentOptions;
  if (precisionMinimum > precisionMaximum) {
    throw new RangeError(
      `precisionMinimum is ${precisionMinimum}; it must be at most precisionMaximum, ${precisionMaximum}`,
    );
  }
  if (prunedComponents > componentCount) {
    throw new RangeError(
      `prunedComponents is ${prunedComponents}; it must be at most componentCount, ${componentCount}`,
    );
  }
  const known = resolveKnownScale(options);
  if (known) Object.assign(resolved, known, { observationNormalization: "none" });
  return Object.freeze(resolved) as unknown as ResolvedAgentOptions;
}

function resolveField(field: AgentOptionField, given: unknown, preset: PresetName): unknown {
  const value = given === undefined ? field.defaults[preset] : given;
  if (field.kind === "choice") checkChoice(field.name, value, field.choices);
  else if (field.kind === "boolean") {
    if (typeof value !== "boolean")
      throw new TypeError(`${field.name} is ${show(value)}; it must be true or false`);
  } else {
    checkNumber(
      field.name,
      value,
      field.minimum,
      field.maximum,
      field.kind === "integer",
      field.above === true,
    );
  }
  return value;
}

function resolveKnownScale(
  options: AgentOptions,
): { observationCenter: number[]; observationScale: number[] } | undefined {
  const { observationCenter, observationScale, observationSize } = options;
  if (!observationCenter && !observationScale) return undefined;
  const center = observationCenter ?? new Array<number>(observationSize).fill(0);
  const scale = observationScale ?? new Array<number>(observationSize).fill(1);
  for (const [name, numbers, minimum] of [
    ["observationCenter", center, -Number.MAX_VALUE],
    ["observationScale", scale, 0],
  ] as const) {
    if (numbers.length !== observationSize) {
      throw new RangeError(`${name} has ${numbers.length} numbers; observationSize is ${observationSize}`);
    }
    // A copy, since forEach passes over holes, and a string has none.
    Array.from(numbers).forEach((value, i) => {
      checkNumber(`${name}[${i}]`, value, minimum, Number.MAX_VALUE, false, minimum === 0);
    });
  }
  return { observationCenter: [...center], observationScale: [...scale] };
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (typeof value !== "string" || !choices.includes(value)) {
    throw new RangeError(`${name} is ${show(value)}; it must be one of ${choices.join(", ")}`);
  }
}

function checkNumber(
  name: string,
  value: unknown,
  minimum: number,
  maximum: number,
  whole: boolean,
  above: boolean,
): void {
  const kind = whole ? "a whole number" : "a number";
  if (typeof value !== "number") throw new TypeError(`${name} is ${show(value)}; it must be ${kind}`);
  const inRange = value <= maximum && (above ? value > minimum : value >= minimum);
  if (inRange && (!whole || Number.isInteger(value))) return;
  const lower = above ? `above ${minimum}` : `of at least ${minimum}`;
  const upper = maximum < Number.MAX_VALUE ? ` and at most ${maximum}` : "";
  throw new RangeError(`${name} is ${value}; it must be ${kind} ${lower}${upper}`);
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
