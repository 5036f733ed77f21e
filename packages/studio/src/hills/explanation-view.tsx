import { unseenInWords } from "@drumlin/run";
import { computed } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { ActionSwatch } from "../ui/action-swatch.tsx";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { summarizeVotes } from "./leanings.ts";
import { ObservationFields } from "./observation-fields.tsx";
import { useSampled } from "./sampled.ts";
import { visitedRanges } from "./visited-range.ts";
import { VoteTable } from "./vote-table.tsx";
import "./explanation-view.css";

/** Between two explanations of a state that changes. */
const readingMilliseconds = 200;
const mostVotes = 8;

/** Why the policy shown acts as it does in one state: the present one, or one that somebody asks about. */
export function ExplanationView({ run }: { readonly run: RunModel }) {
  const [isHeld, setHeld] = useState(false);
  const question = useMemo(
    () =>
      computed(() => {
        const [policy, asked, present] = [run.policy.value, run.asked.value, run.present.value];
        if (policy === null || run.spec.value === null) return null;
        const observation =
          asked ?? present ?? rememberedObservation(run.visited.value, policy.observationSize);
        if (observation?.length !== policy.observationSize) return null;
        const source = asked !== null ? "asked" : present !== null ? "present" : "remembered";
        return { policy, source, observation: Array.from(observation) } as const;
      }),
    [run],
  );
  // What somebody points at, to select it, does not move away; what was asked is answered at once.
  const sampled = useSampled(question, run.pause(readingMilliseconds), isHeld && run.asked.value === null);
  const spec = run.spec.value;
  const visited = run.visited.value;
  const ranges = useMemo(() => visitedRanges(visited, spec?.observationNames.length ?? 1), [visited, spec]);
  const explanation = useMemo(
    () => (sampled === null ? null : sampled.policy.explain(sampled.observation)),
    [sampled],
  );
  const summary = useMemo(
    () => (explanation === null ? null : summarizeVotes(explanation, mostVotes)),
    [explanation],
  );

  return (
    <Panel
      title="One decision explained"
      head={
        run.asked.value !== null && (
          <Button onClick={() => (run.asked.value = null)}>Follow the environment again</Button>
        )
      }
    >
      {sampled === null || explanation === null || summary === null || spec === null ? (
        <p class="explanation-view-note">There is no state to explain yet.</p>
      ) : (
        <>
          <p class="explanation-view-note">
            {sampled.source === "asked" && "The state you ask about: change it below."}
            {sampled.source === "present" &&
              "The state the environment is in. Change a number to ask about another."}
            {sampled.source === "remembered" &&
              "A state the agent remembers. Change a number to ask about another."}
          </p>
          <ObservationFields
            names={spec.observationNames}
            observation={sampled.observation}
            ranges={ranges}
            ask={(index, value) => {
              run.asked.value = (run.asked.peek() ?? sampled.observation).with(index, value);
            }}
          />
          <p class="explanation-view-decision">
            It chooses{" "}
            <b>
              <ActionSwatch action={summary.action} />
              {spec.actionNames[summary.action]}
            </b>
            , the action of greatest value.
          </p>
          {!explanation.seen && (
            <p class="explanation-view-unseen">{unseenInWords(explanation, spec.observationNames)}</p>
          )}
          <div onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
            <VoteTable run={run} summary={summary} actions={spec.actionNames} />
          </div>
        </>
      )}
    </Panel>
  );
}

/** The state in the middle of those remembered; undefined where there are none. */
function rememberedObservation(visited: Float32Array, size: number): Float32Array | undefined {
  const count = Math.floor(visited.length / size);
  const middle = Math.floor(count / 2);
  return count === 0 ? undefined : visited.subarray(middle * size, (middle + 1) * size);
}
