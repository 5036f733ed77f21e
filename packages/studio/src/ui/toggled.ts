/** A set with an element more, or less where it was there. */
export function toggled<Element>(set: ReadonlySet<Element>, element: Element): Set<Element> {
  const next = new Set(set);
  if (!next.delete(element)) next.add(element);
  return next;
}
