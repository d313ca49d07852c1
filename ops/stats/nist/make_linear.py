"""
Writes linear.json: the linear regression sets of NIST, Statistical Reference Datasets, and their certified values. Data that no installed package has stand here;
that they are NIST's is proven by calculating the certified values from them, with 60 digits.
"""
import json
from pathlib import Path

import mpmath
import scipy
from mpmath import mp, mpf
from statsmodels.datasets import longley

mp.dps = 60


def norris():
    lines = (Path(scipy.__file__).parent / "stats/tests/data/nist_linregress/Norris.dat").read_text().split("\n")
    first = max(i for i, line in enumerate(lines) if line.startswith("Data:")) + 1
    pairs = [line.split() for line in lines[first:] if line.strip()]
    return [x for _, x in pairs], [y for y, _ in pairs]


pontius_y = """.11019 .21956 .32949 .43899 .54803 .65694 .76562 .87487 .98292 1.09146 1.20001 1.30822 1.41599 1.52399 1.63194 1.73947 1.84646 1.95392 2.06128 2.16844
.11052 .22018 .32939 .43886 .54798 .65739 .76596 .87474 .98300 1.09150 1.20004 1.30818 1.41613 1.52408 1.63159 1.73965 1.84696 1.95445 2.06177 2.16829""".split()
pontius_x = [str(150000 * i) for i in range(1, 21)] * 2

filip = """0.8116 -6.860120914 0.9072 -4.324130045 0.9052 -4.358625055 0.9039 -4.358426747 0.8053 -6.955852379 0.8377 -6.661145254 0.8667 -6.355462942 0.8809 -6.118102026
0.7975 -7.115148017 0.8162 -6.815308569 0.8515 -6.519993057 0.8766 -6.204119983 0.8885 -5.853871964 0.8859 -6.109523091 0.8959 -5.79832982 0.8913 -5.482672118
0.8959 -5.171791386 0.8971 -4.851705903 0.9021 -4.517126416 0.909 -4.143573228 0.9139 -3.709075441 0.9199 -3.499489089 0.8692 -6.300769497 0.8872 -5.953504836
0.89 -5.642065153 0.891 -5.031376979 0.8977 -4.680685696 0.9035 -4.329846955 0.9078 -3.928486195 0.7675 -8.56735134 0.7705 -8.363211311 0.7713 -8.107682739
0.7736 -7.823908741 0.7775 -7.522878745 0.7841 -7.218819279 0.7971 -6.920818754 0.8329 -6.628932138 0.8641 -6.323946875 0.8804 -5.991399828 0.7668 -8.781464495
0.7633 -8.663140179 0.7678 -8.473531488 0.7697 -8.247337057 0.77 -7.971428747 0.7749 -7.676129393 0.7796 -7.352812702 0.7897 -7.072065318 0.8131 -6.774174009
0.8498 -6.478861916 0.8741 -6.159517513 0.8061 -6.835647144 0.846 -6.53165267 0.8751 -6.224098421 0.8856 -5.910094889 0.8919 -5.598599459 0.8934 -5.290645224
0.894 -4.974284616 0.8957 -4.64454848 0.9047 -4.290560426 0.9129 -3.885055584 0.9209 -3.408378962 0.9219 -3.13200249 0.7739 -8.726767166 0.7681 -8.66695597
0.7665 -8.511026475 0.7703 -8.165388579 0.7702 -7.886056648 0.7761 -7.588043762 0.7809 -7.283412422 0.7961 -6.995678626 0.8253 -6.691862621 0.8602 -6.392544977
0.8809 -6.067374056 0.8301 -6.684029655 0.8664 -6.378719832 0.8834 -6.065855188 0.8898 -5.752272167 0.8964 -5.132414673 0.8963 -4.811352704 0.9074 -4.098269308
0.9119 -3.66174277 0.9228 -3.2644011""".split()

wampler_x = range(21)
wampler1 = [sum(x**k for k in range(6)) for x in wampler_x]
wampler2 = [format(sum(mpf(10) ** -k * x**k for k in range(6))) for x in wampler_x]
wampler3 = [760, -2042, 2111, -1684, 3888, 1858, 11379, 17560, 39287, 64382, 113159, 175108, 273291, 400186, 581243, 811568, 1121004, 1506550, 2002767, 2611612, 3369180]


def wampler(scale):
    return [exact + scale * (y - exact) for exact, y in zip(wampler1, wampler3)]


def powers(x, degree):
    """Of the written numbers, rounded to double once."""
    return [[float(mpf(value) ** k) for k in range(1, degree + 1)] for value in x]


long = longley.load_pandas()
sets = {
    "Norris": (norris(), 1, True, "-0.262323073774029 1.00211681802045", "0.232818234301152 0.429796848199937E-03", "0.884796396144373", "0.999993745883712"),
    "Pontius": ((pontius_x, pontius_y), 2, True, "0.673565789473684E-03 0.732059160401003E-06 -0.316081871345029E-14",
                "0.107938612033077E-03 0.157817399981659E-09 0.486652849992036E-16", "0.205177424076185E-03", "0.999999900178537"),
    "NoInt1": ((range(60, 71), range(130, 141)), 1, False, "2.07438016528926", "0.165289256198347E-01", "3.56753034006338", "0.999365492298663"),
    "NoInt2": (([4, 5, 6], [3, 4, 4]), 1, False, "0.727272727272727", "0.420827318078432E-01", "0.369274472937998", "0.993348115299335"),
    "Filip": ((filip[1::2], filip[::2]), 10, True,
              "-1467.48961422980 -2772.17959193342 -2316.37108160893 -1127.97394098372 -354.478233703349 -75.1242017393757 -10.8753180355343 -1.06221498588947 -0.670191154593408E-01 -0.246781078275479E-02 -0.402962525080404E-04",
              "298.084530995537 559.779865474950 466.477572127796 227.204274477751 71.6478660875927 15.2897178747400 2.23691159816033 0.221624321934227 0.142363763154724E-01 0.535617408889821E-03 0.896632837373868E-05",
              "0.334801051324544E-02", "0.996727416185620"),
    "Longley": None,
    "Wampler1": ((wampler_x, wampler1), 5, True, "1 1 1 1 1 1", "0 0 0 0 0 0", "0", "1"),
    "Wampler2": ((wampler_x, wampler2), 5, True, "1 0.1 0.01 0.001 0.0001 0.00001", "0 0 0 0 0 0", "0", "1"),
    "Wampler3": ((wampler_x, wampler(1)), 5, True, "1 1 1 1 1 1", "2152.32624678170 2363.55173469681 779.343524331583 101.475507550350 5.64566512170752 0.112324854679312", "2360.14502379268", "0.999995559025820"),
    "Wampler4": ((wampler_x, wampler(100)), 5, True, "1 1 1 1 1 1", "215232.624678170 236355.173469681 77934.3524331583 10147.5507550350 564.566512170752 11.2324854679312", "236014.502379268", "0.957478440825662"),
    "Wampler5": ((wampler_x, wampler(10000)), 5, True, "1 1 1 1 1 1", "21523262.4678170 23635517.3469681 7793435.24331583 1014755.07550350 56456.6512170752 1123.24854679312", "23601450.2379268", "0.224668921574940E-02"),
}


def exact(columns, y):
    """Coefficients, their standard errors, the residual standard deviation and R²."""
    a, b = mpmath.matrix(columns), mpmath.matrix(y)
    inverse = (a.T * a) ** -1
    beta = inverse * (a.T * b)
    rest = b - a * beta
    square = (rest.T * rest)[0]
    variance = square / (a.rows - a.cols)
    off = sum(b) / a.rows if columns[0][0] == 1 else 0
    errors = [mp.sqrt(variance * inverse[j, j]) for j in range(a.cols)]
    return list(beta), errors, mp.sqrt(variance), 1 - square / sum((value - off) ** 2 for value in b)


def check(name, found, certified):
    for value, text in zip(found, certified):
        assert abs(value - mpf(text)) <= mpf("2e-14") * max(abs(mpf(text)), mpf("1e-10")), (name, value, text)


result = []
for name, entry in sets.items():
    if entry is None:
        x = [[float(v) for v in row] for row in long.exog.to_numpy()]
        y = [float(v) for v in long.endog]
        columns = [[mpf(1), *map(mpf, row)] for row in x]
        intercept = True
        beta = "-3482258.63459582 15.0618722713733 -0.358191792925910E-01 -2.02022980381683 -1.03322686717359 -0.511041056535807E-01 1829.15146461355"
        errors = "890420.383607373 84.9149257747669 0.334910077722432E-01 0.488399681651699 0.214274163161675 0.226073200069370 455.478499142212"
        spread, r2 = "304.854073561965", "0.995479004577296"
    else:
        (x, y), degree, intercept, beta, errors, spread, r2 = entry
        columns = [[mpf(value) ** k for k in range(0 if intercept else 1, degree + 1)] for value in map(str, x)]
        y = [mpf(str(value)) for value in y]
        x = powers(map(str, x), degree)
    found = exact(columns, [mpf(value) for value in y])
    check(name, found[0], beta.split())
    check(name, found[1], errors.split())
    check(name, [found[2], found[3]], [spread, r2])
    result.append({"name": name, "intercept": intercept, "x": x, "y": [float(value) for value in y], "coefficients": [float(v) for v in beta.split()],
                   "standardErrors": [float(v) for v in errors.split()], "residualStd": float(spread), "rSquared": float(r2)})

with open(Path(__file__).with_name("linear.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
