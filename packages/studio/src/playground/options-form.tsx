import { formatCount } from "@drumlin/run";
import { useSignal } from "@preact/signals";
import { presetNames, registeredEnvironments } from "drumlin";
import { useMemo } from "preact/hooks";
import { fieldsByFlag, usualAgent } from "./configuration.ts";
import { ChoiceInput, LogarithmicInput, NumberInput, SwitchInput } from "./option-input.tsx";
import type { PlaygroundModel } from "./playground-model.ts";

const mainFlags = new Set([
  "env",
  "seed",
  "steps",
  "until-solved",
  "preset",
  "components",
  "factors",
  "sparsity",
  "mean-learning-rate",
  "covariance-learning-rate",
  "weight-learning-rate",
]);

/** What a visitor should know before waiting for it. */
function caution(environment: string): string | null {
  if (environment.startsWith("CliffWalking") || environment.startsWith("FrozenLake"))
    return "A hill stands at each place and stays there: a table of values.";
  if (environment.startsWith("MountainCarContinuous") || environment.startsWith("Pendulum"))
    return "Its force is chosen among a few values.";
  return null;
}

/** Everything that can be chosen of a run. */
export function OptionsForm({ model }: { readonly model: PlaygroundModel }) {
  const { configuration } = model.reading.value;
  const { environment, seed, agent } = configuration;
  const hills = agent.componentCount ?? usualAgent(configuration).componentCount;
  // On a narrow screen what is learned comes first.
  const isOpen = useMemo(() => matchMedia("(min-width: 720px)").matches, []);
  return (
    <details class="playground-form" open={isOpen}>
      <summary>
        <span class="playground-form-title">Options</span>{" "}
        <span class="muted small">
          {environment}, seed {seed}, {formatCount(hills)} hills
        </span>
      </summary>
      <MainOptions model={model} environment={environment} />
      <MoreOptions model={model} />
      {model.activity.value !== "idle" && (
        <p class="muted small">
          ρ, the rates and exploration apply at once; what decides the shape of the agent, at the next start.
        </p>
      )}
    </details>
  );
}

function MainOptions({
  model,
  environment,
}: {
  readonly model: PlaygroundModel;
  readonly environment: string;
}) {
  const specs = registeredEnvironments();
  const note = caution(environment);
  return (
    <div class="playground-options">
      <fieldset class="playground-task">
        <legend>Task</legend>
        <ChoiceInput model={model} flag="env" label="Environment" choices={specs.map(({ id }) => id)} />
        <p class="playground-description">
          {specs.find(({ id }) => id === environment)?.description} {note}
        </p>
        <div class="playground-fields">
          <NumberInput model={model} flag="seed" label="Seed" />
          <NumberInput model={model} flag="steps" label="Steps" />
          <SwitchInput model={model} flag="until-solved" label="Stop when solved" />
        </div>
      </fieldset>
      <fieldset>
        <legend>Hills</legend>
        <div class="playground-fields">
          <NumberInput model={model} flag="components" label="Hills K" />
          <NumberInput model={model} flag="factors" label="Factors J" />
          <ChoiceInput model={model} flag="preset" label="Preset" choices={presetNames} />
        </div>
        <LogarithmicInput
          model={model}
          flag="sparsity"
          label="Sparsity ρ"
          hint="more empties weights, and drops hills"
        />
      </fieldset>
      <fieldset>
        <legend>Learning rates</legend>
        <LogarithmicInput model={model} flag="mean-learning-rate" label="Centres" />
        <LogarithmicInput model={model} flag="covariance-learning-rate" label="Shapes" />
        <LogarithmicInput model={model} flag="weight-learning-rate" label="Weights" />
      </fieldset>
    </div>
  );
}

/** Every other option of the agent, from its own table. */
function MoreOptions({ model }: { readonly model: PlaygroundModel }) {
  const isOpen = useSignal(false);
  const others = [...fieldsByFlag].filter(([flag]) => !mainFlags.has(flag));
  const { problems } = model.reading.value;
  const changed = others.filter(([flag]) => flag in model.words.value).length;
  return (
    <details
      class="playground-more"
      open={isOpen.value || others.some(([flag]) => flag in problems)}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        More options{changed > 0 && <span class="badge playground-changed">{changed} changed</span>}
      </summary>
      <div class="playground-fields playground-all">
        {others.map(([flag, field]) => {
          const properties = { model, flag, label: flag, hint: field.description! };
          if (field.kind === "choice")
            return <ChoiceInput key={flag} {...properties} choices={field.choices} />;
          if (field.kind === "boolean") return <SwitchInput key={flag} {...properties} />;
          return <NumberInput key={flag} {...properties} />;
        })}
      </div>
    </details>
  );
}
