import { formatSignificant } from "@drumlin/run";
import type { EnvironmentSpec } from "drumlin";
import { palette } from "../ui/palette.ts";
import { valueColor } from "./colors.ts";
import { LEAD_BANDS_DRAWN, leadColor, valueLevels } from "./draw-bands.ts";
import { formatShare } from "./landscape-summary.ts";
import type { PlaneField } from "./plane-field.ts";
import type { PlaneProperties } from "./plane-view.ts";

/** What the colours of the landscape mean. */
export function LandscapeLegend({ view, spec }: PlaneProperties) {
  const field = view.field.value;
  const fill = view.fill.value;
  if (field === null) return <div class="landscape-legend" />;
  return (
    <div class="landscape-legend small">
      {fill === "decision" ? (
        <DecisionLegend field={field} spec={spec} />
      ) : (
        <ValueLegend values={field.values[fill]!} />
      )}
    </div>
  );
}

function DecisionLegend({ field, spec }: { readonly field: PlaneField; readonly spec: EnvironmentSpec }) {
  const colors = palette.value;
  const bands = Array.from({ length: LEAD_BANDS_DRAWN }, (_, band) => band);
  return (
    <>
      <ul class="landscape-actions">
        {field.shares.map((share, a) => (
          <li key={a}>
            <span class="landscape-ramp" aria-hidden="true">
              {bands.map((band) => (
                <span key={band} style={{ background: leadColor(colors, a, band) }} />
              ))}
            </span>
            {spec.actionNames[a]} <span class="muted">{formatShare(share)}</span>
          </li>
        ))}
      </ul>
      <p class="muted">
        Each band is a lead of {formatSignificant(field.leadStep, 1)} in return over the next best action.
      </p>
    </>
  );
}

function ValueLegend({ values }: { readonly values: Float64Array }) {
  const levels = valueLevels(values);
  const low = levels[0] ?? 0;
  const high = levels.at(-1) ?? 0;
  return (
    <div class="landscape-scale">
      <span>{formatSignificant(low)}</span>
      <span class="landscape-ramp landscape-ramp-wide" aria-hidden="true">
        {[-1, ...levels.keys()].map((level) => (
          <span key={level} style={{ background: valueColor((level + 1) / Math.max(1, levels.length)) }} />
        ))}
      </span>
      <span>{formatSignificant(high)}</span>
      <span class="muted">expected return, discounted</span>
    </div>
  );
}
