"""Golden values of rliable, scipy and lifelines for packages/lab/src/analysis.

rliable 1.2.0, scipy 1.17.1, lifelines 0.30.3, numpy 2.4.6. Bootstrap intervals are random: the tests allow for the spread of
the percentiles. Scores are in rliable's layout, a row a run, a column a task.

    pip install rliable==1.2.0 scipy==1.17.1 lifelines==0.30.3 numpy==2.4.6
    python packages/lab/src/analysis/golden/make-golden.py packages/lab/src/analysis/golden/golden.json
"""

import json
import sys

import numpy
import scipy.stats
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from rliable import library, metrics

numpy.random.seed(20)
REPETITIONS = 20_000
# Rounded to tenths, so that there are ties.
FIRST = numpy.round(numpy.random.gamma(2.0, 0.4, (11, 3)), 1)
SECOND = numpy.round(numpy.random.gamma(2.0, 0.3, (9, 3)), 1)
CURVES = numpy.cumsum(numpy.random.uniform(0, 0.3, (10, 2, 4)), axis=2)
THRESHOLDS = numpy.linspace(0, 2, 9)


def estimate(data, function, repetitions=REPETITIONS):
    values, intervals = library.get_interval_estimates({"it": data}, function, reps=repetitions)
    low, high = intervals["it"]
    return [{"value": v, "low": l, "high": h} for v, l, h in zip(values["it"].tolist(), low.tolist(), high.tolist())]


def paired():
    first, second = FIRST[:9, 0], SECOND[:, 0]
    result = scipy.stats.bootstrap(
        (first, second), lambda x, y, axis: numpy.mean(x - y, axis=axis), paired=True, vectorized=True,
        n_resamples=REPETITIONS, method="percentile", rng=3,
    )
    low, high = result.confidence_interval
    return {"value": float(numpy.mean(first - second)), "low": float(low), "high": float(high)}


def survival(times, happened):
    fitter = KaplanMeierFitter().fit(times, happened)
    median = median_survival_times(fitter.confidence_interval_).to_numpy()[0]
    function = scipy.stats.ecdf(scipy.stats.CensoredData.right_censored(times, numpy.logical_not(happened))).sf
    band = function.confidence_interval(0.95, method="log-log")
    finite = lambda number: float(number) if numpy.isfinite(number) else None
    return {
        "times": times,
        "happened": happened,
        "curve": [
            {"time": t, "value": v, "low": finite(l), "high": finite(h)}
            for t, v, l, h in zip(
                function.quantiles.tolist(), function.probabilities.tolist(),
                band.low.probabilities.tolist(), band.high.probabilities.tolist(),
            )
        ],
        "median": {"value": finite(fitter.median_survival_time_), "low": finite(median[0]), "high": finite(median[1])},
    }


golden = {
    "first": FIRST.tolist(),
    "second": SECOND.tolist(),
    "curves": CURVES.tolist(),
    "thresholds": THRESHOLDS.tolist(),
    "interquartileMean": estimate(FIRST, lambda x: numpy.array([metrics.aggregate_iqm(x)]))[0],
    "optimalityGap": estimate(FIRST, lambda x: numpy.array([metrics.aggregate_optimality_gap(x)]))[0],
    "probabilityOfImprovement": estimate(
        [FIRST, SECOND], lambda x, y: numpy.array([metrics.probability_of_improvement(x, y)]), 4000
    )[0],
    "performanceProfile": estimate(FIRST, lambda x: library.score_distributions(x, THRESHOLDS)),
    "sampleEfficiency": estimate(
        CURVES, lambda x: numpy.array([metrics.aggregate_iqm(x[..., step]) for step in range(x.shape[-1])])
    ),
    "paired": paired(),
    "rankCorrelations": [float(scipy.stats.spearmanr(FIRST[:9, task], SECOND[:, task]).statistic) for task in range(3)],
    "quantiles": numpy.quantile(FIRST, [0, 0.025, 0.3, 0.5, 0.975, 1]).tolist(),
    "survivals": [
        survival([3, 4, 4, 5, 6, 6, 7, 9, 20, 20], [True] * 8 + [False] * 2),
        survival([2, 3, 3, 5, 8, 8, 10, 10, 10, 10], [True, True, False, True, False, True, False, False, False, False]),
        survival([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [True] * 10),
    ],
}
with open(sys.argv[1], "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
