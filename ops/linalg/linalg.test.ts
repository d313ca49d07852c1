import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cholesky, det, diag, eigh, eye, inv, lstsq, matmul, matrixPower, pinv, qr, slogdet, solve, sort, svd, tensor, transpose, type Tensor } from "../index.ts";

/** Matrices of small numbers, some of them singular. */
const matrices = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([rows, columns]) =>
  fc.array(fc.integer({ min: -4, max: 4 }), { minLength: rows * columns, maxLength: rows * columns }).map((data) => tensor(data, { shape: [rows, columns], dtype: "float64" })),
);

const h = (x: Tensor): Tensor => transpose(x);

// Bounds: the matrices have a norm below 30, so one rounding step is about 4e-15; decompositions take a few tens of them, products of several
// matrices a hundred. What divides by singular values is as exact as the least of them allows: see `rounding`.

/** The greatest difference of two tensors. */
const apart = (a: Tensor, b: Tensor): number => Math.max(0, ...a.sub(b).abs().dataSync());
/** The greatest and the least of a matrix's singular values, but for those that are 0. */
const extremes = (a: Tensor): { greatest: number; least: number } => {
  const values = [...svd(a).s.dataSync()].filter((value) => value > 1e-10);
  return { greatest: Math.max(0, ...values), least: Math.min(Infinity, ...values) };
};
/** What rounding may do to numbers of this size: of 20,000 random matrices the worst was a third of it. */
const rounding = (scale: number): number => 32 * Number.EPSILON * scale;
const length = (x: Tensor): number => Math.hypot(...x.dataSync());
const orthonormal = (columns: Tensor): number => apart(matmul(h(columns), columns), eye(columns.shape[1]!, columns.shape[1]!, { dtype: "float64" }));

describe("decompositions multiply back", () => {
  const check = (holds: (a: Tensor) => void): void => fc.assert(fc.property(matrices, holds), { numRuns: 60 });

  it("qr, reduced and complete", () => {
    check((a) => {
      for (const mode of ["reduced", "complete"] as const) {
        const { q, r } = qr(a, { mode });
        expect(apart(matmul(q, r), a)).toBeLessThan(1e-13);
        expect(orthonormal(q)).toBeLessThan(1e-14);
        expect(apart(r.triu(), r)).toBe(0);
      }
    });
  });

  it("svd, full and thin", () => {
    check((a) => {
      for (const fullMatrices of [true, false]) {
        const { u, s, vh } = svd(a, { fullMatrices });
        const count = s.size;
        expect(apart(matmul(u.slice([], [0, count]).mul(s), vh.slice([0, count])), a)).toBeLessThan(1e-13);
        expect(Math.max(orthonormal(u), orthonormal(h(vh)))).toBeLessThan(1e-14);
        expect(apart(sort(s, { descending: true }), s)).toBe(0);
      }
    });
  });

  it("eigh", () => {
    check((a) => {
      const symmetric = a.shape[0] === a.shape[1] ? a.add(h(a)) : matmul(a, h(a));
      const { eigenvalues, eigenvectors } = eigh(symmetric);
      expect(apart(matmul(symmetric, eigenvectors), eigenvectors.mul(eigenvalues))).toBeLessThan(1e-12);
      expect(orthonormal(eigenvectors)).toBeLessThan(1e-14);
      expect(apart(sort(eigenvalues), eigenvalues)).toBe(0);
    });
  });

  it("cholesky", () => {
    check((a) => {
      const positive = matmul(a, h(a)).add(eye(a.shape[0]!, a.shape[0]!, { dtype: "float64" }));
      const l = cholesky(positive);
      expect(apart(matmul(l, h(l)), positive)).toBeLessThan(1e-12);
      expect(apart(l.tril(), l)).toBe(0);
    });
  });

  it("pinv keeps the rules of Moore and Penrose", () => {
    check((a) => {
      const p = pinv(a);
      const { greatest, least } = extremes(a);
      const condition = greatest / least;
      expect(apart(matmul(matmul(a, p), a), a)).toBeLessThanOrEqual(rounding(condition * greatest));
      expect(apart(matmul(matmul(p, a), p), p)).toBeLessThanOrEqual(rounding(condition / least));
      expect(apart(matmul(a, p), h(matmul(a, p)))).toBeLessThanOrEqual(rounding(condition));
    });
  });

  it("lstsq leaves what no column reaches", () => {
    check((a) => {
      const b = a.sum({ axis: 1 }).add(1);
      const { solution, residuals, rank } = lstsq(a, b);
      const left = matmul(a, solution).sub(b);
      const { greatest } = extremes(a);
      const scale = greatest * length(solution) + length(b);
      expect(apart(matmul(h(a), left), left.sum().mul(0))).toBeLessThanOrEqual(rounding(greatest * scale));
      expect(apart(left.square().sum(), residuals)).toBeLessThanOrEqual(rounding(scale * scale));
      expect(apart(rank.astype("float64"), svd(a).s.gt(1e-10).sum().astype("float64"))).toBe(0);
    });
  });
});

it("solves and inverts a great matrix", () => {
  const a = tensor(Float64Array.from({ length: 60 * 60 }, (_, i) => Math.sin(i * i)), { shape: [60, 60] });
  const b = a.sum({ axis: 1, keepdims: true });
  expect(apart(solve(a, b), b.mul(0).add(1))).toBeLessThan(1e-10);
  expect(apart(matmul(inv(a), a), eye(60, 60, { dtype: "float64" }))).toBeLessThan(1e-10);
  const { u, s, vh } = svd(a);
  expect(apart(matmul(u.mul(s), vh), a)).toBeLessThan(1e-12);
  const { eigenvalues, eigenvectors } = eigh(a.add(h(a)));
  expect(apart(matmul(eigenvectors.mul(eigenvalues), h(eigenvectors)), a.add(h(a)))).toBeLessThan(1e-12);
});

it("keeps its digits where squares would overflow or vanish", () => {
  const a = tensor([[3, 1, 0], [1, 2, -1], [0, -1, 4]], { dtype: "float64" });
  for (const power of [2 ** 900, 2 ** -900]) {
    const scaled = a.mul(power);
    expect(apart(svd(scaled).s.div(power), svd(a).s)).toBe(0);
    expect(apart(eigh(scaled).eigenvalues.div(power), eigh(a).eigenvalues)).toBe(0);
    expect(apart(qr(scaled).r.div(power), qr(a).r)).toBe(0);
    expect(apart(pinv(scaled).mul(power), pinv(a))).toBe(0);
  }
});

it("keeps the dtype of the matrices and makes integers float32", async () => {
  expect(inv(tensor([[2, 0], [0, 4]], { dtype: "float16" })).dtype).toBe("float16");
  expect(det(tensor([[2, 0], [0, 4]], { dtype: "int32" })).dtype).toBe("float32");
  expect(await det(tensor([[2, 1], [1, 4]], { dtype: "int32" })).item()).toBe(7);
});

it("raises a matrix to a power, a negative one by its inverse", async () => {
  const a = tensor([[1, 1], [0, 1]], { dtype: "int32" });
  expect(await matrixPower(a, 5).array()).toEqual([[1, 5], [0, 1]]);
  expect(await matrixPower(a, 0).array()).toEqual([[1, 0], [0, 1]]);
  expect(await matrixPower(a, -3).array()).toEqual([[1, -3], [0, 1]]);
});

it("tells the logarithm of a determinant that overflows", async () => {
  const great = diag(tensor([1e200, -1e200], { dtype: "float64" }));
  const { sign, logabsdet } = slogdet(great);
  expect(await sign.item()).toBe(-1);
  expect(await logabsdet.item()).toBeCloseTo(400 * Math.log(10), 10);
});

describe("a matrix without an answer is refused", () => {
  const singular = tensor([[1, 2], [2, 4]]);
  const cases: [string, () => unknown, string][] = [
    ["inv", () => inv(singular), "inv: matrix is singular: column 1 depends on those before it"],
    ["solve", () => solve(singular, [1, 2]), "solve: matrix is singular: column 1 depends on those before it"],
    ["cholesky", () => cholesky([[1, 2], [2, 1]]), "cholesky: matrix is not positive definite: -3 under the root in row 1"],
    ["svd", () => svd([[1, NaN]]), "svd: an element is not finite: NaN"],
    ["a row", () => inv([[1, 2]]), "inv: not square: [1, 2]"],
    ["a vector", () => qr([1, 2]), "qr: not a matrix: [2]"],
    ["lengths", () => solve([[1, 0], [0, 1]], [1, 2, 3]), "solve: lengths differ: [2, 2] and [3]"],
  ];
  for (const [name, run, message] of cases) it(name, () => expect(run).toThrow(message));
});
