import {
  configurationOptions,
  type OptionText,
  optionsBesidePreset,
} from "../state/configuration-options.ts";
import type { RunModel } from "../state/run-model.ts";
import { Panel } from "../ui/panel.tsx";

/** What the run was asked to do: what was chosen in front, everything behind. */
export function RunConfiguration({ run }: { readonly run: RunModel }) {
  const configuration = run.configuration.value;
  if (configuration === null) return null;
  const chosen = optionsBesidePreset(configuration);
  return (
    <Panel title="Configuration" head={<span class="muted small">preset {configuration.agent.preset}</span>}>
      {chosen.length === 0 ? (
        <p class="muted">Every option of the agent is as the preset has it.</p>
      ) : (
        <OptionList options={chosen} />
      )}
      <details class="run-configuration-all">
        <summary>All options</summary>
        <OptionList options={configurationOptions(configuration)} />
      </details>
    </Panel>
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
