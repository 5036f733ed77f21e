import {
  formatCount,
  formulaLines,
  mostHillsInFormula,
  type PolicyCard,
  policyFormula,
  ruleLines,
  ruleParts,
} from "@drumlin/run";
import { useId } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { MathematicsLine } from "./mathematics.tsx";
import { type RuleSearch, useRuleSearch } from "./rule-search.ts";
import "./rule-view.css";

/** Columns of a rule or formula that is copied. */
const copiedColumns = 100;

/** What the policy does in closed form: the rule of two hills where they decide, the whole formula where it is short. */
export function RuleView({
  run,
  card,
  step,
}: {
  readonly run: RunModel;
  readonly card: PolicyCard;
  readonly step: number;
}) {
  const title = useId();
  const [search, begin] = useRuleSearch(run);
  const isSearching = search !== null && search.answer === null;
  const rule = search?.answer && "rule" in search.answer ? search.answer.rule : null;
  const isOfStep = search !== null && search.moment.step === step;
  return (
    <section class="rule-view" aria-labelledby={title}>
      <div class="rule-view-head">
        <h3 id={title}>The rule</h3>
        {rule !== null && (
          <CopyButton label="Copy" text={() => ruleLines(rule, card, copiedColumns).join("\n")} />
        )}
        {card.totals.hills > 1 && !(isOfStep && !isSearching) && (
          <Button disabled={isSearching} onClick={begin}>
            {isSearching ? "Searching…" : search === null ? "Find the rule" : "Find it again"}
          </Button>
        )}
      </div>
      {rule !== null && search !== null && (
        <>
          {!isOfStep && <p class="muted">As of step {formatCount(search.moment.step)}:</p>}
          <Rule parts={ruleParts(rule, card)} />
        </>
      )}
      {rule === null && <p class="muted">{withoutRule(search, card)}</p>}
      {rule === null && card.totals.hills > 0 && card.totals.hills <= mostHillsInFormula && (
        <Formula card={card} />
      )}
    </section>
  );
}

function withoutRule(search: RuleSearch | null, { totals }: PolicyCard): string {
  if (totals.hills < 2) return "It takes two hills to make a rule.";
  if (search === null)
    return "Sought once the policy shown has been still for a second, by playing forty episodes.";
  if (search.answer === null)
    return `Playing forty episodes with the policy of step ${formatCount(search.moment.step)}.`;
  if ("problem" in search.answer) return `No rule was sought: ${search.answer.problem}.`;
  return `At step ${formatCount(search.moment.step)} no two hills decide by themselves, so no short rule does what the policy does.`;
}

function Rule({
  parts: { introduction, terms, outcomes },
}: {
  readonly parts: ReturnType<typeof ruleParts>;
}) {
  return (
    <>
      <p>{introduction.join(" ")}</p>
      <div class="rule-view-formula">
        <MathematicsLine head="score =" terms={terms} />
        {outcomes.map((outcome) => (
          <p key={outcome} class="rule-view-outcome">
            {outcome}
          </p>
        ))}
      </div>
    </>
  );
}

function Formula({ card }: { readonly card: PolicyCard }) {
  const { decision, choice, gaussians } = policyFormula(card);
  return (
    <>
      <div class="rule-view-head">
        <p>The whole policy as a formula:</p>
        <CopyButton label="Copy" text={() => formulaLines(card, copiedColumns).join("\n")} />
      </div>
      <div class="rule-view-formula">
        {decision.map((line) => (
          <MathematicsLine key={line.head} {...line} />
        ))}
        {choice !== null && <p class="rule-view-outcome">{choice}</p>}
        <p class="muted">where</p>
        {gaussians.map((line) => (
          <MathematicsLine key={line.head} {...line} />
        ))}
      </div>
    </>
  );
}
