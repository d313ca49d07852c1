"""Makes cases.json, what the conformance suite expects of arithmetic, functions, folds and products, with NumPy 2. Run by hand: python make.py."""

import math

import numpy as np
from fixture import Viewed, case, error, f32, inf, ints, nan, random, wide, write

special = np.array([0.0, -0.0, 1.0, -1.0, inf, -inf, nan, 1e-30, -3e38, 2.5], dtype=np.float32)
left, right = np.repeat(special, len(special)), np.tile(special, len(special))

# Arithmetic: every pairing of special values, every way to broadcast.
binary = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "maximum": np.maximum, "minimum": np.minimum}
comparison = {"eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal}
for op, f in binary.items():
    case(f"{op} of special values", op, [left, right], wide(f, left, right), "arithmetic")
for op, f in comparison.items():
    case(f"{op} of special values", op, [left, right], f(left, right))
    small = np.array([-1, 0, 1, 2], dtype=np.int32)
    case(f"{op} of int32 with a number", op, [small, 1], f(small, 1))
    case(f"{op} of uint8 with a number it cannot hold", op, [small[1:].astype(np.uint8), 300], f(small[1:], 300))
for a, b in [((3,), (1,)), ((2, 3), (3,)), ((2, 1), (1, 4)), ((), (2, 2)), ((3, 1, 2), (4, 1)), ((0, 3), (1, 3)), ((2, 3, 4), (2, 3, 4)), ((1,), ())]:
    x, y = f32(*a), f32(*b)
    case(f"add broadcasts {list(a)} with {list(b)}", "add", [x, y], wide(np.add, x, y), "arithmetic")
finite = np.array([7.5, -7.5, 3.0, -3.0, 0.25, 1e6, -2.0, 5.0], dtype=np.float32)
divisor = np.array([2.0, 2.0, -2.0, -2.0, 0.1, 3.0, inf, 0.0], dtype=np.float32)
case("mod has the divisor's sign", "mod", [finite, divisor], wide(np.mod, finite, divisor), "function")
case("floorDivide rounds down", "floorDivide", [finite, divisor], wide(np.floor_divide, finite, divisor), "arithmetic")
for dtype in [np.int32, np.uint32, np.int16, np.uint16, np.int8, np.uint8]:
    x, y = ints(dtype, 12), ints(dtype, 12, low=-5, high=6)
    y[y == 0] = 3
    for op, f in {"add": np.add, "sub": np.subtract, "mul": np.multiply, "mod": np.mod, "floorDivide": np.floor_divide, "maximum": np.maximum, "minimum": np.minimum}.items():
        case(f"{op} of {np.dtype(dtype)}", op, [x, y], f(x, y))
    case(f"lt of {np.dtype(dtype)}", "lt", [x, y], x < y)
    case(f"div of {np.dtype(dtype)} is float32", "div", [x, y], wide(np.divide, x, y), "arithmetic")
    case(f"pow of {np.dtype(dtype)}", "pow", [x, np.abs(y).astype(dtype)], np.power(x, np.abs(y).astype(dtype)))
    case(f"neg of {np.dtype(dtype)}", "neg", [x], -x)
    case(f"abs of {np.dtype(dtype)}", "abs", [x], np.abs(x))
    case(f"sum of {np.dtype(dtype)}", "sum", [x], np.sum(x, dtype=np.uint32 if np.dtype(dtype).kind == "u" else np.int32))
    case(f"max of {np.dtype(dtype)}", "max", [x], np.max(x))
big = np.array([2**31 - 1, -(2**31), 65537], dtype=np.int32)
case("int32 addition wraps", "add", [big, big], big + big)
case("int32 multiplication wraps", "mul", [big, big], big * big)
huge = np.array([2**32 - 1, 2**31, 65537, 3], dtype=np.uint32)
case("uint32 compares without sign", "gt", [huge, np.array([1, 5, 2**32 - 2, 3], dtype=np.uint32)], huge > np.array([1, 5, 2**32 - 2, 3], dtype=np.uint32))
case("uint32 maximum without sign", "maximum", [huge, huge[::-1].copy()], np.maximum(huge, huge[::-1]))
case("uint32 becomes float without sign", "astype", [huge, "float32"], huge.astype(np.float32))
case("integer division by zero gives 0", "floorDivide", [np.array([5, -5, 0], dtype=np.int32), 0], np.zeros(3, dtype=np.int32))
case("integer modulo zero gives 0", "mod", [np.array([5, -5, 0], dtype=np.int32), 0], np.zeros(3, dtype=np.int32))
bools = np.array([True, True, False, False]), np.array([True, False, True, False])
for op, f in {"logicalAnd": np.logical_and, "logicalOr": np.logical_or, "logicalXor": np.logical_xor, "add": np.add, "mul": np.multiply, "maximum": np.maximum}.items():
    case(f"{op} of bool", op, bools, f(*bools))
case("logicalNot of special values", "logicalNot", [special], np.logical_not(special))
case("eq of bool", "eq", bools, bools[0] == bools[1])
base = np.array([2.0, 0.5, 1.0, -8.0, 0.0, -0.0, nan, 1.0, inf, 2.0, -2.0, 10.0, 1.5], dtype=np.float32)
exponent = np.array([3.0, -2.0, nan, 1 / 3, -1.0, 3.0, 0.0, inf, -1.0, 0.0, 3.0, -5.0, 20.5], dtype=np.float32)
case("pow of floats", "pow", [base, exponent], wide(np.power, base, exponent), "function")
x = ints(np.uint8, 6, low=0, high=100)
case("a number takes the tensor's dtype", "add", [x, 3], x + np.uint8(3))
case("a number on the left", "sub", [100, x], np.uint8(100) - x)
case("a fraction makes integers float32", "mul", [x, 0.5], wide(np.multiply, x, 0.5), "arithmetic")
i, f = ints(np.int32, 3), f32(3)
case("int32 with float32 is float32", "add", [i, f], wide(np.add, i, f), "arithmetic")
case("int8 with uint8 is int16", "add", [np.array([-128], dtype=np.int8), np.array([255], dtype=np.uint8)], np.array([127], dtype=np.int16))
case("bool with uint8 is uint8", "add", [bools[0], np.array([1, 2, 3, 4], dtype=np.uint8)], np.array([2, 3, 3, 4], dtype=np.uint8))
case("where chooses and broadcasts", "where", [bools[0], np.array([[1.0], [2.0]], dtype=np.float32), np.arange(4, dtype=np.float32)], np.where(bools[0], np.array([[1.0], [2.0]], dtype=np.float32), np.arange(4, dtype=np.float32)))
case("where with NaN on the other side", "where", [bools[0], np.float32(1) * np.ones(4, np.float32), np.full(4, nan, np.float32)], np.where(bools[0], np.float32(1), np.float32(nan)))
case("clamp keeps NaN", "clamp", [special, -1, 2], np.clip(special, np.float32(-1), np.float32(2)))

# Functions of one number: a range that covers every branch, and the special values.
erf = np.vectorize(math.erf, otypes=[np.float64])
erfc = np.vectorize(math.erfc, otypes=[np.float64])
line = np.concatenate([np.linspace(-20, 20, 81), [1e-8, -1e-8, 1e-3, -1e-3, 87.5, -87.5, 100, -100, 1e10, -1e10]]).astype(np.float32)
positive = np.concatenate([np.geomspace(1e-38, 3e38, 80), [0, 1, 1e-45, nan, inf, -1, 0.99999, 1.00001]]).astype(np.float32)
everywhere = {
    "exp": np.exp, "expm1": np.expm1, "tanh": np.tanh, "erf": erf, "abs": np.abs, "neg": np.negative, "sign": np.sign, "floor": np.floor,
    "ceil": np.ceil, "round": np.round, "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "relu": lambda x: np.where(x < 0, 0, x),
    "isnan": np.isnan, "isfinite": np.isfinite, "isinf": np.isinf,
    "gelu": lambda x: np.where(x == -inf, -0.0, 0.5 * x * erfc(-x / math.sqrt(2))),
}
exact = {"abs", "neg", "sign", "floor", "ceil", "round", "relu", "isnan", "isfinite", "isinf"}
for op, f in everywhere.items():
    for label, x in {"a range": line, "special values": special}.items():
        y = f(x.astype(np.float64))
        case(f"{op} of {label}", op, [x], y if y.dtype == bool else y.astype(np.float32), "exact" if op in exact else "function")
for op, f in {"log": np.log, "log2": np.log2, "log10": np.log10, "log1p": np.log1p, "sqrt": np.sqrt}.items():
    case(f"{op} of positive numbers", op, [positive], wide(f, positive), "function")
waves = np.linspace(-30, 30, 61).astype(np.float32)
case("sin", "sin", [waves], wide(np.sin, waves), "wave")
case("cos", "cos", [waves], wide(np.cos, waves), "wave")
u = np.linspace(-8, 8, 65).astype(np.float32)
case("gelu by tanh", "gelu", [u, {"approximate": "tanh"}], wide(lambda x: x / (1 + np.exp(-2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))), u), "function")
case("exp of int32 is float32", "exp", [np.array([0, 1, 2], dtype=np.int32)], wide(np.exp, np.array([0, 1, 2])), "function")
case("sqrt of bool is float32", "sqrt", [bools[0]], bools[0].astype(np.float32))
case("half a float16 rounds to even", "add", [np.array([2048, 2050], dtype=np.float16), np.array([1, 1], dtype=np.float16)], np.array([2048, 2052], dtype=np.float16))
tiny = np.array([6e-8, 1e-7, 3e-6, 65504, 65519, 65520, -1e-9, inf, nan], dtype=np.float32)
case("float32 to float16", "astype", [tiny, "float16"], tiny.astype(np.float16))
case("float16 to float32", "astype", [tiny.astype(np.float16), "float32"], tiny.astype(np.float16).astype(np.float32))

# Strided inputs reach every kind of call.
m = f32(5, 7)
views = {
    "a transposed": Viewed(m, [["transpose"]], m.T),
    "a reversed": Viewed(m, [["slice", [None, None, -1], [None, None, -2]]], m[::-1, ::-2]),
    "an inner": Viewed(m, [["slice", [1, 4], [2, -1]]], m[1:4, 2:-1]),
    "a broadcast": Viewed(m[:1], [["broadcastTo", [4, 7]]], np.broadcast_to(m[:1], (4, 7))),
}
for name, v in views.items():
    case(f"{name} view is added", "add", [v, 1], wide(np.add, v.array, 1.0), "arithmetic")
    case(f"{name} view is summed along an axis", "sum", [v, {"axis": 0}], wide(lambda x: x.sum(0), v.array), "sum")
    case(f"{name} view is multiplied", "matmul", [v, np.ones((v.array.shape[1], 2), np.float32)], wide(lambda x: x @ np.ones((x.shape[1], 2)), v.array), "sum")
    case(f"{name} view is reshaped", "reshape", [v, [-1]], v.array.reshape(-1).copy())
    case(f"{name} view is cast", "astype", [v, "int32"], v.array.astype(np.int32))

# Reductions.
cube = f32(3, 4, 5)
folds = {"sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min, "prod": np.prod}
for op, f in folds.items():
    for axis in [None, 0, 1, -1, [0, 2], [0, 1, 2]]:
        options = {"keepdims": axis in (1, [0, 2]), **({} if axis is None else {"axis": axis})}
        numpy_axis = tuple(axis) if isinstance(axis, list) else axis
        case(f"{op} over axis {axis}", op, [cube, options], wide(lambda x: f(x, axis=numpy_axis, keepdims=options["keepdims"]), cube), "exact" if op in ("max", "min") else "sum")
for op, f in {"argmax": np.argmax, "argmin": np.argmin}.items():
    for axis in [None, 0, 2]:
        case(f"{op} over axis {axis}", op, [cube, {} if axis is None else {"axis": axis}], np.asarray(f(cube, axis=axis)).astype(np.int32))
    ties = np.array([[1, 3, 3], [2, 2, 2]], dtype=np.int32)
    case(f"{op} takes the first of equals", op, [ties, {"axis": 1}], f(ties, axis=1).astype(np.int32))
    case(f"{op} takes the first NaN", op, [np.array([1, nan, 5, nan], dtype=np.float32)], np.array(1, dtype=np.int32))
for op, f in {"any": np.any, "all": np.all}.items():
    grid = np.array([[0, 1, nan], [0, 0, 0], [1, 2, 3]], dtype=np.float32)
    case(f"{op} of numbers", op, [grid, {"axis": 1}], f(grid != 0, axis=1))
    case(f"{op} of nothing", op, [np.zeros((0,), np.float32)], f(np.zeros(0)))
for op in ["max", "min"]:
    case(f"{op} with NaN", op, [special], np.float32(nan).reshape(()))
    case(f"{op} with infinities", op, [np.array([1, inf, -inf], dtype=np.float32)], np.array(inf if op == "max" else -inf, dtype=np.float32))
    error(f"{op} of nothing", op, [np.zeros((0, 3), np.float32), {"axis": 0}], "ShapeError")
    case(f"{op} of nothing for nothing", op, [np.zeros((0, 3), np.float32), {"axis": 1}], np.zeros(0, np.float32))
case("sum of nothing", "sum", [np.zeros((0, 3), np.float32), {"axis": 0}], np.zeros(3, np.float32))
case("prod of nothing", "prod", [np.zeros((2, 0), np.float32), {"axis": 1}], np.ones(2, np.float32))
case("mean of nothing", "mean", [np.zeros((0,), np.float32)], np.float32(nan).reshape(()))
case("sum of bool counts", "sum", [bools[0]], np.array(2, dtype=np.int32))
case("mean of int32 is float32", "mean", [np.array([1, 2, 4, 6], dtype=np.int32)], np.array(3.25, dtype=np.float32))
case("sum over no axes", "sum", [cube[0], {"axis": []}], cube[0])
case("sum of a number", "sum", [np.array(3.5, dtype=np.float32)], np.array(3.5, dtype=np.float32))
long = (random.random(20001) + 1e4).astype(np.float32)
case("a long sum keeps its digits", "sum", [Viewed(long[:1], [["broadcastTo", [20001]]], None)], np.array(np.float64(long[0]) * 20001, dtype=np.float32), "sum")

# Products.
for a, b in [((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((1, 1), (1, 1)), ((1, 33), (33, 17)), ((13, 9), (9, 1)), ((6, 16), (16, 8)), ((7, 19), (19, 23)), ((2, 3, 4), (2, 4, 5)), ((2, 1, 3, 4), (5, 4, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((3, 2, 2), (2,))]:
    x, y = f32(*a), f32(*b)
    case(f"matmul {list(a)} x {list(b)}", "matmul", [x, y], wide(np.matmul, x, y), "sum")
x, y = ints(np.int32, 4, 5), ints(np.int32, 5, 3)
case("matmul of int32", "matmul", [x, y], x @ y)
x, y = ints(np.int8, 4, 5), ints(np.int8, 5, 3)
case("matmul of int8 wraps", "matmul", [x, y], x @ y)
x, y = f32(5, 9).astype(np.float16), f32(9, 4).astype(np.float16)
case("matmul of float16", "matmul", [x, y], wide(np.matmul, x, y, dtype=np.float16), "half")
error("matmul of unlike inner lengths", "matmul", [f32(2, 3), f32(4, 5)], "ShapeError")
error("add of unlike shapes", "add", [f32(2, 3), f32(2)], "ShapeError")

# Softmax.
def softmax(x, axis):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


for axis in [0, 1, -1]:
    case(f"softmax over axis {axis}", "softmax", [cube, {"axis": axis}], wide(lambda x: softmax(x, axis), cube), "function")
extreme = np.array([[1000, 1001, -1000], [-inf, 0, 0], [1, 2, nan], [inf, 0, 0]], dtype=np.float32)
case("softmax of great numbers, infinities and NaN", "softmax", [extreme], wide(lambda x: softmax(x, -1), extreme), "function")

# Shape and order.
grid = np.arange(24, dtype=np.int32).reshape(2, 3, 4)
case("permute", "permute", [grid, [2, 0, 1]], grid.transpose(2, 0, 1).copy())
case("transpose of three axes", "transpose", [grid], grid.T.copy())
case("reshape infers a length", "reshape", [grid, [4, -1]], grid.reshape(4, -1))
case("slice with an index and negative steps", "slice", [grid, -1, [None, None, -1], [3, None, -2]], grid[-1, ::-1, 3::-2].copy())
case("slice beyond the end", "slice", [grid, [1, 99], [5, 9]], grid[1:99, 5:9].copy())
case("squeeze", "squeeze", [grid[:1, :, :1]], grid[:1, :, :1].squeeze())
case("expandDims at the end", "expandDims", [grid, -1], grid[..., None])
case("astype truncates", "astype", [np.array([1.9, -1.9, 300.5, -0.5], dtype=np.float32), "int32"], np.array([1, -1, 300, 0], dtype=np.int32))
case("astype saturates", "astype", [np.array([3e9, -3e9, nan, inf], dtype=np.float32), "int32"], np.array([2**31 - 1, -(2**31), 0, 2**31 - 1], dtype=np.int32))
case("astype of int32 to uint8 wraps", "astype", [np.array([300, -1, 255], dtype=np.int32), "uint8"], np.array([44, 255, 255], dtype=np.uint8))
case("astype to bool", "astype", [special, "bool"], special.astype(bool))
case("astype of bool to int8", "astype", [bools[0], "int8"], bools[0].astype(np.int8))
error("reshape to another size", "reshape", [grid, [5, 5]], "ShapeError")
error("an axis out of range", "sum", [grid, {"axis": 3}], "ShapeError")
error("a number too great for the dtype", "add", [np.zeros(2, np.uint8), 256], "ValidationError")

# float64, where the device has it.
d = random.normal(size=(4, 6))
case("add of float64", "add", [d, 0.1], d + 0.1)
case("sum of float64", "sum", [d, {"axis": 0}], d.sum(0), "double")
case("matmul of float64", "matmul", [d, d.T.copy()], d @ d.T, "double")
case("exp of float64", "exp", [d], np.exp(d), "double")
case("softmax of float64", "softmax", [d], softmax(d, -1), "double")
case("uint32 with int32 is float64", "add", [huge, np.array([-1, 1, 1, 1], dtype=np.int32)], huge.astype(np.float64) + np.array([-1, 1, 1, 1]))

write("cases.json")
