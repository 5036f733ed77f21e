const preference = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether somebody has asked their system for less motion. */
export function prefersLessMotion(): boolean {
  return preference.matches;
}
