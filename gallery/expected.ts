/**
 * What the notebooks must calculate, for tests on every device and host. The numbers were made independently, by NumPy's
 * `linalg.lstsq` and `polyfit` in float64 on the same data.
 */

export interface Expectation {
  slug: string;
  /** The cell's title. */
  cell: string;
  /** The column of the table that the cell shows, from top to bottom; absent when the values are the numbers in its text, in order. */
  column?: string;
  values: readonly number[];
  /** How far each may be off: what float32 on any device keeps, and well below what a reader sees. */
  tolerance: number;
}

export const expectations: readonly Expectation[] = [
  { slug: "first-steps", cell: "Years lived", column: "birthdays", values: [124, 48, 30, 15, 2, 1, 0, 0], tolerance: 0 },
  { slug: "first-steps", cell: "Again", values: [1], tolerance: 0 },
  { slug: "first-steps", cell: "Kepler", values: [1.499732], tolerance: 1e-4 },
  // Four standard errors of a million darts.
  { slug: "first-steps", cell: "Darts", values: [Math.PI], tolerance: 0.0066 },
  { slug: "seattle-weather", cell: "Clean", column: "answer", values: [1461, 0, 0, 0, 44], tolerance: 0 },
  {
    slug: "seattle-weather",
    cell: "Yesterday",
    column: "weight",
    values: [-0.000745, -1.152741, -0.425123, -0.052957, 0.188167, 0.663414],
    tolerance: 1e-4,
  },
  {
    slug: "seattle-weather",
    cell: "Compare",
    column: "mean error (°C)",
    values: [-0.008668, 0.006301, 0, 1.310143, 0.005014, 0.4526],
    tolerance: 5e-4,
  },
  {
    slug: "seattle-weather",
    cell: "Compare",
    column: "spread of errors (°C)",
    values: [2.872556, 2.907136, 3.503075, 3.544917, 2.622392, 2.648415],
    tolerance: 5e-4,
  },
  {
    slug: "seattle-weather",
    cell: "Compare",
    column: "R²",
    values: [0.846403, 0.841901, 0.771576, 0.732815, 0.871991, 0.864958],
    tolerance: 1e-4,
  },
  { slug: "seattle-weather", cell: "Tomorrow", values: [1, 2016, 6.1313, 3.4829, 8.7797], tolerance: 0.06 },
  { slug: "attention", cell: "Foreseen", column: "foreseen", values: [4, 37, 58, 82], tolerance: 0 },
  { slug: "accuracy", cell: "Gaps", column: "gap", values: [2 ** -23, 2 ** -14, 0.0625, 2], tolerance: 0 },
  { slug: "accuracy", cell: "Special values", values: [0], tolerance: 0 },
  { slug: "accuracy", cell: "Sum", values: [100958.34375, 100000], tolerance: 0.05 },
  // What NIST certifies, to fewer digits than the notebook shows.
  { slug: "nist", cell: "Schoolbook", column: "library", values: [1, 1, 1], tolerance: 1e-15 },
  { slug: "nist", cell: "Certified", column: "digits of the mean", values: [15, 15, 15, 15], tolerance: 1 },
  { slug: "nist", cell: "Groups", column: "F", values: [21, 21, 21], tolerance: 0.001 },
  { slug: "nist", cell: "Wampler", column: "regression", values: [1, 1, 1, 1, 1, 1], tolerance: 1e-9 },
  {
    slug: "nist",
    cell: "Certificates",
    column: "value",
    values: [-3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355],
    tolerance: 1e-5,
  },
  // By pandas and statsmodels' STL on the same months.
  { slug: "breathing", cell: "Gaps", column: "answer", values: [746, 5], tolerance: 0 },
  { slug: "breathing", cell: "Period", column: "period", values: [12], tolerance: 0 },
  { slug: "breathing", cell: "Official", column: "value", values: [0.006725, 0.145853, 0.623113], tolerance: 1e-5 },
  { slug: "breathing", cell: "Growth", column: "ppm a year", values: [0.870999, 1.264500, 1.574090, 1.525898, 1.989119, 2.412001], tolerance: 1e-5 },
  { slug: "breathing", cell: "Anomalies", column: "score", values: [9.51103, 7.59048, 7.33051, 7.18887, 7.10247, 6.90973, 6.73487, 6.63089], tolerance: 1e-4 },
  // By scikit-learn and PyOD; its own forests differ by so much from seed to seed.
  { slug: "sensors", cell: "Leaps", column: "AUC", values: [0.963815, 0.935348, 0.975, 0.994], tolerance: 0.015 },
  // By pandas on the same file.
  { slug: "movies", cell: "Dates", column: "answer", values: [1928, 2046, 22], tolerance: 0 },
  { slug: "movies", cell: "Age", column: "timed", values: [0.000000, 0.019531, 0.395319, 0.475410, 0.287234], tolerance: 1e-6 },
  { slug: "movies", cell: "Age", column: "movies", values: [100, 256, 769, 1830, 94], tolerance: 0 },
  { slug: "movies", cell: "Again", column: "failures after", values: [1, 0, 0, 0, 0, 0, 1992, 8, 0], tolerance: 0 },
  // By NumPy, window for window, and NAB's formula written out.
  { slug: "stream", cell: "Update", column: "score", values: [0, 0.34544161, 7.94891787, 0.6391559], tolerance: 1e-7 },
  { slug: "stream", cell: "Statistics", column: "called", values: [34], tolerance: 0 },
  { slug: "stream", cell: "Spike", column: "mean is off by up to", values: [0, 0.0969], tolerance: 1e-9 },
  { slug: "stream", cell: "Spike", column: "variance", values: [0.0062599775, -2021.437882062501], tolerance: 1e-9 },
  { slug: "stream", cell: "Compare", column: "threshold", values: [5.445916676, 20.813142857, 10.45, 14.763556811, 115.613693377], tolerance: 1e-8 },
  { slug: "stream", cell: "Compare", column: "late (s)", values: [0, 20, 5, 5, 40], tolerance: 0 },
  { slug: "stream", cell: "Compare", column: "for nothing", values: [0, 0, 12, 0, 0], tolerance: 0 },
  { slug: "stream", cell: "Compare", column: "NAB", values: [100, 99.874542179, 33.970588485, 99.970588484, 99.726101480], tolerance: 1e-7 },
  // By NumPy, scikit-learn and PyOD on digits that Pillow shrank; scikit-learn's own forests differ by so much from seed to seed.
  { slug: "digits", cell: "Components", column: "share of the variance", values: [0.280253, 0.729487, 0.885633, 0.978651], tolerance: 1e-5 },
  { slug: "digits", cell: "Planted", column: "area under ROC", values: [0.9544, 0.981054, 0.82792, 0.955413], tolerance: 0.015 },
  { slug: "digits", cell: "Planted", column: "average precision", values: [0.7224, 0.876333, 0.506151, 0.749691], tolerance: 0.08 },
  { slug: "digits", cell: "Reversed", column: "ones among sevens", values: [0.464, 0.358211, 0.294959, 0.552033], tolerance: 0.075 },
  // By Pillow, torch and NumPy from the same plate. Decoders of JPEG differ by a few steps of 255, and then a pixel at an edge is cat for one of them only.
  { slug: "cat", cell: "Bands", column: "from", values: [10, 135, 259, 390, 7], tolerance: 0 },
  { slug: "cat", cell: "Bands", column: "to", values: [123, 247, 375, 501, 1015], tolerance: 0 },
  { slug: "cat", cell: "Loss", column: "steps of 255", values: [12.0423, 9.3488, 9.2362, 10.1751, 8.8718, 10.4005, 8.7985], tolerance: 0.02 },
  { slug: "cat", cell: "Cache", column: "calls", values: [24, 24, 24, 24, 0, 0, 0, 24], tolerance: 0 },
  { slug: "cat", cell: "Cache", column: "hits", values: [0, 0, 0, 0, 0, 0, 0, 24], tolerance: 0 },
  {
    slug: "cat",
    cell: "Gait",
    column: "stretch",
    values: [
      7.6413, 7.4765, 7.5581, 7.73, 7.8816, 7.2641, 6.9605, 6.343, 6.3714, 6.3287, 6.8486, 7.22, 8.3951, 8.6394, 7.6217, 7.0543, 6.7693, 7.4254, 7.4548, 8.346, 9.1772, 8.8451,
      8.3691, 7.8059,
    ],
    tolerance: 0.1,
  },
  { slug: "cat", cell: "Turn", column: "answer", values: [6, 36.598, 54.618, 14, 21], tolerance: 0.3 },
  // By SciPy, pandas, Pillow and NumPy. The colours after normalising: half a step of 255 between decoders.
  { slug: "rustorch", cell: "Values", column: "-0.9", values: [-1.1197695, 2.6905658, -0.7969082, -10.5705641, -2.4087776, 0.81, -0.6], tolerance: 1e-5 },
  { slug: "rustorch", cell: "Values", column: "0.5", values: [0.5235988, 1.0471976, 0.5204999, 1.7724539, 0.4636476, 0.25, 0.5], tolerance: 1e-5 },
  { slug: "rustorch", cell: "Movies", column: "completeness", values: [0.933458, 0.725086, 0.377694, 0.999688, 0.997813], tolerance: 1e-6 },
  { slug: "rustorch", cell: "Movies", column: "consistency", values: [0.981593, 1, 0.979322, 0.945938, 0.922041], tolerance: 1e-6 },
  { slug: "rustorch", cell: "Movies", column: "uniqueness", values: [0.001673, 0, 0.019851, 0.056875, 0.948654], tolerance: 1e-6 },
  { slug: "rustorch", cell: "Ranges", column: "share", values: [1, 0.80656, 0.922041, 0.922041], tolerance: 1e-6 },
  { slug: "rustorch", cell: "Colours", column: "mean after", values: [-0.33108, -0.36897, -0.40625], tolerance: 0.01 },
  { slug: "rustorch", cell: "Colours", column: "deviation after", values: [0.87194, 0.84017, 0.709], tolerance: 0.01 },
  { slug: "rustorch", cell: "Methods", column: "called", values: [25, 110], tolerance: 0 },
  { slug: "rustorch", cell: "Methods", column: "of them steam", values: [25, 17], tolerance: 0 },
  // scikit-learn calls 29 to 33 rows, depending on its seed.
  { slug: "rustorch", cell: "Forest", column: "called", values: [31], tolerance: 3 },
  { slug: "rustorch", cell: "Forest", column: "of them steam", values: [29.5], tolerance: 1.5 },
];
