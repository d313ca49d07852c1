/** The look of a report: the page's colours where it has them, its own otherwise, in light and dark. */

/** A colour of the page by name, or else this one in light and that one in dark. */
const colour = (name: string, light: string, dark: string): string => `--q-${name}: var(--${name}, light-dark(${light}, ${dark}));`;

export const style = `
.q-report { ${[
  colour("ink", "#1d2129", "#e6e8ec"), colour("ink-soft", "#4b5260", "#b2b8c3"), colour("line", "#e2e2dc", "#2c313a"), colour("sunken", "#f4f4f0", "#1f2329"),
  colour("surface", "#ffffff", "#1b1e23"), colour("chart-1", "#2a4fbf", "#8eabff"), colour("good", "#1b7a4b", "#5cc994"), colour("warn", "#8a5a00", "#e3b341"),
  colour("warn-soft", "#fdf3d8", "#332a12"), colour("bad", "#b3261e", "#ff8a80"), colour("bad-soft", "#fdecea", "#3b1d1d"), colour("accent-soft", "#e6ecfb", "#222c47"),
].join(" ")}
  container-type: inline-size; color: var(--q-ink); font: 400 0.875rem/1.45 var(--sans, system-ui, sans-serif); font-variant-numeric: tabular-nums; }
.q-report :is(h3, h4, p, ul, dl, dd, figure) { margin: 0; padding: 0; }
.q-report ul { list-style: none; }
.q-report svg { display: block; max-width: none; }
.q-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.q-soft { color: var(--q-ink-soft); }
.q-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 2rem; padding: 0.25rem 0 1rem; }
.q-score { display: flex; align-items: center; gap: 0.875rem; }
.q-dial { position: relative; flex: none; width: 4.5rem; height: 4.5rem; }
.q-ring { width: 100%; height: 100%; fill: none; stroke-width: 6; }
.q-ring-track { stroke: var(--q-line); }
.q-ring-good { stroke: var(--q-good); } .q-ring-warn { stroke: var(--q-warn); } .q-ring-bad { stroke: var(--q-bad); }
.q-dial strong { position: absolute; inset: 0; display: grid; place-items: center; font-size: 1.1875rem; font-weight: 650; letter-spacing: -0.01em; }
.q-report h3 { font-size: 1.0625rem; font-weight: 650; line-height: 1.3; }
.q-parts { display: grid; grid-template-columns: auto minmax(4rem, 1fr) auto; align-items: center; gap: 0.25rem 0.75rem; flex: 1 1 15rem; max-width: 22rem; }
.q-parts :is(div, dd) { display: contents; } .q-parts dt { color: var(--q-ink-soft); }
.q-share { width: 100%; height: 6px; }
.q-track { fill: var(--q-line); }
.q-fill-plain { fill: var(--q-chart-1); } .q-fill-good { fill: var(--q-good); } .q-fill-warn { fill: var(--q-warn); } .q-fill-bad { fill: var(--q-bad); }
.q-alerts { border-top: 1px solid var(--q-line); padding: 0.75rem 0; }
.q-alerts h3, .q-checks h3 { margin-bottom: 0.5rem; font-size: 0.875rem; }
.q-alerts li { display: grid; grid-template-columns: 4.75rem 1fr; gap: 0.25rem 0.75rem; align-items: baseline; padding: 0.1875rem 0; overflow-wrap: anywhere; }
.q-label { justify-self: start; white-space: nowrap; padding: 0 0.4375rem; border-radius: 4px; font-size: 0.75rem; line-height: 1.25rem; font-weight: 600; }
.q-error { color: var(--q-bad); background: var(--q-bad-soft); } .q-warning { color: var(--q-warn); background: var(--q-warn-soft); }
.q-info { color: var(--q-ink-soft); background: var(--q-sunken); } .q-passed { color: var(--q-good); background: var(--q-sunken); }
.q-report summary { cursor: pointer; padding: 0.25rem 0; color: var(--q-ink-soft); }
.q-card { border-top: 1px solid var(--q-line); padding: 0.75rem 0 0.875rem; }
.q-card header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.5rem; margin-bottom: 0.5rem; }
.q-card h4 { font-size: 0.9375rem; font-weight: 650; overflow-wrap: anywhere; }
.q-type { color: var(--q-ink-soft); font: 0.75rem/1.25rem var(--mono, ui-monospace, monospace); }
.q-chips { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.q-chip { padding: 0 0.4375rem; border-radius: 4px; font-size: 0.75rem; line-height: 1.25rem; }
.q-card-score { order: 1; margin-left: auto; font-weight: 600; }
.q-body { display: grid; grid-template-columns: 10rem minmax(0, 16rem) minmax(0, 1fr); gap: 0.5rem 1.75rem; align-items: start; }
.q-complete { display: grid; gap: 0.1875rem; font-size: 0.8125rem; }
.q-histogram { width: 100%; height: 3.5rem; }
.q-bar { fill: var(--q-chart-1); } .q-whisker { stroke: var(--q-ink-soft); stroke-width: 1; vector-effect: non-scaling-stroke; fill: none; }
.q-box { fill: var(--q-surface); stroke: var(--q-ink-soft); stroke-width: 1; vector-effect: non-scaling-stroke; } .q-median { stroke: var(--q-ink); stroke-width: 2; vector-effect: non-scaling-stroke; fill: none; }
.q-report figcaption { display: flex; justify-content: space-between; color: var(--q-ink-soft); font-size: 0.75rem; }
.q-report table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
.q-report :is(th, td) { padding: 0.125rem 0.5rem 0.125rem 0; border: 0; text-align: left; font-weight: 400; color: inherit; vertical-align: middle; }
.q-top { table-layout: fixed; } .q-top-value { width: 60%; } .q-top-count { width: 3rem; }
.q-top th { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .q-top td:last-child { padding-right: 0; text-align: right; }
.q-body dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr)); gap: 0.25rem 1rem; font-size: 0.8125rem; }
.q-body dt { color: var(--q-ink-soft); font-size: 0.75rem; line-height: 1.2; }
.q-checks { border-top: 1px solid var(--q-line); padding: 0.75rem 0; }
.q-checks thead th { color: var(--q-ink-soft); font-size: 0.75rem; }
.q-checks tbody :is(th, td) { border-top: 1px solid var(--q-line); padding-block: 0.3125rem; vertical-align: baseline; overflow-wrap: anywhere; }
.q-report .q-checks td:first-child { overflow-wrap: normal; }
.q-checks td:first-child { width: 4.75rem; } .q-checks th[scope="row"] { width: 42%; padding-right: 1.25rem; }
.q-checks code { font: 0.75rem/1.4 var(--mono, ui-monospace, monospace); }
.q-narrow { display: none; } .q-report .q-drift :is(th, td):nth-child(n) { width: auto; }
@container (max-width: 44rem) { .q-body { grid-template-columns: 10rem minmax(0, 1fr); } .q-body dl { grid-column: 1 / -1; } }
@container (max-width: 28rem) { .q-body { grid-template-columns: minmax(0, 1fr); } .q-parts { max-width: none; } .q-chips { order: 2; flex-basis: 100%; }
  .q-checks :is(td, th[scope="row"]) { display: block; width: auto; border-top: 0; padding-block: 0.125rem; } .q-checks thead { display: none; }
  .q-narrow { display: inline; color: var(--q-ink-soft); }
  .q-checks tr { display: block; border-top: 1px solid var(--q-line); padding-block: 0.375rem; } }
`;
