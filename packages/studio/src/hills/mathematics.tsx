import { Fragment } from "preact";
import "./mathematics.css";

/** One line of mathematics: a head, terms that are never broken within, a tail. */
export function MathematicsLine({
  head,
  terms,
  tail = "",
}: {
  readonly head: string;
  readonly terms: readonly string[];
  readonly tail?: string;
}) {
  return (
    <p class="mathematics-line">
      <span class="mathematics-head">
        <Symbols text={head} />
      </span>
      <span class="mathematics-terms">
        {terms.map((term, index) => (
          <Fragment key={index}>
            <span class="mathematics-term">
              <Symbols text={term} />
            </span>{" "}
          </Fragment>
        ))}
        {tail}
      </span>
    </p>
  );
}

/** Text with `[pole angle]` as a name and `G17` as a letter with its index. */
function Symbols({ text }: { readonly text: string }) {
  const parts = text.split(/(\[[^\]]*\]|\bG\d+)/);
  return (
    <>
      {parts.map((part) => {
        if (part.startsWith("[")) return <span class="mathematics-name">{part.slice(1, -1)}</span>;
        if (!/^G\d+$/.test(part)) return part;
        return (
          <>
            <i>G</i>
            <sub>{part.slice(1)}</sub>
          </>
        );
      })}
    </>
  );
}
