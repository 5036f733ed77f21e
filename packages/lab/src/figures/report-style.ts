/** A report's style sheet. Figures are drawn in the text's colour on the page's ground, in the dark as well. */
export const reportStyle = `
:root { color-scheme: light dark; }
body {
  margin: 0; font: 16px/1.55 system-ui, sans-serif;
  color: light-dark(#1a1a1a, #e8e8e8); background: light-dark(#ffffff, #16181b);
}
main { max-width: 1040px; margin: 0 auto; padding: 24px 16px 64px; }
p, figcaption, caption { max-width: 728px; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 1.25rem; margin: 40px 0 8px; }
.origin, figcaption, caption { color: light-dark(#555555, #a8a8a8); font-size: 0.9rem; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
figure { margin: 24px 0; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(356px, 100%), 1fr)); gap: 0 16px; max-width: 728px; }
.beside figure { display: grid; grid-template-rows: subgrid; grid-row: span 2; }
.beside .wide { align-self: end; }
.wide { overflow-x: auto; }
svg { display: block; }
svg.marks > rect { fill: none; }
table { border-collapse: collapse; font-size: 0.9rem; margin: 16px 0; }
caption { text-align: left; padding-bottom: 6px; }
th, td { min-width: 4rem; padding: 4px 12px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid light-dark(#dddddd, #3a3d41); }
.words { min-width: 12rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
`;
