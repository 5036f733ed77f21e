import iconAddress from "../icon.svg";
import type { Route } from "../ui/route.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

const places = [
  { address: "#/runs", label: "Runs", views: ["runs", "run", "compare"] },
  { address: "#/studies", label: "Studies", views: ["studies", "study"] },
  { address: "#/playground", label: "Playground", views: ["playground"] },
] satisfies readonly { address: string; label: string; views: readonly Route["view"][] }[];

/** The bar above every view; without a server there is nowhere else to go. */
export function PageHeader({ route, hasServer }: { readonly route: Route; readonly hasServer: boolean }) {
  const home = hasServer ? "#/runs" : "#/playground";
  return (
    <header class="page-header">
      <a class="page-brand" href={home}>
        <img src={iconAddress} alt="" width="30" height="30" />
        <span>
          Drumlin <span class="page-brand-part">studio</span>
        </span>
      </a>
      {hasServer && (
        <nav aria-label="Main">
          {places.map(({ address, label, views }) => (
            <a
              key={address}
              href={address}
              aria-current={(views as string[]).includes(route.view) ? "page" : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
      )}
      <ThemeSwitch />
    </header>
  );
}
