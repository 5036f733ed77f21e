import { formatCount } from "@drumlin/run";
import type { RunModel } from "../state/run-model.ts";
import { counted } from "../ui/counted.ts";
import { Panel } from "../ui/panel.tsx";
import "./health-list.css";
import { healthLetter } from "./health-letter.ts";

/** Signs of failure seen while training, with the letters that mark them on the charts. */
export function HealthList({ run }: { readonly run: RunModel }) {
  const events = run.health.value;
  return (
    <Panel
      title="Health"
      head={events.length > 0 && <span class="muted small">{counted(events.length, "sign")}</span>}
    >
      {events.length === 0 ? (
        <p class="muted">No sign of failure so far.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="health-frame" aria-label="Signs of failure" tabIndex={0}>
          <ol class="health-list">
            {events.map(({ step, signature, detail }, index) => (
              <li key={`${step} ${signature}`}>
                <span class="health-letter">{healthLetter(index)}</span>
                <div>
                  <b>{signature.replaceAll("-", " ")}</b>{" "}
                  <button
                    type="button"
                    class="health-step"
                    onClick={() => (run.shownStep.value = step)}
                    aria-label={`Show step ${formatCount(step)}`}
                  >
                    step {formatCount(step)}
                  </button>
                  <p class="muted small">{detail}</p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Panel>
  );
}
