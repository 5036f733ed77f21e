"""Golden values of exp, log, sin, cos and pow for packages/core/src/math.

Computed by mpmath 1.3 or later with 2000 bits. Each case is [arguments …, result, error], where `result` is the true
value rounded to a double and `error` is (true - result) in units of the last place of `result`, so that a test can
measure the error of an implementation to a hundredth of an ulp. Doubles are written by repr, which round-trips.

    pip install mpmath
    python tools/golden/deterministic_math.py packages/core/golden/math
"""

import json
import math
import pathlib
import random
import sys

from mpmath import mp, mpf

mp.prec = 2000


def case(function, *arguments):
    true = function(*map(mpf, arguments))
    result = float(true)
    return [*arguments, result, float((true - mpf(result)) / mpf(math.ulp(result)))]


def near_quarter_turns():
    """Doubles that lie closest to multiples of pi/2, by the convergents of its continued fraction."""
    half_pi = mp.pi / 2
    points, x = [], half_pi
    p, q, previous_p, previous_q = int(mp.floor(x)), 1, 1, 0
    while p < 2**1000:
        for multiple in (1, 3, 1000003):
            points.append(float(mpf(q * multiple) * half_pi))
            points.append(float(p * multiple))
        x = 1 / (x - mp.floor(x))
        a = int(mp.floor(x))
        p, q, previous_p, previous_q = a * p + previous_p, a * q + previous_q, p, q
    return [point for point in points if math.isfinite(point)]


def main(folder):
    draw = random.Random(20240501)
    uniform = draw.uniform
    step = math.log(2) / 128
    exp_points = (
        [uniform(-50, 0) for _ in range(150)]
        + [uniform(-708, 709) for _ in range(150)]
        + [math.ldexp(uniform(-1, 1), -draw.randrange(60)) for _ in range(60)]
        + [(n + 0.5) * step * (1 + s * 2**-50) for n in range(-40, 40, 3) for s in (-1, 0, 1)]
        + [709.0, 709.782712893384, 708.5, -708.0, -708.3964185322641, 5e-324, 1.0, -1.0]
    )
    log_points = (
        [uniform(0, 2) for _ in range(150)]
        + [math.ldexp(uniform(0.5, 1), draw.randrange(-1070, 1024)) for _ in range(150)]
        + [1 + s * math.ldexp(1, -n) for n in range(1, 53) for s in (-1, 1)]
        + [math.sqrt(0.5), math.sqrt(2), math.nextafter(math.sqrt(2), 0), 5e-324, 2.2250738585072014e-308, 2.0, 10.0]
    )
    angle_points = (
        [uniform(-math.pi, math.pi) for _ in range(150)]
        + [uniform(-1e6, 1e6) for _ in range(100)]
        + [math.ldexp(uniform(-1, 1), draw.randrange(20, 1024)) for _ in range(60)]
        + [math.ldexp(uniform(-1, 1), -draw.randrange(40)) for _ in range(40)]
        + [float(n * mp.pi / 4) for n in range(-12, 13) if n != 0]
        + near_quarter_turns()[:600:4]
        + [float.fromhex("0x1.921fb54442d18p+0"), 6381956970095103 * 2.0**797, 1e22, 1e300]
    )
    pow_points = (
        [(uniform(0, 4), uniform(-40, 40)) for _ in range(150)]
        + [(math.ldexp(uniform(0.5, 1), draw.randrange(-60, 60)), uniform(-10, 10)) for _ in range(100)]
        + [(0.9, float(n)) for n in range(1, 2000, 97)]
        + [(0.999, float(n)) for n in range(1, 600000, 29989)]
        + [(1 + s * 2.0**-n, uniform(100, 600) * 2.0**n) for n in range(5, 52, 3) for s in (-1, 1)]
        + [(float(b), float(e)) for b in (2, 3, 5, 7, 10) for e in (2, 3, 5, 9, 13, -2, 0.5)]
    )
    tables = {
        "exp": [case(mp.exp, x) for x in exp_points],
        "log": [case(mp.log, x) for x in log_points],
        "sin": [case(mp.sin, x) for x in angle_points],
        "cos": [case(mp.cos, x) for x in angle_points],
        "pow": [case(mp.power, x, y) for x, y in pow_points],
    }
    for name, cases in tables.items():
        kept = [c for c in cases if math.isfinite(c[-2]) and abs(c[-2]) >= 2.3e-308]
        text = "[\n" + ",\n".join(json.dumps(c) for c in kept) + "\n]\n"
        pathlib.Path(folder, f"{name}.json").write_text(text)


main(sys.argv[1])
