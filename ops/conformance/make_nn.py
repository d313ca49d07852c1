"""Makes nn.json, what the conformance suite expects of the functions of neural networks, with PyTorch. Run by hand: python make_nn.py (PyTorch 2).

Random inputs are multiples of 1/16, which every float dtype holds and which are short to write.
"""

import fixture
import torch
import torch.nn.functional as F
from fixture import Viewed, inf, nan, number, write

random = torch.Generator().manual_seed(7)


def stored(x):
    """Tensors at any depth as the fixture takes them; NumPy has no bfloat16."""
    if isinstance(x, Viewed):
        return Viewed(stored(x.base), x.steps, None)
    if isinstance(x, dict):
        return {name: stored(part) for name, part in x.items()}
    if isinstance(x, (list, tuple)):
        return [stored(part) for part in x]
    if not isinstance(x, torch.Tensor):
        return x
    if x.dtype != torch.bfloat16:
        return x.numpy()
    return {"dtype": "bfloat16", "shape": list(x.shape), "data": [number(n) for n in x.float().numpy().reshape(-1)]}


def rounded(x, dtype):
    return {name: rounded(part, dtype) for name, part in x.items()} if isinstance(x, dict) else x.to(dtype)


def case(name, op, args, expect, tolerance="sum", dtype=torch.float32):
    fixture.case(f"{op} {name}", op, stored(args), stored(rounded(expect, dtype)), tolerance)


def randn(*shape, dtype=torch.float32):
    return (torch.randn(shape, generator=random, dtype=torch.float64) * 16).round().div(16).to(dtype)


def wide(x):
    return None if x is None else (x.array if isinstance(x, Viewed) else x).double()


STORED = [("", torch.float32, "sum"), (" of float16", torch.float16, "halfSum"), (" of bfloat16", torch.bfloat16, "brainSum"), (" of float64", torch.float64, "double")]

# Activations: every branch, both tails, special values. PyTorch's own give NaN at -infinity where the limit is 0, and lose the left tail of gelu.
grid = torch.cat([torch.linspace(-20, 20, 81), torch.tensor([1e-8, -1e-8, 2.9999, -2.9999, 40, -40, 88, -80, 100, -86, 1e10, -1e10, 0.0, -0.0, inf, -inf, nan])])


def limit(f):
    """With the limit 0 at -infinity."""
    return lambda x: torch.where(x == -inf, -0.0, f(x))


activations = {
    "leakyRelu": F.leaky_relu, "elu": F.elu, "selu": F.selu, "silu": limit(F.silu), "softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
    "mish": limit(lambda x: x * torch.tanh(torch.logaddexp(x, torch.zeros_like(x)))), "hardswish": limit(F.hardswish), "hardsigmoid": F.hardsigmoid,
}
for op, f in activations.items():
    case("of a range and special values", op, [grid], f(wide(grid)), "function")
    case("of float64", op, [grid.double()], f(wide(grid)), "double", torch.float64)
few = randn(3, 5)
case("with a slope", "leakyRelu", [few, {"slope": 0.25}], F.leaky_relu(wide(few), 0.25), "function")
case("with alpha", "elu", [few, {"alpha": 0.5}], F.elu(wide(few), 0.5), "function")
case("of float16", "silu", [few.half()], F.silu(wide(few)), "half", torch.float16)
case("of int32", "softplus", [torch.tensor([-3, 0, 5], dtype=torch.int32)], F.softplus(torch.tensor([-3.0, 0, 5]).double()), "function")

# Softmax and its logarithm.
for label, dtype, tolerance in STORED:
    x = randn(2, 5, 3, dtype=dtype)
    case(f"along an inner axis{label}", "logSoftmax", [x, {"axis": 1}], F.log_softmax(wide(x), 1), tolerance, dtype)
x = torch.tensor([[1e4, 1.0001e4, -1e4], [-inf, 0, 88], [-inf, -inf, -inf], [1, 2, nan], [inf, 0, 0]])
case("of great numbers, infinities and NaN", "logSoftmax", [x], F.log_softmax(wide(x), -1))
x = torch.full((1, 3), -inf)
case("of -Infinity alone", "softmax", [x], torch.full((1, 3), nan))
x = randn(2, 131) * 8
case("of a long row", "logSoftmax", [x], F.log_softmax(wide(x), -1))
case("of an empty batch", "softmax", [torch.zeros(0, 4)], torch.zeros(0, 4))
case("of a single number", "softmax", [torch.tensor([[3.0], [-inf]])], torch.tensor([[1.0], [nan]]))

# Norms.
weight, bias = randn(37), randn(37)
for label, dtype, tolerance in STORED:
    x, w, b = randn(3, 37, dtype=dtype), weight.to(dtype), bias.to(dtype)
    case(f"with weight and bias{label}", "layerNorm", [x, 37, {"weight": w, "bias": b}], F.layer_norm(wide(x), (37,), wide(w), wide(b)), tolerance, dtype)
    case(f"with a weight{label}", "rmsNorm", [x, [37], {"weight": w, "eps": 1e-6}], F.rms_norm(wide(x), (37,), wide(w), 1e-6), tolerance, dtype)
x = randn(2, 3, 5)
w, b = randn(3, 5), randn(3, 5)
case("over two axes, with a great eps", "layerNorm", [x, [3, 5], {"weight": w, "bias": b, "eps": 0.5}], F.layer_norm(wide(x), (3, 5), wide(w), wide(b), 0.5))
case("without arguments", "layerNorm", [x], F.layer_norm(wide(x), (5,)))
case("with its default eps", "rmsNorm", [x * 1e-4], F.rms_norm(wide(x * 1e-4), (5,), None, 2**-23))
x = torch.cat([randn(1, 40) + 4096, torch.full((1, 40), 3.0), torch.zeros(1, 40)])
case("of a great mean, a constant and zeros", "layerNorm", [x], F.layer_norm(wide(x), (40,)), "centered")
case("of zeros", "rmsNorm", [torch.zeros(1, 6)], torch.zeros(1, 6))
case("with NaN and infinity", "layerNorm", [torch.tensor([[1, nan, 2], [inf, 0, 1], [1, 2, 3]])], F.layer_norm(torch.tensor([[nan, nan, nan], [nan, nan, nan], [1.0, 2, 3]]).double(), (3,)))
case("of an empty batch", "layerNorm", [torch.zeros(0, 4)], torch.zeros(0, 4))
x = randn(4, 6)
w = randn(4)
case("of a transposed view", "layerNorm", [Viewed(x, [["transpose"]], x.T), 4, {"weight": w}], F.layer_norm(wide(x.T), (4,), wide(w)))
x, w, b = randn(2, 6, 3, 5), randn(6), randn(6)
for groups in [1, 3]:
    case(f"of {groups}", "groupNorm", [x, groups, {"weight": w, "bias": b}], F.group_norm(wide(x), groups, wide(w), wide(b)), "composite")
case("with weight and bias", "instanceNorm", [x, {"weight": w, "bias": b}], F.instance_norm(wide(x), weight=wide(w), bias=wide(b)), "composite")
mean, var = randn(6), randn(6).abs() + 0.25
for label, shape in {"vectors": (4, 6), "signals": (2, 6, 5), "images": (2, 6, 3, 4)}.items():
    x = randn(*shape)
    case(f"of {label}", "batchNorm", [x, mean, var, {"weight": w, "bias": b}], F.batch_norm(wide(x), wide(mean), wide(var), wide(w), wide(b)), "composite")
    running = wide(mean).clone(), wide(var).clone()
    output = F.batch_norm(wide(x), *running, wide(w), wide(b), training=True, momentum=0.25)
    case(f"of {label}", "batchNormTraining", [x, mean, var, {"weight": w, "bias": b, "momentum": 0.25}], {"output": output, "runningMean": running[0], "runningVar": running[1]}, "composite")
x = randn(2, 6, 3, dtype=torch.float16)
case("of float16", "batchNorm", [x, mean.half(), var.half()], F.batch_norm(wide(x), wide(mean), wide(var)), "halfSum", torch.float16)


# Attention. A query that sees nothing yields 0.
def attention(q, k, v, **options):
    return F.scaled_dot_product_attention(wide(q), wide(k), wide(v), enable_gqa=q.ndim > 2, **options)


for label, dtype, tolerance in STORED:
    q, k, v = randn(2, 4, 5, 8, dtype=dtype), randn(2, 2, 7, 8, dtype=dtype), randn(2, 2, 7, 6, dtype=dtype)
    case(f"of grouped heads{label}", "scaledDotProductAttention", [q, k, v], attention(q, k, v), tolerance, dtype)
for queries, keys in [(5, 5), (3, 7)]:
    q, k, v = randn(1, 2, queries, 4), randn(1, 2, keys, 4), randn(1, 2, keys, 4)
    seen = torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)
    case(f"is causal over {keys} keys", "scaledDotProductAttention", [q, k, v, {"causal": True}], attention(q, k, v, attn_mask=seen))
q, k, v = randn(5, 4), randn(3, 4), randn(3, 4)
seen = torch.ones(5, 3, dtype=torch.bool).tril(-2)
expected = attention(q, k, v, attn_mask=seen)
case("is causal with more queries than keys, of matrices", "attention", [q, k, v, {"causal": True}], expected)
q, k, v = randn(2, 3, 4, 8), randn(2, 3, 6, 8), randn(2, 3, 6, 8)
mask = torch.rand(2, 1, 4, 6, generator=random) > 0.4
mask[..., 0] = True
mask[0, 0, 1] = False
expected = attention(q, k, v, attn_mask=mask)
case("with a mask of bools and a row that sees nothing", "scaledDotProductAttention", [q, k, v, {"mask": mask}], expected)
mask = randn(4, 6)
mask[:, 2:4] = -inf
case("with added numbers, -Infinity among them", "scaledDotProductAttention", [q, k, v, {"mask": mask, "scale": 0.25}], attention(q, k, v, attn_mask=wide(mask), scale=0.25))
case("with a mask and causal", "scaledDotProductAttention", [q, k, v, {"mask": mask[:1], "causal": True}], attention(q, k, v, attn_mask=wide(mask[:1]) + torch.zeros(4, 6).masked_fill(torch.ones(4, 6).tril(2) == 0, -inf).double()))
case("of scores in the thousands", "scaledDotProductAttention", [q * 64, k * 64, v], attention(q * 64, k * 64, v), "sharp")
q, k, v = randn(3, 2, 4), randn(3, 5, 4), randn(3, 5, 4)
case("without a batch", "scaledDotProductAttention", [q, k, v], attention(q, k, v))
q, k, v = randn(2, 2, 2, 3, 4), randn(2, 2, 1, 3, 4), randn(2, 2, 1, 3, 4)
case("of five axes with a mask", "scaledDotProductAttention", [q, k, v, {"mask": torch.tensor([True, True, False])}], attention(q, k, v, attn_mask=torch.tensor([True, True, False]).expand(3, 3)))
x = randn(2, 3, 12)
heads = x.reshape(2, 3, 3, 4).transpose(1, 2)
views = Viewed(x, [["reshape", [2, 3, 3, 4]], ["permute", [0, 2, 1, 3]]], heads)
case("of views", "scaledDotProductAttention", [views, views, views], attention(heads, heads, heads))
q, k, v = randn(1, 1, 3, 16), randn(1, 1, 150, 16), randn(1, 1, 150, 16)
case("of many keys", "scaledDotProductAttention", [q, k, v], attention(q, k, v))
case("of an empty batch", "scaledDotProductAttention", [torch.zeros(0, 2, 3, 4)] * 3, torch.zeros(0, 2, 3, 4))

# Convolutions.
for label, dtype, tolerance in STORED:
    x, w, b = randn(2, 3, 6, 7, dtype=dtype), randn(4, 3, 3, 3, dtype=dtype), randn(4, dtype=dtype)
    case(f"with padding{label}", "conv2d", [x, w, b, {"padding": 1}], F.conv2d(wide(x), wide(w), wide(b), padding=1), tolerance, dtype)
x, w, b = randn(2, 4, 9, 8), randn(6, 2, 3, 2), randn(6)
options = {"stride": (2, 1), "padding": (1, 2), "dilation": (2, 3), "groups": 2}
case("with every option", "conv2d", [x, w, b, options], F.conv2d(wide(x), wide(w), wide(b), **options))
x, w = randn(1, 4, 5, 6), randn(8, 1, 3, 3)
case("of each channel alone", "conv2d", [x, w, None, {"groups": 4, "padding": "same"}], F.conv2d(wide(x), wide(w), groups=4, padding="same"))
x, w = randn(2, 5, 3, 4), randn(3, 5, 1, 1)
case("with a kernel of one", "conv2d", [x, w], F.conv2d(wide(x), wide(w)))
x, w = randn(2, 7, 6), randn(3, 2, 4, 2)
case("of one image, keeping its lengths", "conv2d", [x, w, None, {"padding": "same", "dilation": [1, 2]}], F.conv2d(wide(x), wide(w), padding="same", dilation=(1, 2)))
x, w, b = randn(1, 5, 6, 3), randn(2, 3, 3, 3), randn(2)
images = x.permute(0, 3, 1, 2)
case("of a view with the channels last", "conv2d", [Viewed(x, [["permute", [0, 3, 1, 2]]], images), w, b, {"stride": 2, "padding": "valid"}], F.conv2d(wide(images), wide(w), wide(b), stride=2))
x, w = randn(1, 16, 5, 5), randn(16, 16, 3, 3)
case("of many channels", "conv2d", [x, w, None, {"padding": 1}], F.conv2d(wide(x), wide(w), padding=1))
case("of an empty batch", "conv2d", [torch.zeros(0, 2, 5, 5), torch.zeros(3, 2, 3, 3)], torch.zeros(0, 3, 3, 3))
x, w, b = randn(2, 3, 11), randn(4, 3, 4), randn(4)
case("with every option", "conv1d", [x, w, b, {"stride": 2, "padding": 3, "dilation": 2}], F.conv1d(wide(x), wide(w), wide(b), stride=2, padding=3, dilation=2))
case("of one signal, keeping its length", "conv1d", [x[0], w, b, {"padding": "same"}], F.conv1d(wide(x[0]), wide(w), wide(b), padding="same"))

# Pooling.
x = randn(2, 3, 7, 6)
case("with every option", "maxPool2d", [x, [3, 2], {"stride": [2, 1], "padding": 1, "dilation": [1, 2]}], F.max_pool2d(wide(x), (3, 2), stride=(2, 1), padding=1, dilation=(1, 2)), "exact")
case("of one image", "maxPool2d", [x[0], 2], F.max_pool2d(wide(x[0]), 2), "exact")
x = torch.tensor([[[1, nan, 3, 4, -inf, -inf, 5, 5]]])
case("with NaN and infinities", "maxPool1d", [x, 2], torch.tensor([[[nan, 4, -inf, 5]]]), "exact")
x = randn(2, 3, 7, 6)
options = {"stride": (2, 1), "padding": (1, 1)}
for counts in [True, False]:
    case(f"{'with' if counts else 'without'} the padding", "avgPool2d", [x, [3, 2], {**options, "countIncludePad": counts}], F.avg_pool2d(wide(x), (3, 2), **options, count_include_pad=counts))
x = randn(2, 3, 9)
case("with padding", "maxPool1d", [x, 3, {"stride": 2, "padding": 1, "dilation": 2}], F.max_pool1d(wide(x), 3, stride=2, padding=1, dilation=2), "exact")
case("with its own stride", "avgPool1d", [x, 4], F.avg_pool1d(wide(x), 4))
case("of float16", "avgPool1d", [x.half(), 4], F.avg_pool1d(wide(x), 4), "halfSum", torch.float16)

# Linear maps.
x, w, b = randn(2, 3, 9), randn(5, 9), randn(5)
case("with bias and gelu", "linear", [x, w, b, {"activation": {"function": "gelu"}}], F.gelu(F.linear(wide(x), wide(w), wide(b))))
case("of one vector", "linear", [x[0, 0], w, b], F.linear(wide(x[0, 0]), wide(w), wide(b)))
case("without bias", "linear", [x[0], w, None, {"activation": {"function": "relu"}}], F.relu(F.linear(wide(x[0]), wide(w))))

# Tables.
table = randn(7, 3)
indices = torch.tensor([[0, 6, 2], [2, 5, 1]], dtype=torch.int32)
case("of a table of indices", "embedding", [table, indices], F.embedding(indices.long(), wide(table)), "exact")
case("counts from the end, of a plain array", "embedding", [table, [-1, 3]], wide(table)[[-1, 3]], "exact")
case("keeps a half dtype", "embedding", [table.half(), indices], F.embedding(indices.long(), wide(table)), "exact", torch.float16)
case("of indices", "oneHot", [indices, 7], F.one_hot(indices.long(), 7), "exact")
case("as bools, of places out of range too", "oneHot", [[1, 3, -1], 3, {"dtype": "bool"}], torch.tensor([[0, 1, 0], [0, 0, 0], [0, 0, 0]]), "exact", torch.bool)


# Positions.
def frequencies(width, base):
    return base ** (-2 * torch.arange(width // 2).double() / width)


def sinusoids(length, width, base=10000.0, offset=0):
    angles = (torch.arange(length).double() + offset)[:, None] * base ** (-2 * (torch.arange(width) // 2).double() / width)
    return torch.where(torch.arange(width) % 2 == 0, angles.sin(), angles.cos())


def rotated(x, pairs, base=10000.0, offset=0):
    """By complex numbers, unlike the library."""
    x = wide(x)
    half = x.shape[-1] // 2
    real, imaginary = (x[..., :half], x[..., half:]) if pairs == "half" else (x[..., ::2], x[..., 1::2])
    angles = (torch.arange(x.shape[-2]).double() + offset)[:, None] * frequencies(x.shape[-1], base)
    turned = torch.complex(real.contiguous(), imaginary.contiguous()) * torch.polar(torch.ones_like(angles), angles)
    return torch.cat([turned.real, turned.imag], -1) if pairs == "half" else torch.stack([turned.real, turned.imag], -1).flatten(-2)


case("of ten places", "sinusoidalPositions", [10, 6], sinusoids(10, 6), "function")
case("far off, of an odd width", "sinusoidalPositions", [3, 5, {"base": 100, "offset": 5000, "dtype": "float16"}], sinusoids(3, 5, 100.0, 5000), "half", torch.float16)
x = randn(2, 2, 5, 6)
for pairs in ["interleaved", "half"]:
    case(f"of {pairs} pairs", "rotaryPositions", [x, {"pairs": pairs}], rotated(x, pairs), "composite")
    case(f"of {pairs} pairs, far off", "rotaryPositions", [x[0, 0], {"pairs": pairs, "base": 500, "offset": 100000}], rotated(x[0, 0], pairs, 500.0, 100000), "composite")
case("of float16", "rotaryPositions", [x[0].half(), {"offset": 3}], rotated(x[0], "interleaved", offset=3), "halfSum", torch.float16)

# Losses.
x = randn(4, 5) * 4
classes = torch.tensor([0, 4, 2, 2], dtype=torch.int32)
for reduction in ["mean", "sum", "none"]:
    case(f"by class, {reduction}", "crossEntropy", [x, classes, {"reduction": reduction}], F.cross_entropy(wide(x), classes.long(), reduction=reduction))
shares = torch.tensor([[0.5, 0.25, 0.25, 0, 0], [0, 0, 0, 0, 1], [0.25, 0.25, 0.25, 0.25, 0], [0.125, 0, 0, 0, 0.875]])
case("by probabilities", "crossEntropy", [x, shares], F.cross_entropy(wide(x), wide(shares)))
pixels = torch.tensor([[[0, 2, 1], [1, 1, 0]]], dtype=torch.int32)
scores = randn(1, 3, 2, 3)
case("of every pixel", "crossEntropy", [scores, pixels, {"reduction": "none"}], F.cross_entropy(wide(scores), pixels.long(), reduction="none"))
case("of one answer", "crossEntropy", [x[0], 3], F.cross_entropy(wide(x[0]), torch.tensor(3)))
y = randn(4, 5)
case("in the mean", "mseLoss", [x, y], F.mse_loss(wide(x), wide(y)))
case("one by one", "mseLoss", [x, y, {"reduction": "none"}], F.mse_loss(wide(x), wide(y), reduction="none"))


# Dropout, whose numbers are hashes of places.
def pcg(x):
    state = (x * 747796405 + 2891336453) % 2**32
    word = (((state >> ((state >> 28) + 4)) ^ state) * 277803737) % 2**32
    return (word >> 22) ^ word


def dropped(x, p, seed):
    uniform = torch.tensor([(pcg((pcg(i) + seed) % 2**32) >> 8) / 2**24 for i in range(x.numel())]).double().reshape(x.shape)
    return torch.where(uniform >= p, wide(x) / (1 - p), 0.0)


x = randn(6, 11)
case("with a seed", "dropout", [x, {"p": 0.25, "seed": 12345}], dropped(x, 0.25, 12345), "function")
case("with the greatest seed", "dropout", [x, {"seed": 2**32 - 1}], dropped(x, 0.5, 2**32 - 1), "function")
case("of everything", "dropout", [x, {"p": 1}], torch.zeros_like(x), "exact")
case("outside training", "dropout", [x, {"training": False}], x, "exact")

write("nn.json")
