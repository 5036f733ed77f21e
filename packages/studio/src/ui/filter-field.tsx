import type { Signal } from "@preact/signals";

/** Words that a list is narrowed to; `placeholder` says what they are sought in. */
export function FilterField({
  id,
  filter,
  placeholder,
}: {
  readonly id: string;
  readonly filter: Signal<string>;
  readonly placeholder: string;
}) {
  return (
    <span class="field">
      <label for={id}>Filter</label>
      <input
        id={id}
        type="search"
        placeholder={placeholder}
        value={filter.value}
        onInput={({ currentTarget }) => {
          filter.value = currentTarget.value;
        }}
      />
    </span>
  );
}
