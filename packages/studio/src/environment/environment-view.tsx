import { evaluationSeed, formatReturn, learnableEnvironment } from "@drumlin/run";
import { useComputed } from "@preact/signals";
import { type LearnableEnvironment, registeredEnvironments } from "drumlin";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { actionVariable } from "../ui/action-color.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { prefersLessMotion } from "../ui/reduced-motion.ts";
import { EnvironmentStage } from "./environment-stage.ts";
import "./environment-view.css";

const speeds = [
  [0.25, "¼×"],
  [1, "1×"],
  [4, "4×"],
] as const;

/**
 * The environment of a run, moving under the greedy policy that is shown, in the episodes of its evaluations; or as somebody
 * drives it.
 */
export function EnvironmentView({ run }: { readonly run: RunModel }) {
  const id = run.spec.value?.id ?? null;
  const size = run.configuration.value?.agent.observationSize ?? null;
  const firstSeed = run.configuration.value?.evaluation.seed ?? evaluationSeed;
  const stage = useMemo(() => {
    const environment = id === null ? null : playable(id, size);
    return environment && new EnvironmentStage(run, environment, { firstSeed, isStill: prefersLessMotion() });
  }, [run, id, size, firstSeed]);
  return (
    <Panel
      title="Environment"
      class="environment"
      head={stage !== null && <Controls stage={stage} run={run} />}
    >
      {stage !== null && <Play stage={stage} run={run} />}
      {stage === null && id !== null && (
        <p class="muted">
          This page has no {id} of the form that this run learned in, so it cannot play it here.
        </p>
      )}
    </Panel>
  );
}

/** The environment of an id as the agent saw it, or null where this page has none of that form. */
function playable(id: string, observationSize: number | null): LearnableEnvironment | null {
  if (!registeredEnvironments().some((known) => known.id === id)) return null;
  const environment = learnableEnvironment(id, observationSize ?? undefined);
  const isSame = observationSize === null || environment.observationSpace.size === observationSize;
  return isSame ? environment : null;
}

interface StageProps {
  readonly stage: EnvironmentStage;
  readonly run: RunModel;
}

function Controls({ stage, run }: StageProps) {
  const isDriven = run.isDriven.value;
  const isPaused = stage.isPaused.value;
  return (
    <div class="environment-controls">
      <Button
        look="small"
        disabled={isDriven}
        onClick={() => {
          stage.isPaused.value = !isPaused;
        }}
      >
        {isPaused ? "Play" : "Pause"}
      </Button>
      <Button look="small" disabled={isDriven} onClick={() => stage.newEpisode()}>
        New episode
      </Button>
      <fieldset class="environment-speeds" disabled={isDriven}>
        <legend class="visually-hidden">Speed of the environment</legend>
        {speeds.map(([speed, name]) => (
          <Button
            key={name}
            look="small"
            aria-pressed={stage.speed.value === speed}
            onClick={() => {
              stage.speed.value = speed;
            }}
          >
            {name}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

function Play({ stage, run }: StageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => stage.show(canvas.current!), [stage]);
  return (
    <>
      <canvas
        ref={canvas}
        class="environment-canvas"
        role="img"
        aria-label={stage.words}
        style={{ aspectRatio: String(stage.drawing.aspectRatio) }}
      />
      <Actions stage={stage} />
      <Caption stage={stage} run={run} />
    </>
  );
}

/** The names of all actions, in the colours of the arrows; the bar below each says how much of late it was taken. */
function Actions({ stage }: { readonly stage: EnvironmentStage }) {
  const { actionSpace, spec } = stage.environment;
  const { actionShares } = stage.standing.value;
  return (
    <ul class="environment-actions" aria-label="Actions">
      {Array.from({ length: actionSpace.n }, (_, a) => (
        <li key={a}>
          {spec.actionNames[a]}
          <span
            class="environment-share"
            style={{
              background: actionVariable(a),
              transform: `scaleX(${actionShares[a]!.toFixed(2)})`,
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function Caption({ stage, run }: StageProps) {
  const hasPolicy = useComputed(() => run.policy.value !== null);
  if (run.isDriven.value) return <p class="environment-caption">you drive</p>;
  if (!hasPolicy.value) return <p class="environment-caption">no policy yet</p>;
  const { episode, step, episodicReturn, lastReturn } = stage.standing.value;
  const facts = [`episode ${episode}`, `step ${step}`, `return ${formatReturn(episodicReturn)}`];
  if (lastReturn !== null) facts.push(`last episode ${formatReturn(lastReturn)}`);
  return <p class="environment-caption">{facts.join(" · ")}</p>;
}
