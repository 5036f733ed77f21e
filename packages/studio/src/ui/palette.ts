import { type ReadonlySignal, signal } from "@preact/signals";
import { actionColorCount } from "./action-color.ts";

/** The colours that canvases draw with: those of the style sheet, as it stands for the present theme. */
export interface Palette {
  /** As `#rrggbb`, like all of them. */
  readonly ground: string;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly warning: string;
  /** One an action, told apart by the colour-blind too (Okabe & Ito); more actions begin again. */
  readonly actions: readonly string[];
  readonly isDark: boolean;
}

const darkPreference = matchMedia("(prefers-color-scheme: dark)");

/** What the user chose; `auto` follows the system. */
export type Theme = "auto" | "light" | "dark";

const storedTheme = "drumlin-theme";
const chosen = signal<Theme>(readTheme());
const current = signal<Palette>(readPalette());

export const theme: ReadonlySignal<Theme> = chosen;
export const palette: ReadonlySignal<Palette> = current;

/** Changes the theme of the page, and of later visits. */
export function chooseTheme(name: Theme): void {
  chosen.value = name;
  localStorage.setItem(storedTheme, name);
  current.value = readPalette();
}

darkPreference.addEventListener("change", () => {
  current.value = readPalette();
});

function readTheme(): Theme {
  const stored = localStorage.getItem(storedTheme);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

function readPalette(): Palette {
  const root = document.documentElement;
  const isDark = chosen.value === "auto" ? darkPreference.matches : chosen.value === "dark";
  root.dataset.theme = isDark ? "dark" : "light";
  const style = getComputedStyle(root);
  const color = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  return {
    ground: color("ground"),
    surface: color("surface"),
    text: color("text"),
    muted: color("muted"),
    line: color("line"),
    accent: color("accent"),
    warning: color("warning"),
    actions: Array.from({ length: actionColorCount }, (_, i) => color(`action-${i}`)),
    isDark,
  };
}

/** `#fff`, as which a build shortens `#ffffff`, at its full length. */
function sixDigits(color: string): string {
  return color.length === 4 ? color.replace(/[0-9a-f]/gi, "$&$&") : color;
}
