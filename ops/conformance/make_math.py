"""Makes math.json, what the conformance suite expects of special functions, statistics, order, indices and movement, with NumPy 2 and SciPy. Run by hand: python make_math.py."""

import numpy as np
import scipy.special as sp
from fixture import Viewed, case, error, f32, inf, ints, nan, random, wide, write

special = np.array([0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 1e-30, -3e38, 2.5, 1e-45, 0.5], dtype=np.float32)


def span(low, high, count=60):
    return np.linspace(low, high, count).astype(np.float32)


def both(*parts):
    return np.concatenate(parts).astype(np.float32)


small = np.array([1e-8, -1e-8, 1e-3, -1e-3, 0.3], dtype=np.float32)

# Functions of one number: over each branch, and the special values. "wave" where a result near 0 is known absolutely only.
functions = {
    "tan": (np.tan, both(span(-1.5, 1.5), small), "function"),
    "asin": (np.arcsin, both(span(-1, 1), small, [1.0000001, -2]), "function"),
    "acos": (np.arccos, both(span(-1, 1), small, [1.0000001, -2, 0.9999999]), "function"),
    "atan": (np.arctan, both(span(-10, 10), small, [1e10, -1e10]), "function"),
    "sinh": (np.sinh, both(span(-20, 20), small, [88, -88, 89.3, 89.5, -89.5]), "function"),
    "cosh": (np.cosh, both(span(-20, 20), small, [88, -88, 89.3, 89.5, -89.5]), "function"),
    "asinh": (np.arcsinh, both(span(-20, 20), small, [1e10, -1e10, 3e38]), "function"),
    "acosh": (np.arccosh, both(span(1, 20), [1.0000001, 1.001, 1e10, 3e38, 0.5, -3]), "function"),
    "atanh": (np.arctanh, both(span(-0.99, 0.99), small, [0.9999999, 1.5, -1.5]), "function"),
    "rsqrt": (lambda x: 1 / np.sqrt(x), np.geomspace(1e-37, 3e38, 40).astype(np.float32), "function"),
    "erfc": (sp.erfc, both(span(-5, 9), small, [9.1, 10.5]), "function"),
    "erfinv": (sp.erfinv, both(span(-0.99, 0.99), small, [0.9999, -0.9999, 0.9999999, 1.5, -2]), "function"),
    "gamma": (sp.gamma, both(span(0.05, 34), span(-5.45, -0.05, 20), small, [35.04, 35.5, -3, -33.5]), "function"),
    "lgamma": (sp.gammaln, both(span(0.05, 50), small, [1, 2, 0.99, 1.01, 1.99, 2.01, 1e5, 1e30, -0.3, -1.5, -2.5, -2, -10.5]), "wave"),
    "digamma": (sp.digamma, both(span(0.05, 50), small, [1.4616321, 1.45, 1.5, 1e5, -0.5, -1.5, -2.3, -10.7, -2]), "wave"),
    "square": (np.square, both(span(-5, 5), [1e20, 1e-20]), "arithmetic"),
    "reciprocal": (lambda x: 1 / x, both(span(-5, 5), [1e38, 1e-20]), "arithmetic"),
}
at_minus_infinity = {"gamma": nan, "digamma": nan, "lgamma": inf}
at_negative = {"gamma": nan, "digamma": nan}
for op, (f, x, tolerance) in functions.items():
    x = np.concatenate([x, special[special != np.float32(1e-45)]])
    y = np.asarray(f(x.astype(np.float64)))
    y = np.where(x == -inf, at_minus_infinity.get(op, y), y)
    if op in at_negative:
        y = np.where((x < 0) & (np.floor(x) == x), nan, y)
    case(f"{op} of a range and special values", op, [x], y.astype(np.float32), tolerance)
angles = np.array([0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 0.3, -7, 1e-20], dtype=np.float32)
y, x = np.repeat(angles, len(angles)), np.tile(angles, len(angles))
case("atan2 of special values in every quadrant", "atan2", [y, x], wide(np.arctan2, y, x), "function")
case("atan2 of int32 is float32", "atan2", [np.array([1, -1], dtype=np.int32), 1], wide(np.arctan2, np.array([1, -1]), 1.0), "function")

# float64, where the device has it.
doubles = {
    "erf": sp.erf, "erfc": sp.erfc, "gamma": sp.gamma, "lgamma": sp.gammaln, "digamma": sp.digamma, "asinh": np.arcsinh, "atan": np.arctan,
    "sinh": np.sinh, "cosh": np.cosh, "tan": np.tan,
}
d = np.concatenate([random.uniform(0.05, 20, 12), random.uniform(-4.9, -0.1, 6)])
for op, f in doubles.items():
    case(f"{op} of float64", op, [d], f(d), "special64")
d = random.uniform(-1, 1, 12)
case("erfinv of float64", "erfinv", [d], sp.erfinv(d), "special64")

# Bits.
for dtype in [np.int32, np.uint32, np.int8, np.uint8]:
    low = 0 if np.dtype(dtype).kind == "u" else -128
    x, y = ints(dtype, 10, low=low, high=127), ints(dtype, 10, low=low, high=127)
    places = np.array([0, 1, 2, 3, 5, 6, 7, 0, 4, 1], dtype=dtype)
    for op, f in {"bitwiseAnd": np.bitwise_and, "bitwiseOr": np.bitwise_or, "bitwiseXor": np.bitwise_xor}.items():
        case(f"{op} of {np.dtype(dtype)}", op, [x, y], f(x, y))
    case(f"bitwiseNot of {np.dtype(dtype)}", "bitwiseNot", [x], np.bitwise_not(x))
    case(f"leftShift of {np.dtype(dtype)}", "leftShift", [x, places], np.left_shift(x, places))
    case(f"rightShift of {np.dtype(dtype)}", "rightShift", [x, places], np.right_shift(x, places))
big = np.array([2**31, 2**32 - 1, 7, 1], dtype=np.uint32)
case("uint32 shifts without sign", "rightShift", [big, np.array([31, 4, 40, 32], dtype=np.uint32)], np.array([1, (2**32 - 1) >> 4, 0, 0], dtype=np.uint32))
case("int32 shifts by more than it has", "rightShift", [np.array([-7, 7, -1], dtype=np.int32), np.array([40, 32, 31], dtype=np.int32)], np.array([-1, 0, -1], dtype=np.int32))
bools = np.array([True, True, False, False]), np.array([True, False, True, False])
case("bitwiseXor of bool", "bitwiseXor", bools, np.logical_xor(*bools))
case("bitwiseAnd with a number", "bitwiseAnd", [np.array([5, 6, 12], dtype=np.int32), 4], np.array([4, 4, 4], dtype=np.int32))
error("bitwiseAnd of floats", "bitwiseAnd", [f32(3), 1], "DtypeError")

# Statistics.
cube = f32(3, 4, 5)
grid = np.round(f32(4, 6) * 16).astype(np.float32) / 16
for axis in [None, 1, -1, [0, 2]]:
    numpy_axis = tuple(axis) if isinstance(axis, list) else axis
    options = {} if axis is None else {"axis": axis}
    case(f"var over axis {axis}", "variance", [cube, options], wide(lambda x: np.var(x, axis=numpy_axis), cube), "composite")
    case(f"std over axis {axis} with a correction", "std", [cube, {**options, "correction": 1, "keepdims": True}], wide(lambda x: np.std(x, axis=numpy_axis, ddof=1, keepdims=True), cube), "composite")
    case(f"logsumexp over axis {axis}", "logsumexp", [cube, options], wide(lambda x: sp.logsumexp(x, axis=numpy_axis), cube), "composite")
    case(f"median over axis {axis}", "median", [cube, options], wide(lambda x: np.median(x, axis=numpy_axis), cube), "arithmetic")
    for order in [2, 1, 3, 0, inf, -inf]:
        f = lambda x: np.power(np.sum(np.abs(x) ** order, axis=numpy_axis), 1 / order) if np.isfinite(order) and order else np.sum(x != 0, axis=numpy_axis) if order == 0 else (np.max if order > 0 else np.min)(np.abs(x), axis=numpy_axis)
        if axis in (None, 1) and np.isfinite(order):
            case(f"norm of order {order} over axis {axis}", "norm", [cube, {**options, "ord": order}], wide(f, cube), "composite")
case("norm keeps axes", "norm", [cube, {"axis": [1, 2], "keepdims": True}], wide(lambda x: np.sqrt(np.sum(x * x, axis=(1, 2), keepdims=True)), cube), "composite")
far = (1e6 + random.normal(size=200) * 0.1).astype(np.float32)
case("var far from 0 keeps its digits", "variance", [far], wide(np.var, far), "composite")
flat = np.full(7, 0.1, dtype=np.float32)
case("std of equal numbers is 0", "std", [flat], np.zeros((), np.float32), "composite")
case("var of int32 is float32", "variance", [np.array([1, 2, 4, 7], dtype=np.int32)], np.array(5.25, dtype=np.float32), "composite")
half = np.array([300, 301, 299, 302], dtype=np.float16)
case("var of float16 does not overflow", "variance", [half], np.array(1.25, dtype=np.float16), "half")
case("var of a single number with a correction", "variance", [f32(1), {"correction": 1}], np.array(nan, dtype=np.float32))
case("var with an infinity", "variance", [np.array([1, inf, 2], dtype=np.float32)], np.array(nan, dtype=np.float32))
great = np.array([[1000, 1001], [-inf, -inf], [inf, 1], [nan, 1], [-inf, 3]], dtype=np.float32)
case("logsumexp of great numbers and infinities", "logsumexp", [great, {"axis": 1}], wide(lambda x: sp.logsumexp(x, axis=1), great), "composite")
case("logsumexp of nothing", "logsumexp", [np.zeros((2, 0), np.float32), {"axis": 1}], np.full(2, -inf, np.float32))
case("median of an odd count", "median", [np.array([5, 1, 3], dtype=np.int32)], np.array(3, dtype=np.float32))
case("median with NaN", "median", [np.array([[5, nan, 3], [1, 2, 9]], dtype=np.float32), {"axis": 1, "keepdims": True}], np.array([[nan], [2]], dtype=np.float32))

# Running folds.
for axis in [None, 0, -1]:
    options = {} if axis is None else {"axis": axis}
    case(f"cumsum over axis {axis}", "cumsum", [cube, options], wide(lambda x: np.cumsum(x, axis=axis), cube), "sum")
    case(f"cumprod over axis {axis}", "cumprod", [cube, options], wide(lambda x: np.cumprod(x, axis=axis), cube), "sum")
case("cumsum of int8 is int32", "cumsum", [np.array([100, 100, -1], dtype=np.int8)], np.array([100, 200, 199], dtype=np.int32))
case("cumprod of int32 wraps", "cumprod", [np.array([65536, 65536, 3], dtype=np.int32)], np.array([65536, 0, 0], dtype=np.int32))
case("cumsum of bool counts", "cumsum", [bools[0]], np.array([1, 2, 2, 2], dtype=np.int32))
case("cumsum with NaN and infinities", "cumsum", [np.array([1, inf, 2, -inf, 1], dtype=np.float32)], np.array([1, inf, inf, nan, nan], dtype=np.float32))
long = (random.integers(0, 64, 2500) / 64).astype(np.float32)
case("a long cumsum keeps its digits", "slice", [Viewed(long, [["cumsum"]], None), [None, None, 250]], np.cumsum(long.astype(np.float64)).astype(np.float32)[::250], "sum")
case("cumsum of nothing", "cumsum", [np.zeros((0,), np.float32)], np.zeros(0, np.float32))
case("cumsum of a transposed view", "cumsum", [Viewed(grid, [["transpose"]], None), {"axis": 0}], np.cumsum(grid.T.astype(np.float64), 0).astype(np.float32), "sum")

# Order.
mixed = np.array([[3, nan, 1, 2, -inf, 2], [0.5, -7, inf, 1, 1, nan]], dtype=np.float32)
for axis in [0, 1]:
    case(f"sort over axis {axis}, NaN last", "sort", [mixed, {"axis": axis}], np.sort(mixed, axis=axis))
    case(f"argsort over axis {axis} is stable", "argsort", [mixed, {"axis": axis}], np.argsort(mixed, axis=axis, kind="stable").astype(np.int32))
case("sort descending, NaN first", "sort", [mixed, {"descending": True}], np.sort(mixed)[:, ::-1].copy())
stable = np.array([2, 1, 2, 1, 3], dtype=np.int32)
case("argsort descending is stable", "argsort", [stable, {"descending": True}], np.array([4, 0, 2, 1, 3], dtype=np.int32))
for dtype in [np.int32, np.uint32, np.int8, np.uint8, np.float16]:
    x = (ints(np.int32, 3, 9, low=0, high=100)).astype(dtype)
    case(f"sort of {np.dtype(dtype)}", "sort", [x], np.sort(x))
case("sort of uint32 without sign", "sort", [big], np.sort(big))
case("sort of bool", "sort", [bools[1]], np.sort(bools[1]))
case("sort of a transposed view", "sort", [Viewed(grid, [["transpose"]], None)], np.sort(grid.T))
case("sort of nothing", "sort", [np.zeros((0, 3), np.float32), {"axis": 0}], np.zeros((0, 3), np.float32))
long = random.permutation(700).astype(np.float32)
case("sort of many", "sort", [long], np.sort(long))
case("argsort of many", "argsort", [long], np.argsort(long).astype(np.int32))
ranked = np.argsort(-cube, axis=1, kind="stable").astype(np.int32)[:, :2]
case("topk takes the greatest", "topk", [cube, 2, {"axis": 1}], {"values": np.take_along_axis(cube, ranked, 1), "indices": ranked})
ranked = np.argsort(cube, axis=-1, kind="stable").astype(np.int32)[..., :3]
case("topk takes the least", "topk", [cube, 3, {"largest": False}], {"values": np.take_along_axis(cube, ranked, -1), "indices": ranked})
case("topk counts NaN as the greatest", "topk", [mixed, 2], {"values": np.array([[nan, 3], [nan, inf]], dtype=np.float32), "indices": np.array([[1, 0], [5, 2]], dtype=np.int32)})
error("topk of more than there are", "topk", [f32(3), 4], "ValidationError")
values, inverse, counts = np.unique(stable, return_inverse=True, return_counts=True)
case("unique", "unique", [np.array([[3, nan, 1], [1, nan, -0.0]], dtype=np.float32)], np.array([0, 1, 3, nan], dtype=np.float32))
case("uniqueCounts", "uniqueCounts", [stable], {"values": values, "counts": counts.astype(np.int32)})
case("uniqueInverse", "uniqueInverse", [stable.reshape(1, 5)], {"values": values, "inverse": inverse.reshape(1, 5).astype(np.int32)})
for name, options, numpy_options in [("with ten bins", {}, {}), ("with edges", {"bins": [-1, 0, 0.5, 2]}, {"bins": [-1, 0, 0.5, 2]}), ("in a range", {"bins": 4, "range": [-1, 1]}, {"bins": 4, "range": (-1, 1)})]:
    counts, edges = np.histogram(grid.astype(np.float64), **numpy_options)
    case(f"histogram {name}", "histogram", [grid, options], {"counts": counts.astype(np.int32), "edges": edges.astype(np.float32)}, "arithmetic")
case("histogram of one value", "histogram", [np.full(3, 2, np.int32), {"bins": 2}], {"counts": np.array([0, 3], np.int32), "edges": np.array([1.5, 2, 2.5], np.float32)})
error("histogram of an infinite range", "histogram", [np.array([1, inf], dtype=np.float32)], "ValidationError")

# Indices.
table = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
rows = np.array([[0, -1], [2, 1]], dtype=np.int32)
case("take replaces an axis", "take", [table, rows, {"axis": 1}], np.take(table, rows % 3, axis=1))
case("take of the flat tensor", "take", [table, np.array([5, -1], dtype=np.int32)], np.array([5, 23], dtype=np.int32))
case("take with a single index", "take", [table, np.array(1, dtype=np.int32), {"axis": 2}], table[:, :, 1].copy())
case("take of nothing", "take", [table, np.zeros((0,), np.int32), {"axis": 0}], table[:0])
case("take with uint8 indices", "take", [cube, np.array([2, 0], dtype=np.uint8), {"axis": 0}], cube[[2, 0]])
case("take of a strided view", "take", [Viewed(grid, [["transpose"]], None), np.array([3, 0], np.int32), {"axis": 1}], grid.T[:, [3, 0]].copy())
case("take of float16", "take", [half, np.array([3, 0], np.int32), {"axis": 0}], half[[3, 0]])
case("take of bool", "take", [bools[0], np.array([3, 0], np.int32), {"axis": 0}], bools[0][[3, 0]])
error("take with floats as indices", "take", [table, np.array([1.0], dtype=np.float32)], "DtypeError")
error("take with a mask", "take", [table, bools[0]], "DtypeError")
i, j = np.array([[0, 1], [1, 0]], dtype=np.int32), np.array([2, -1], dtype=np.int32)
case("index on the first axis", "index", [table, i], table[i])
case("index on two axes", "index", [table, i, j], table[i, j])
case("index on the last axes", "index", [table, None, j, np.array([[0], [3]], dtype=np.int32)], table[:, j, [[0], [3]]])
case("index on axes apart", "index", [table, i, None, np.array([0, 3], dtype=np.int32)], table[i, :, [0, 3]])
error("index with too many", "index", [table, i, i, i, i], "ShapeError")
error("index with shapes that do not broadcast", "index", [table, j, np.array([0, 1, 0], np.int32)], "ShapeError")
case("maskedSelect of elements", "maskedSelect", [grid, grid > 0], grid[grid > 0])
case("maskedSelect of rows", "maskedSelect", [table, np.array([[True, False, True], [False, False, True]])], table[np.array([[True, False, True], [False, False, True]])])
case("maskedSelect of nothing", "maskedSelect", [table, np.zeros(2, bool)], table[:0])
error("maskedSelect with a mask of another shape", "maskedSelect", [table, np.zeros(3, bool)], "ShapeError")
case("nonzero", "nonzero", [table % 5 - 1], np.argwhere(table % 5 - 1).astype(np.int32))
case("nonzero of nothing true", "nonzero", [np.zeros((2, 2), np.float32)], np.zeros((0, 2), np.int32))
places = ints(np.int32, 3, 2, 5, low=-4, high=4)
case("gather", "gather", [cube, 1, places], np.take_along_axis(cube, places, 1))
case("gather with fewer indices on the other axes", "gather", [cube, -1, places[:2, :, :1]], np.take_along_axis(cube[:2, :2], places[:2, :, :1], 2))
case("gather of a strided view", "gather", [Viewed(cube, [["slice", [None, None, -1], [None, None, 2]]], None), 1, np.array([[[1, 0]], [[0, -1]], [[0, 0]]], np.int32)], np.take_along_axis(cube[::-1, ::2, :2], np.array([[[1, 0]], [[0, -1]], [[0, 0]]], np.int32), 1))
error("gather with indices that are too long beside the axis", "gather", [cube, 1, np.zeros((4, 1, 1), np.int32)], "ShapeError")
added = np.zeros((4, 5), np.float64)
updates = f32(6, 5)
at = np.tile(np.array([[0], [2], [0], [-1], [2], [2]], dtype=np.int32), (1, 5))
np.add.at(added, (at, np.arange(5)), updates.astype(np.float64))
case("scatter adds up", "scatter", [np.zeros((4, 5), np.float32), 0, at, updates, {"reduce": "add"}], added.astype(np.float32), "sum")
written = cube.copy()
np.put_along_axis(written, np.array([[[1, 0, 2, 3, 3]]] * 3, np.int32), 9, 1)
case("scatter writes a number", "scatter", [cube, 1, np.array([[[1, 0, 2, 3, 3]]] * 3, np.int32), 9], written)
case("scatter keeps the last of equals", "scatter", [np.zeros(3, np.int32), 0, np.array([1, 1, 0, 1], np.int32), np.array([5, 6, 7, 8], np.int32)], np.array([7, 8, 0], np.int32))
case("scatter of int8 wraps", "scatter", [np.array([100, 1], np.int8), 0, np.array([0, 0], np.int32), np.array([100, 100], np.int8), {"reduce": "add"}], np.array([44, 1], np.int8))
case("scatter on fewer places beside the axis", "scatter", [np.zeros((2, 3), np.float32), 1, np.array([[2]], np.int32), 4], np.array([[0, 0, 4], [0, 0, 0]], np.float32))
error("scatter with another reduction", "scatter", [f32(3), 0, np.array([0], np.int32), 1, {"reduce": "mean"}], "ValidationError")

# Movement.
case("flip of one axis", "flip", [table, 1], np.flip(table, 1))
case("flip of all axes", "flip", [table], np.flip(table))
case("roll of the flat tensor", "roll", [table, 5], np.roll(table, 5))
case("roll along axes", "roll", [table, [1, -6], {"axis": [1, 2]}], np.roll(table, [1, -6], [1, 2]))
case("roll by a whole turn", "roll", [table, 3, {"axis": 1}], table)
case("pad with a number", "pad", [grid, [[1, 0], [0, 2]], {"value": 0.5}], np.pad(grid, [[1, 0], [0, 2]], constant_values=0.5))
case("pad with 0 everywhere", "pad", [table, 1], np.pad(table, 1))
for mode in ["edge", "reflect", "wrap"]:
    case(f"pad in mode {mode}", "pad", [table, [[2, 1], [0, 7], [3, 3]], {"mode": mode}], np.pad(table, [[2, 1], [0, 7], [3, 3]], mode=mode))
case("reflect a single element", "pad", [np.array([7], np.int32), 2, {"mode": "reflect"}], np.full(5, 7, np.int32))
case("pad of nothing", "pad", [np.zeros((0, 2), np.float32), [[1, 1], [0, 0]]], np.zeros((2, 2), np.float32))
case("pad of bool", "pad", [bools[0], [0, 2]], np.pad(bools[0], (0, 2)))
error("pad of nothing by itself", "pad", [np.zeros((0,), np.float32), 1, {"mode": "edge"}], "ShapeError")
error("pad with a negative width", "pad", [f32(3), -1], "ValidationError")
case("tile", "tile", [grid[:2, :3], [2, 1, 3]], np.tile(grid[:2, :3], [2, 1, 3]))
case("tile of a number", "tile", [np.array(3, np.int32), 4], np.full(4, 3, np.int32))
case("tile not at all", "tile", [grid, 0], np.tile(grid, 0))
case("repeat of the flat tensor", "repeat", [grid[:2, :2], 3], np.repeat(grid[:2, :2], 3))
case("repeat along an axis", "repeat", [table, 2, {"axis": 1}], np.repeat(table, 2, axis=1))
case("repeat with a count for each", "repeat", [table, [2, 0, 1], {"axis": 1}], np.repeat(table, [2, 0, 1], axis=1))
case("split by size", "split", [table, 3, {"axis": 2}], [table[..., :3].copy(), table[..., 3:].copy()])
case("split by sizes", "split", [table, [1, 0, 2], {"axis": 1}], [table[:, :1], table[:, 1:1], table[:, 1:]])
case("chunk", "chunk", [np.arange(7, dtype=np.int32), 3], [np.arange(3, dtype=np.int32), np.arange(3, 6, dtype=np.int32), np.array([6], np.int32)])
error("split by sizes that do not add up", "split", [table, [1, 1], {"axis": 1}], "ShapeError")
case("flatten", "flatten", [table], table.reshape(-1))
case("flatten some axes", "flatten", [table, 0, 1], table.reshape(6, 4))
case("swapaxes", "swapaxes", [table, 0, -1], np.swapaxes(table, 0, -1).copy())
case("moveaxis", "moveaxis", [table, [0, 1], [-1, 0]], np.moveaxis(table, [0, 1], [-1, 0]).copy())
error("moveaxis that does not pair up", "moveaxis", [table, [0, 1], [0, 0]], "ShapeError")
for offset in [0, 1, -2, 9]:
    case(f"diagonal {offset}", "diagonal", [table, {"offset": offset, "axis1": 2, "axis2": 1}], np.diagonal(table, offset, 2, 1).copy())
    case(f"diag {offset} of a matrix", "diag", [grid, offset], np.diag(grid, offset).copy())
for offset in [0, 2, -1]:
    case(f"diag {offset} of a vector", "diag", [np.array([1, nan, 3], np.float32), offset], np.diag(np.array([1, nan, 3], np.float32), offset))
    case(f"tril {offset}", "tril", [table, offset], np.tril(table, offset))
    case(f"triu {offset}", "triu", [grid, offset], np.triu(grid, offset))
case("triu of bool and infinities", "triu", [np.full((2, 2), inf, np.float32)], np.array([[inf, inf], [0, inf]], np.float32))
case("trace", "trace", [table, 1], np.trace(table, 1).astype(np.int32))
for indexing in ["xy", "ij"]:
    parts = [np.arange(3, dtype=np.int32), np.array([1.5, 2], np.float32), np.array([True, False])]
    case(f"meshgrid {indexing}", "meshgrid", [parts, {"indexing": indexing}], np.meshgrid(*parts, indexing=indexing))
case("stack on a new last axis", "stack", [[table, table + 1], {"axis": -1}], np.stack([table, table + 1], -1))
case("concat of nothing and something", "concat", [[table[:0], table]], table)
error("concat of unlike shapes", "concat", [[f32(2, 3), f32(2, 2)]], "ShapeError")

# Products.
x, y = f32(4), f32(3)
case("outer", "outer", [x, y], wide(np.outer, x, y), "arithmetic")
for a, b in [((3,), (3,)), ((2, 3), (3,)), ((2, 3), (3, 4)), ((2, 3), (2, 3, 4)), ((2, 4, 3), (3,)), ((2, 2, 3), (2, 3, 2)), ((), (2,)), ((2, 0), (0, 3))]:
    x, y = f32(*a), f32(*b)
    case(f"dot {list(a)} x {list(b)}", "dot", [x, y], wide(np.dot, x, y), "sum")
error("dot of unlike inner lengths", "dot", [f32(2, 3), f32(2, 4, 3)], "ShapeError")
sizes = dict(b=2, h=2, q=3, k=4, d=5, i=3, j=4, l=2, m=3)
for text in ["ij,jk->ik", "ij->ji", "ij->", "ij->i", "ij,ij->i", "i,j->ij", "bhqd,bhkd->bhqk", "ij,jl,lm->im", "bij,bjk", "ij,kj", "i,i", "ij,j,i->", "ijk,jil->kl", "ij,kl->", "b,bij->ij", "ji"]:
    shapes = [[sizes[c] for c in term] for term in text.split("->")[0].split(",")]
    xs = [f32(*shape) for shape in shapes]
    case(f"einsum {text}", "einsum", [text, *xs], wide(lambda *a: np.einsum(text, *a), *xs), "composite")
square = f32(3, 3)
for text, xs in [("ii->i", [square]), ("ii", [square]), ("ii,i->i", [square, f32(3)]), ("iij->j", [f32(3, 3, 2)]), ("...ij,...jk->...ik", [f32(2, 1, 3, 4), f32(5, 4, 2)]), ("...i->...", [cube]), ("i...,i...", [cube, cube]), ("...", [square]), ("ij...->...ji", [cube]), ("ij,jk", [f32(3, 1), f32(4, 2)]), ("ij,ij->ij", [f32(0, 3), f32(0, 3)]), ("ij,jk->ik", [f32(2, 0), f32(0, 3)])]:
    case(f"einsum {text} of {[list(x.shape) for x in xs]}", "einsum", [text, *xs], wide(lambda *a: np.einsum(text, *a), *xs), "composite")
x, y = ints(np.int8, 3, 4), ints(np.int8, 4, 2)
case("einsum of int8 stays int8", "einsum", ["ij,jk->ik", x, y], x @ y)
case("einsum of bool counts", "einsum", ["i,i->", *bools], np.array(1, dtype=np.int32))
error("einsum of too few tensors", "einsum", ["ij,jk", square], "ValidationError")
error("einsum of too many axes", "einsum", ["ijk->i", square], "ShapeError")
error("einsum of unlike lengths", "einsum", ["ij,jk", f32(2, 3), f32(4, 2)], "ShapeError")
error("einsum with an unknown result", "einsum", ["ij->k", square], "ValidationError")
error("einsum without sense", "einsum", ["i1->i", square], "ValidationError")

# Numbers without axes, nothing at all, repeated elements, half floats.
one, none = np.array(0.5, dtype=np.float32), np.zeros((2, 0), np.float32)
for op, f in {"tan": np.tan, "asinh": np.arcsinh, "erfc": sp.erfc, "gamma": sp.gamma, "digamma": sp.digamma}.items():
    case(f"{op} of a single number", op, [one], wide(f, one), "function")
    case(f"{op} of nothing", op, [none], none)
halves = np.array([0.5, -0.25, 0.75, 1], dtype=np.float16)
for op, f in {"erfinv": sp.erfinv, "acos": np.arccos, "lgamma": sp.gammaln, "rsqrt": lambda x: 1 / np.sqrt(x)}.items():
    x = np.abs(halves) if op == "rsqrt" else halves
    case(f"{op} of float16", op, [x], f(x.astype(np.float64)).astype(np.float16), "half")
case("var of nothing", "variance", [none], np.array(nan, dtype=np.float32))
case("var over an empty axis", "std", [none, {"axis": 1}], np.full(2, nan, np.float32))
case("norm of nothing", "norm", [none, {"axis": 1}], np.zeros(2, np.float32))
case("norm of a single number", "norm", [-one], one)
case("median of nothing", "median", [none, {"axis": 1}], np.full(2, nan, np.float32))
case("logsumexp of a single number", "logsumexp", [one], one, "composite")
case("cumsum of a single number", "cumsum", [one], one.reshape(1))
case("flip of a single number", "flip", [one], one)
case("roll of nothing", "roll", [none, 3, {"axis": 1}], none)
case("flatten of a single number", "flatten", [one], one.reshape(1))
case("tile of nothing", "tile", [none, [2, 1]], np.zeros((4, 0), np.float32))
case("repeat of nothing", "repeat", [none, 2, {"axis": 1}], none)
case("split of nothing", "split", [none, 2, {"axis": 1}], [none])
case("unique of nothing", "unique", [none], np.zeros(0, np.float32))
case("histogram of nothing", "histogram", [none, {"bins": 2}], {"counts": np.zeros(2, np.int32), "edges": np.array([0, 0.5, 1], np.float32)})
case("maskedSelect by a single truth", "maskedSelect", [table, np.array(True)], table[None])
case("nonzero of a single number", "nonzero", [one], np.zeros((1, 0), np.int32))
case("diag of nothing", "diag", [np.zeros(0, np.float32), 1], np.zeros((1, 1), np.float32))
case("einsum of single numbers", "einsum", [",->", one, one], np.array(0.25, dtype=np.float32))
repeated = Viewed(grid[:1], [["broadcastTo", [3, 6]]], None)
whole = np.broadcast_to(grid[:1], (3, 6))
case("sort of repeated elements", "sort", [repeated, {"axis": 1}], np.sort(whole, axis=1))
case("cumsum of repeated elements", "cumsum", [repeated, {"axis": 0}], wide(lambda x: np.cumsum(x, 0), whole.copy()), "sum")
case("var of repeated elements", "variance", [repeated, {"axis": 0}], np.zeros(6, np.float32), "composite")
case("pad of repeated elements", "pad", [repeated, 1], np.pad(whole, 1))
case("diagonal of repeated elements", "diagonal", [repeated], np.diagonal(whole).copy())
case("take of repeated elements", "take", [repeated, np.array([2, 0], np.int32), {"axis": 0}], whole[[2, 0]])
case("maskedSelect of repeated elements", "maskedSelect", [repeated, np.array([True, False, True])], whole[[0, 2]])
error("sort of a single number", "sort", [one], "ShapeError")
error("take from nothing", "take", [none, np.array([0], np.int32), {"axis": 1}], "ValidationError")
error("broadcastTo a shape that does not fit", "broadcastTo", [f32(2, 3), [3, 2]], "ShapeError")
error("broadcastTo a lesser shape", "broadcastTo", [f32(2, 3), [3]], "ShapeError")
error("roll by a fraction", "roll", [f32(3), 0.5], "ValidationError")
error("diagonal of one axis twice", "diagonal", [f32(3, 3), {"axis1": 1, "axis2": -1}], "ShapeError")
error("tril of a vector", "tril", [f32(3)], "ShapeError")
error("tile a negative number of times", "tile", [f32(3), -1], "ValidationError")
error("median over a missing axis", "median", [f32(3), {"axis": 1}], "ShapeError")
error("histogram with descending edges", "histogram", [f32(3), {"bins": [2, 1]}], "ValidationError")
error("meshgrid of a matrix", "meshgrid", [[f32(2, 2), f32(2)]], "ShapeError")
error("take with fractions", "take", [f32(3), [0.5]], "DtypeError")
case("take with plain numbers", "take", [table, [2, 0], {"axis": 1}], table[:, [2, 0]])
case("index with plain numbers", "index", [table, [1, 0], [2, 2]], table[[1, 0], [2, 2]])

# Linear algebra. Signs are LAPACK's; where they are free, only what is not is compared.
a, b = f32(2, 4, 4), f32(2, 4, 3)
case("solve", "solve", [a, b], wide(np.linalg.solve, a, b), "sum")
case("solve with one vector for all", "solve", [a, b[0, :, 0].copy()], wide(lambda a, b: np.linalg.solve(a, b[:, None])[..., 0], a, b[0, :, 0]), "sum")
case("solve broadcasts", "solve", [a[0], b], wide(lambda a, b: np.linalg.solve(np.broadcast_to(a, (2, 4, 4)), b), a[0], b), "sum")
case("solve of a transposed view", "solve", [Viewed(a, [["permute", [0, 2, 1]]], None), b], wide(lambda a, b: np.linalg.solve(a.transpose(0, 2, 1), b), a, b), "sum")
case("inv", "inv", [a], wide(np.linalg.inv, a), "sum")
case("inv of float64", "inv", [a.astype(np.float64)], np.linalg.inv(a.astype(np.float64)), "special64")
case("det", "det", [a], wide(np.linalg.det, a), "sum")
case("det of no rows", "det", [np.zeros((0, 0), np.float32)], np.ones((), np.float32))
case("det of a singular matrix", "det", [np.ones((2, 2), np.float32)], np.zeros((), np.float32))
sign, log = np.linalg.slogdet(a.astype(np.float64))
case("slogdet", "slogdet", [a], {"sign": sign.astype(np.float32), "logabsdet": log.astype(np.float32)}, "sum")
positive = (a[0] @ a[0].T + np.eye(4)).astype(np.float32)
case("cholesky", "cholesky", [positive], wide(np.linalg.cholesky, positive), "sum")
for shape in [(4, 3), (3, 4), (3, 3)]:
    for mode in ["reduced", "complete"]:
        x = f32(*shape)
        q, r = np.linalg.qr(x.astype(np.float64), mode=mode)
        case(f"qr of {list(shape)}, {mode}", "qr", [x, {"mode": mode}], {"q": q.astype(np.float32), "r": r.astype(np.float32)}, "sum")
for shape in [(5, 3), (3, 5), (2, 3, 3)]:
    x = f32(*shape)
    case(f"singular values of {list(shape)}", "svd", [x], {"s": np.linalg.svd(x.astype(np.float64), compute_uv=False).astype(np.float32)}, "sum")
    case(f"pinv of {list(shape)}", "pinv", [x], wide(np.linalg.pinv, x), "sum")
case("eigenvalues", "eigh", [positive], {"eigenvalues": np.linalg.eigvalsh(positive.astype(np.float64)).astype(np.float32)}, "sum")
x, y = f32(6, 3), f32(6, 2)
solution, residuals, rank, values = np.linalg.lstsq(x.astype(np.float64), y.astype(np.float64), rcond=None)
case("lstsq", "lstsq", [x, y], {"solution": solution.astype(np.float32), "residuals": residuals.astype(np.float32), "rank": np.array(rank, np.int32), "singularValues": values.astype(np.float32)}, "sum")
low = np.outer([1, 2, 3], [1, 1, 2]).astype(np.float32)
solution, _, rank, _ = np.linalg.lstsq(low.astype(np.float64), np.array([1.0, 0, 1]), rcond=1e-6)
case("lstsq of a lesser rank takes the shortest", "lstsq", [low, np.array([1, 0, 1], np.float32)], {"solution": solution.astype(np.float32), "rank": np.array(rank, np.int32)}, "sum")
case("matrixPower", "matrixPower", [a, 3], wide(lambda a: np.linalg.matrix_power(a, 3), a), "composite")
error("inv of a singular matrix", "inv", [np.ones((3, 3), np.float32)], "ComputationError")
error("cholesky of an indefinite matrix", "cholesky", [-positive], "ComputationError")
error("inv of a row", "inv", [f32(1, 3)], "ShapeError")

write("math.json")
