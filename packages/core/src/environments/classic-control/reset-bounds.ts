/** The reset options of an environment, each with the value it has unless told. */
type NumericOptions = Readonly<Record<string, number>>;

/**
 * The reset options an environment knows, as numbers: those given, else the defaults.
 *
 * @throws RangeError for an option it does not know (Gymnasium ignores those) or that is not a finite number
 */
export function numericOptions<Defaults extends NumericOptions>(
  given: Readonly<Record<string, unknown>>,
  defaults: Defaults,
): Record<keyof Defaults, number> {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new RangeError(`reset has no option "${name}"; it has ${Object.keys(defaults).join(", ")}`);
    }
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new RangeError(`reset option ${name} is ${String(value)}; it must be a finite number`);
    }
  }
  return { ...defaults, ...given };
}

/**
 * The reset options `low` and `high`: the interval that the initial state is drawn from.
 *
 * @throws RangeError as `numericOptions`, and when low exceeds high
 */
export function resetBounds(
  given: Readonly<Record<string, unknown>>,
  defaultLow: number,
  defaultHigh: number,
): { low: number; high: number } {
  const { low, high } = numericOptions(given, { low: defaultLow, high: defaultHigh });
  if (low > high)
    throw new RangeError(`reset option low is ${low}; it must not exceed high, which is ${high}`);
  return { low, high };
}
