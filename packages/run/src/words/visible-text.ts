/** What a terminal obeys (C0, DEL, C1), what ends a line, and what turns the direction of the text around it. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text of others as it may be shown: what would not be seen stands as an escape, `\u001b`, which in JSON is the same text. One that
 * is seen whole stays as it is.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
