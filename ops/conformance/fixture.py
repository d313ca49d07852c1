"""What the scripts that make the cases share: numbers in, packed cases out.

Floats are computed in float64 from the rounded inputs and rounded once, so that a case holds the right answer and not NumPy's own rounding
errors. float32 numbers are written with the digits that tell them apart. Strings stand for the numbers that JSON lacks.
"""

import json
import math
from pathlib import Path

import numpy as np

np.seterr(all="ignore")
random = np.random.default_rng(7)
cases = []
nan, inf = math.nan, math.inf


def number(x):
    exact = x.item()
    if isinstance(exact, float) and (not math.isfinite(exact) or (exact == 0 and math.copysign(1, exact) < 0)):
        return "NaN" if math.isnan(exact) else "-0" if exact == 0 else "Infinity" if exact > 0 else "-Infinity"
    if isinstance(exact, (bool, int)) or (exact.is_integer() and abs(exact) < 1e15):
        return int(exact)
    return float(str(x)) if x.dtype == np.float32 else exact


def pack(array):
    array = np.asarray(array)
    return {"dtype": str(array.dtype), "shape": list(array.shape), "data": [number(x) for x in array.reshape(-1)]}


class Viewed:
    """An input that reaches the operation as a strided view: `steps` are methods of the library, `array` is the view."""

    def __init__(self, base, steps, array):
        self.base, self.steps, self.array = base, steps, array


def packed(x):
    """Arrays at any depth of lists and options as they stand in the file."""
    if isinstance(x, Viewed):
        return {**pack(x.base), "view": x.steps}
    if isinstance(x, (np.ndarray, np.generic)):
        return pack(x)
    if isinstance(x, (list, tuple)):
        return [packed(part) for part in x]
    return {name: packed(part) for name, part in x.items()} if isinstance(x, dict) else x


def case(name, op, args, expect, tolerance="exact"):
    """One call and its result: an array, or a list or dictionary of them."""
    cases.append({"name": name, "op": op, "args": packed(args), "expect": packed(expect), "tolerance": tolerance})


def error(name, op, args, expected):
    cases.append({"name": name, "op": op, "args": packed(args), "error": expected})


def f32(*shape):
    return random.normal(size=shape).astype(np.float32)


def ints(dtype, *shape, low=-50, high=50):
    return random.integers(max(low, np.iinfo(dtype).min), min(high, np.iinfo(dtype).max), shape).astype(dtype)


def wide(f, *arrays, dtype=np.float32):
    """Computed in float64, rounded once."""
    return np.asarray(f(*[a.astype(np.float64) if isinstance(a, np.ndarray) else a for a in arrays])).astype(dtype)


def write(name):
    path = Path(__file__).with_name(name)
    path.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
    print(len(cases), "cases,", path.stat().st_size, "bytes")
