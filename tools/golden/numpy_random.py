"""Golden values of numpy's random streams for packages/core/src/random, and of xoshiro128**.

numpy 2.4.6. 64-bit integers are hexadecimal text, as JSON numbers could not hold them. xoshiro128** is computed here
from its definition (Blackman and Vigna 2021), independently of the implementation under test.

    pip install numpy==2.4.6
    python tools/golden/numpy_random.py packages/core/golden/random
"""

import json
import pathlib
import sys

import numpy

SEEDS = [0, 1, 42, 2**31, 2**32, 2**63, 2**64 - 1, 2**200 + 12345, [1, 2, 3], [0], [2**40, 7], list(range(1, 12))]
SPAWN_KEYS = [[], [0], [5], [0, 3], [2**32 - 1, 1]]


def as_text(entropy):
    return [str(e) for e in entropy] if isinstance(entropy, list) else str(entropy)


def seed_sequences():
    cases = []
    for entropy in SEEDS:
        for key in SPAWN_KEYS:
            sequence = numpy.random.SeedSequence(entropy, spawn_key=key)
            state = sequence.generate_state(10).tolist()
            spawned = [child.generate_state(4).tolist() for child in sequence.spawn(2) + sequence.spawn(1)]
            cases.append({"entropy": as_text(entropy), "spawnKey": key, "state": state, "spawned": spawned})
    wide = numpy.random.SeedSequence(3, pool_size=8).generate_state(12).tolist()
    return {"cases": cases, "wide": {"entropy": "3", "poolSize": 8, "state": wide}}


def generators():
    cases = []
    for entropy in SEEDS:
        fresh = lambda: numpy.random.default_rng(entropy)
        raw = fresh().bit_generator.random_raw(24)
        generator = fresh()
        mixed = []
        for i in range(12):
            mixed.append(["integers", -3, 7 + i, int(generator.integers(-3, 7 + i))])
            mixed.append(["integers", 0, 2**32, int(generator.integers(0, 2**32))])
            mixed.append(["integers", 0, 3 * 2**30, int(generator.integers(0, 3 * 2**30))])
            mixed.append(["uniform", -0.05, 0.05, float(generator.uniform(-0.05, 0.05))])
            mixed.append(["integers", 5, 6, int(generator.integers(5, 6))])
            mixed.append(["integers", 0, 2**53 - 1, int(generator.integers(0, 2**53 - 1))])
            mixed.append(["integers", 0, 3 * 2**51, int(generator.integers(0, 3 * 2**51))])
        cases.append({
            "entropy": as_text(entropy),
            "raw": [f"{int(r):016x}" for r in raw],
            "random": fresh().random(12).tolist(),
            "uniform": fresh().uniform(-0.6, -0.4, size=6).tolist(),
            "choice": fresh().choice(3, 20, p=[0.2, 0.5, 0.3]).tolist(),
            "mixed": mixed,
        })
    return cases


def xoshiro128(state, count):
    mask = 0xFFFFFFFF
    rotate = lambda x, k: ((x << k) | (x >> (32 - k))) & mask
    s0, s1, s2, s3 = state
    values = []
    for _ in range(count):
        values.append(rotate(s1 * 5 & mask, 7) * 9 & mask)
        t = s1 << 9 & mask
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= t
        s3 = rotate(s3, 11)
    return {"state": state, "values": values, "finalState": [s0, s1, s2, s3]}


def main(folder):
    seeded = numpy.random.SeedSequence(7, spawn_key=[3]).generate_state(4).tolist()
    tables = {
        "seed-sequence": seed_sequences(),
        "numpy-generator": generators(),
        "xoshiro128": {
            "sequences": [xoshiro128(s, 50) for s in ([1, 2, 3, 4], [2**32 - 1] * 4, [0, 0, 0, 1])],
            "fromSeed": {"seed": 7, "stream": 3, **xoshiro128(seeded, 10)},
        },
    }
    for name, table in tables.items():
        pathlib.Path(folder, f"{name}.json").write_text(json.dumps(table) + "\n")


main(sys.argv[1])
