import type { ButtonHTMLAttributes } from "preact";

interface Properties extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: "small" | "primary";
  readonly class?: string;
}

/** A button, as they all look. */
export function Button({ look, class: name = "", ...attributes }: Properties) {
  const looks = look === undefined ? "button" : `button button-${look}`;
  return <button type="button" class={`${looks} ${name}`} {...attributes} />;
}
