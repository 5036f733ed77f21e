import { useEffect, useState } from "preact/hooks";
import { Button } from "./button.tsx";

/** Copies a text; says for a moment that it did, or that the browser would not let it. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 1800);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome("Copied");
    } catch {
      setOutcome("The browser forbids copying here");
    }
  };
  return (
    <Button onClick={copy}>
      <span aria-live="polite">{outcome ?? label}</span>
    </Button>
  );
}
