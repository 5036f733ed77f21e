import { chooseTheme, type Theme, theme } from "../ui/palette.ts";

const themes: readonly { readonly name: Theme; readonly icon: string; readonly label: string }[] = [
  { name: "auto", icon: "◐", label: "Colours as the system has them" },
  { name: "light", icon: "☀", label: "Light colours" },
  { name: "dark", icon: "☾", label: "Dark colours" },
];

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  return (
    <fieldset class="theme-switch">
      <legend class="visually-hidden">Colours</legend>
      {themes.map(({ name, icon, label }) => (
        <button
          key={name}
          type="button"
          aria-pressed={theme.value === name}
          aria-label={label}
          title={label}
          onClick={() => chooseTheme(name)}
        >
          <span aria-hidden="true">{icon}</span>
        </button>
      ))}
    </fieldset>
  );
}
