import { useId } from "preact/hooks";

interface Properties<Value> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: NoInfer<Value>, name: string])[];
  readonly choose: (value: NoInfer<Value>) => void;
}

/** One of some choices, each with a name of its own. */
export function SelectField<Value>({ label, value, choices, choose }: Properties<Value>) {
  const id = useId();
  return (
    <span class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={choices.findIndex(([each]) => each === value)}
        onChange={({ currentTarget }) => choose(choices[currentTarget.selectedIndex]![0])}
      >
        {choices.map(([, name], i) => (
          <option key={i} value={i}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
