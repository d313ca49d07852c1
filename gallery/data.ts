/** Data files that notebooks load from `data/<name>` and that are shipped with the site: name -> file in node_modules. */
export const datasets: Record<string, string> = {
  "seattle-weather.csv": "vega-datasets/data/seattle-weather.csv",
};
