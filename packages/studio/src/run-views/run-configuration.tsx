import {
  configurationOptions,
  type OptionText,
  optionsBesidePreset,
} from "../state/configuration-options.ts";
import type { RunModel } from "../state/run-model.ts";

/** What the run was asked to do: what was chosen in front, everything behind. */
export function RunConfiguration({ run }: { readonly run: RunModel }) {
  const configuration = run.configuration.value;
  if (configuration === null) return null;
  const chosen = optionsBesidePreset(configuration);
  return (
    <section class="panel" aria-labelledby="configuration-title">
      <div class="panel-head">
        <h2 id="configuration-title">Configuration</h2>
        <span class="muted small">preset {configuration.agent.preset}</span>
      </div>
      {chosen.length === 0 ? (
        <p class="muted">Every option of the agent is as the preset has it.</p>
      ) : (
        <OptionList options={chosen} />
      )}
      <details class="run-configuration-all">
        <summary>All options</summary>
        <OptionList options={configurationOptions(configuration)} />
      </details>
    </section>
  );
}

function OptionList({ options }: { readonly options: readonly OptionText[] }) {
  return (
    <dl class="run-options">
      {options.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
