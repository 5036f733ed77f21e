import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { usualText } from "./configuration.ts";
import { lastPosition, numberAt, positionOf } from "./logarithmic-scale.ts";
import type { PlaygroundModel } from "./playground-model.ts";

/** What every field of the form is made with. */
export interface InputProperties {
  readonly model: PlaygroundModel;
  readonly flag: string;
  readonly label: string;
  readonly hint?: string;
}

/** The text that a field holds. */
function textOf({ model, flag }: InputProperties): string {
  return model.words.value[flag] ?? usualText(flag, model.reading.value.configuration);
}

interface FrameProperties extends InputProperties {
  readonly children: (attributes: {
    readonly id: string;
    readonly "aria-describedby": string;
    readonly "aria-invalid": boolean;
  }) => ComponentChildren;
}

/** A field with its label, and in one sentence what is wrong in it or when it counts. */
function Frame({ model, flag, label, hint, children }: FrameProperties) {
  const id = useId();
  const problem = model.reading.value.problems[flag];
  const isWaiting = model.waiting.value.has(flag);
  return (
    <div class="field playground-field">
      <label for={id}>{label}</label>
      {children({ id, "aria-describedby": `${id}-note`, "aria-invalid": problem !== undefined })}
      <span id={`${id}-note`} class="playground-note" role={problem ? "alert" : undefined}>
        {problem !== undefined && <span class="playground-problem">{problem}</span>}
        {problem === undefined && isWaiting && (
          <span class="playground-waiting">applies at the next start</span>
        )}
        {hint !== undefined && <span>{hint}</span>}
      </span>
    </div>
  );
}

/** A number, written. */
export function NumberInput(properties: InputProperties) {
  const { model, flag } = properties;
  return (
    <Frame {...properties}>
      {(attributes) => <NumberText {...attributes} model={model} flag={flag} text={textOf(properties)} />}
    </Frame>
  );
}

interface NumberTextProperties {
  readonly id: string;
  readonly model: PlaygroundModel;
  readonly flag: string;
  readonly text: string;
}

function NumberText({ model, flag, text, ...attributes }: NumberTextProperties) {
  return (
    <input
      {...attributes}
      type="text"
      inputMode="decimal"
      autocomplete="off"
      spellcheck={false}
      placeholder="no limit"
      value={text}
      onInput={(event) => model.write(flag, event.currentTarget.value)}
      onBlur={(event) => {
        if (event.currentTarget.value.trim() === "") model.leave(flag);
      }}
    />
  );
}

/** A small number, written or slid over its orders of magnitude. */
export function LogarithmicInput(properties: InputProperties) {
  const { model, flag, label } = properties;
  const text = textOf(properties);
  return (
    <Frame {...properties}>
      {(attributes) => (
        <span class="playground-slid">
          <input
            type="range"
            min={0}
            max={lastPosition}
            aria-label={`${label}, slider`}
            aria-valuetext={text}
            value={positionOf(Number(text))}
            onInput={(event) => model.write(flag, String(numberAt(Number(event.currentTarget.value))))}
          />
          <NumberText {...attributes} model={model} flag={flag} text={text} />
        </span>
      )}
    </Frame>
  );
}

/** One of some names. */
export function ChoiceInput({
  choices,
  ...properties
}: InputProperties & { readonly choices: readonly string[] }) {
  const { model, flag } = properties;
  const text = textOf(properties);
  return (
    <Frame {...properties}>
      {(attributes) => (
        <select
          {...attributes}
          value={text}
          onInput={(event) => model.write(flag, event.currentTarget.value)}
        >
          {choices.map((name) => (
            <option key={name} value={name} selected={name === text}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

/** On or off, its label beside it. */
export function SwitchInput(properties: InputProperties) {
  const { model, flag } = properties;
  return (
    <Frame {...properties}>
      {(attributes) => (
        <input
          {...attributes}
          type="checkbox"
          checked={textOf(properties) === "yes"}
          onInput={(event) => model.write(flag, event.currentTarget.checked ? "yes" : "no")}
        />
      )}
    </Frame>
  );
}
