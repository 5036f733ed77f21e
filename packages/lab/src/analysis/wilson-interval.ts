/** 97.5 % of a standard normal distribution lie below. */
const z = 1.959964;

/**
 * Where the probability lies, with 95 % confidence, of what happened `successes` times of `trials`, of which there must be one. Ten of ten
 * still say no more than "above 72 %", where a bootstrap would say "100 %".
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilsonInterval(successes: number, trials: number): { low: number; high: number } {
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const center = (share + z ** 2 / (2 * trials)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, center - reach), high: Math.min(1, center + reach) };
}
