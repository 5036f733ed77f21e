import { useMemo } from "preact/hooks";
import type { RunModel } from "../state/run-model.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import "./landscape.css";
import { LandscapeControls } from "./landscape-controls.tsx";
import { LandscapeLegend } from "./landscape-legend.tsx";
import { PlaneCanvas } from "./plane-canvas.tsx";
import { PlaneView } from "./plane-view.ts";
import { ValueLines } from "./value-lines.tsx";

/**
 * The policy as a landscape over two observations: who decides what where, or what an action is worth, with every hill, the
 * states visited and the present one. Of a single observation, the actions' values as lines.
 */
export function Landscape({ run }: { readonly run: RunModel }) {
  const view = useMemo(() => new PlaneView(run), [run]);
  const spec = run.spec.value;
  if (spec === null) return null;
  const isPlane = spec.observationNames.length > 1;
  return (
    <Panel
      title="Landscape"
      head={
        <div class="panel-buttons">
          {run.asked.value !== null && (
            <Button look="small" onClick={() => (run.asked.value = null)}>
              Clear the cross
            </Button>
          )}
          {isPlane && (
            <Button look="small" onClick={() => view.fit()}>
              Fit axes
            </Button>
          )}
        </div>
      }
    >
      {isPlane ? (
        <>
          <LandscapeControls view={view} spec={spec} />
          <PlaneCanvas view={view} spec={spec} />
          <LandscapeLegend view={view} spec={spec} />
        </>
      ) : (
        <ValueLines run={run} spec={spec} />
      )}
    </Panel>
  );
}
