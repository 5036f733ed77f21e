"""Command line, timing and output shared by the Python peers that time one update."""

import argparse
import json
import statistics
import time

from problem import Size

SIZES = [Size(4, 2, 50), Size(4, 2, 500), Size(6, 3, 50), Size(6, 3, 500), Size(8, 4, 200)]


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--sizes", action="append", type=parse_size, metavar="D,A,K", help="repeatable")
    parser.add_argument("--seconds", type=float, default=0.5, help="measuring time of a round")
    parser.add_argument("--rounds", type=int, default=3)
    values = parser.parse_args()
    values.sizes = values.sizes or SIZES
    return values


def parse_size(text):
    return Size(*(int(number) for number in text.split(",")))


def time_rounds(call, updates, seconds, rounds):
    """Microseconds an update in each round: the median over calls, each of which makes `updates` updates."""
    call()
    return [time_round(call, updates, seconds) for _ in range(rounds)]


def time_round(call, updates, seconds):
    calls = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        call()
        calls.append((time.perf_counter() - start) / updates * 1e6)
    return statistics.median(calls)


def report(peer, size, rounds, version, **more):
    line = {
        "peer": peer,
        "D": size.D,
        "A": size.A,
        "K": size.K,
        "microseconds": round(statistics.median(rounds), 2),
        "rounds": [round(microseconds, 2) for microseconds in rounds],
        **more,
        "version": version,
    }
    print(json.dumps(line), flush=True)
