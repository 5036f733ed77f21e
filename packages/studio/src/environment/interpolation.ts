/** Writes what lies between two observations; fraction 0 is `from`, 1 is `to`. */
export type Interpolation = (
  out: Float64Array,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  fraction: number,
) => void;

/** Stays at `to`: for what is nowhere between two places, as a player on a grid. */
export const hop: Interpolation = (out, _from, to) => out.set(to);

/** Each number by itself, in a straight line. */
export const glide: Interpolation = (out, from, to, fraction) => {
  for (let i = 0; i < out.length; i++) out[i] = from[i]! + (to[i]! - from[i]!) * fraction;
};

/** As `glide`, but where `at` holds i, observations i and i + 1 are the cosine and sine of an angle, which turns the short way. */
export function turn(at: readonly number[]): Interpolation {
  return (out, from, to, fraction) => {
    glide(out, from, to, fraction);
    for (const i of at) {
      const start = Math.atan2(from[i + 1]!, from[i]!);
      const difference = Math.atan2(to[i + 1]!, to[i]!) - start;
      const shortest = difference - 2 * Math.PI * Math.round(difference / (2 * Math.PI));
      out[i] = Math.cos(start + shortest * fraction);
      out[i + 1] = Math.sin(start + shortest * fraction);
    }
  };
}

/** The observations with what lies between neighbours put in, so that a path through them has no corners. */
export function subdivide(
  observations: readonly ArrayLike<number>[],
  interpolate: Interpolation,
  pieces: number,
): ArrayLike<number>[] {
  return observations.flatMap((observation, i) => {
    const next = observations[i + 1];
    if (next === undefined) return [observation];
    return Array.from({ length: pieces }, (_, piece) => {
      const out = new Float64Array(observation.length);
      interpolate(out, observation, next, piece / pieces);
      return out;
    });
  });
}
