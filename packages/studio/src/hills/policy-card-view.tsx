import { formatCount, type PolicyCard, type PolicyMoment, policyCard } from "@drumlin/run";
import { type EnvironmentSpec, GaussianPolicy } from "drumlin";
import { useMemo, useState } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { counted } from "../ui/counted.ts";
import { downloadFile } from "../ui/download-file.ts";
import { Panel } from "../ui/panel.tsx";
import { HillList } from "./hill-list.tsx";
import { RuleView } from "./rule-view.tsx";
import { useSampled } from "./sampled.ts";

/** Between two readings of a policy that changes; hundreds of hills, all listed, are not rewritten that often. */
const readingMilliseconds = { some: 500, all: 2000 };

/** A card takes the axes of every hill: of more observations than these that is seconds, and only done when asked for. */
const mostObservations = 24;

/** The policy shown, made readable: how large it is, its rule, and what each hill does. */
export function PolicyCardView({ run }: { readonly run: RunModel }) {
  const [showsAll, setShowsAll] = useState(false);
  const [wanted, setWanted] = useState<PolicyMoment | null>(null);
  const newest = useSampled(
    run.shown,
    run.pause(showsAll ? readingMilliseconds.all : readingMilliseconds.some),
  );
  const spec = run.spec.value;
  const isCostly = spec !== null && spec.observationNames.length > mostObservations;
  const moment = isCostly ? wanted : newest;
  const policy = useMemo(() => (moment === null ? null : GaussianPolicy.fromFrame(moment.frame)), [moment]);
  const card = useMemo(
    () => (policy === null || spec === null ? null : policyCard(run.name.peek(), policy, spec, null)),
    [policy, spec, run],
  );
  return (
    <Panel
      title="Policy card"
      class="policy-card-view"
      head={
        policy !== null &&
        moment !== null &&
        spec !== null && (
          <div class="panel-buttons">
            <CopyButton label="Copy as JSON policy" text={() => documentText(policy)} />
            <Button onClick={() => download(policy, spec, moment.step)}>Download</Button>
          </div>
        )
      }
    >
      {isCostly && newest !== null && newest !== moment && (
        <p class="muted">
          With {spec.observationNames.length} observations it takes seconds to work the card out.{" "}
          <Button onClick={() => setWanted(newest)}>
            {`Work it out for step ${formatCount(newest.step)}`}
          </Button>
        </p>
      )}
      {card === null || moment === null ? (
        newest === null && <p class="muted">There is no policy yet.</p>
      ) : (
        <>
          <p>{totalsInWords(card)}</p>
          <RuleView run={run} card={card} step={moment.step} />
          <HillList run={run} card={card} showsAll={showsAll} setShowsAll={setShowsAll} />
        </>
      )}
    </Panel>
  );
}

function totalsInWords({ totals: { hills, nonzeroWeights, parameters } }: PolicyCard): string {
  return `${counted(hills, "hill")}, ${formatCount(nonzeroWeights)} nonzero weights, ${formatCount(parameters)} parameters`;
}

function documentText(policy: GaussianPolicy): string {
  return `${JSON.stringify(policy, null, 1)}\n`;
}

function download(policy: GaussianPolicy, { id }: EnvironmentSpec, step: number): void {
  downloadFile(`${id}-step-${step}.policy.json`, documentText(policy));
}
