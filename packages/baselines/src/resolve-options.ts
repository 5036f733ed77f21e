/**
 * `defaults` overwritten by `layers` in order. Throws RangeError naming the option that does not exist and those that do, or
 * TypeError naming the one whose value is of another kind than the default's.
 */
export function resolveOptions<Options extends object>(
  defaults: Options,
  ...layers: readonly Partial<Options>[]
): Options {
  const resolved = { ...defaults };
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer))) {
    const known = Object.entries(defaults).find(([option]) => option === name);
    if (known === undefined) {
      const names = Object.keys(defaults).join(", ");
      throw new RangeError(`there is no option "${name}"; there are ${names}`);
    }
    const [, example] = known;
    const sameKind = typeof value === typeof example && Array.isArray(value) === Array.isArray(example);
    if (!sameKind || (typeof value === "number" && !Number.isFinite(value))) {
      throw new TypeError(`${name} is ${JSON.stringify(value)}; it must be like ${JSON.stringify(example)}`);
    }
    Object.assign(resolved, { [name]: value });
  }
  return resolved;
}
