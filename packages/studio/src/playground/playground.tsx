import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { EnvironmentView } from "../environment/environment-view.tsx";
import { RunViews } from "../run-views/run-views.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { PageHeading } from "../ui/page-heading.tsx";
import { Panel } from "../ui/panel.tsx";
import { acceptDroppedFile } from "./accept-dropped-file.ts";
import { wordsOf } from "./configuration.ts";
import { HandsPanel } from "./hands-panel.tsx";
import { commandLine } from "./link.ts";
import { OptionsForm } from "./options-form.tsx";
import "./playground.css";
import { PlaygroundModel } from "./playground-model.ts";
import { RunButtons } from "./run-buttons.tsx";
import { RunStatus } from "./run-status.tsx";

/** A run that is trained in this tab, by what the visitor chooses. */
export function Playground() {
  const model = useMemo(() => new PlaygroundModel(), []);
  useEffect(() => () => model.close(), [model]);
  useEffect(() => acceptDroppedFile((file) => void model.load(file)), [model]);
  const step = useComputed(() => model.run.value.progress.value?.step ?? 0);
  const solvedAt = useComputed(() => model.run.value.progress.value?.solvedAtStep ?? "");
  const updatesPerSecond = useComputed(() => Math.round(model.run.value.updatesPerSecond.value ?? 0));
  return (
    <div
      class="playground"
      data-state={model.activity}
      data-step={step}
      data-solved-at={solvedAt}
      data-updates-per-second={updatesPerSecond}
    >
      <PageHeading title="Playground">
        <span class="page-head-end">
          <CopyButton label="Copy link" text={() => new URL(model.link, location.href).href} />
        </span>
      </PageHeading>
      <Controls model={model} />
      <Views model={model} />
    </div>
  );
}

/** Drawn anew for every run; before the first there is only the task to see. */
function Views({ model }: { readonly model: PlaygroundModel }) {
  const run = model.run.value;
  const key = model.runNumber.value;
  if (run.configuration.value !== null) return <RunViews key={key} run={run} />;
  return (
    <div class="playground-idle">
      <EnvironmentView key={key} run={run} />
      <Panel title="What you will see">
        <ul class="playground-promise">
          <li>the landscape: what each action is worth, and every hill that says so;</li>
          <li>the return of greedy episodes, rising until the task is solved;</li>
          <li>hills that move and merge, with a slider to go back in time;</li>
          <li>any decision, explained by the hills that voted.</li>
        </ul>
        <p class="muted">
          Change ρ and the learning rates while it learns, or take over with the arrow keys and let it learn
          from you.
        </p>
      </Panel>
    </div>
  );
}

function Controls({ model }: { readonly model: PlaygroundModel }) {
  return (
    <section class="panel playground-controls" aria-label="Training">
      <RunButtons model={model} />
      <RunStatus model={model} />
      <Hands model={model} />
      <OptionsForm model={model} />
      <CommandLine model={model} />
    </section>
  );
}

function Hands({ model }: { readonly model: PlaygroundModel }) {
  return model.isDriving.value ? <HandsPanel model={model} /> : null;
}

/** The same in a terminal. */
function CommandLine({ model }: { readonly model: PlaygroundModel }) {
  const line = commandLine(wordsOf(model.reading.value.configuration));
  return (
    <div class="playground-command">
      <span class="muted small">The same in a terminal</span>
      <code>{line}</code>
      <CopyButton label="Copy" text={() => line} />
    </div>
  );
}
