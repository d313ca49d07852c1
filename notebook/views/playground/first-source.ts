/** What stands in the playground on the first visit, and on the first page as a taste of what a cell is. */
export const FIRST_SOURCE = `// Shift+Enter runs this. The last expression is shown.
const x = linspace(-4, 4, 200);
const y = x.mul(3).sin().mul(x.pow(2).mul(-0.3).exp());

Plot.plot({
  title: "A wave that fades to both sides",
  height: 220,
  marks: [
    Plot.ruleY([0]),
    Plot.lineY(await y.data(), { x: await x.data() }),
  ],
})`;
