/**
 * Times the gradient part of one update (method §4) in 128-bit vectors: the honest bound of what portable SIMD can reach. Prints one
 * JSON line a size: the fastest of several variants, each of which was first held to a float64 loop.
 */
#include "hills_in_lanes.h"
#include "problem.h"
#include "samples_in_lanes.h"
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

namespace {

#ifdef __FMA__
constexpr const char *PEER = "native";
#else
constexpr const char *PEER = "native-no-fma";
#endif
constexpr double GREATEST_ERROR = 1e-4;

struct Arguments {
  std::vector<std::vector<int>> sizes;
  double seconds = 0.3;
  int rounds = 3;
};

/** One way to compute the gradient, and the microseconds an update took in each round. */
struct Result {
  std::string variant;
  double error;
  std::vector<double> rounds;
};

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers[numbers.size() / 2];
}

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/** Median over batches of updates (each DRAWS updates long) that fill `seconds`; microseconds an update. */
template <typename Kernel, int D, int A> double timeRound(Kernel &kernel, const Problem<D, A> &problem, double seconds) {
  std::vector<double> batches;
  for (const double end = now() + seconds; now() < end;) {
    const double start = now();
    for (const auto &rows : problem.rows) kernel.update(problem.buffer, rows);
    batches.push_back((now() - start) / DRAWS * 1e6);
  }
  return median(batches);
}

template <typename Kernel, int D, int A>
Result measure(const Problem<D, A> &problem, int sideBySide, const Arguments &arguments) {
  const auto kernel = std::make_unique<Kernel>(problem.mixture);
  Result result{std::string(Kernel::layout) + ", " + std::to_string(sideBySide) + " side by side", 0, {}};
  for (int draw = 0; draw < 8; draw++) {
    kernel->update(problem.buffer, problem.rows[draw]);
    const double error = relativeError<D, A>(kernel->gradient(), referenceGradient(problem, problem.rows[draw]));
    // Written so that NaN fails.
    if (!(error < GREATEST_ERROR)) {
      std::fprintf(stderr, "%s: relative error %g\n", result.variant.c_str(), error);
      std::exit(1);
    }
    result.error = std::max(result.error, error);
  }
  timeRound(*kernel, problem, arguments.seconds / 10);
  for (int round = 0; round < arguments.rounds; round++)
    result.rounds.push_back(timeRound(*kernel, problem, arguments.seconds));
  return result;
}

template <int D, int A> void compare(int componentCount, const Arguments &arguments) {
  const auto problem = std::make_unique<Problem<D, A>>(componentCount);
  const Result results[] = {
      measure<HillsInLanes<D, A, 4>>(*problem, 4, arguments),
      measure<HillsInLanes<D, A, 8>>(*problem, 8, arguments),
      measure<SamplesInLanes<D, A, 4>>(*problem, 4, arguments),
      measure<SamplesInLanes<D, A, 8>>(*problem, 8, arguments),
  };
  const Result *fastest = results;
  for (const Result &result : results) {
    if (median(result.rounds) < median(fastest->rounds)) fastest = &result;
    std::fprintf(stderr, "%s D=%d A=%d K=%d %s: %.2f\n", PEER, D, A, componentCount, result.variant.c_str(), median(result.rounds));
  }
  std::printf("{\"peer\":\"%s\",\"D\":%d,\"A\":%d,\"K\":%d,\"microseconds\":%.2f,\"rounds\":[", PEER, D, A, componentCount,
              median(fastest->rounds));
  for (size_t i = 0; i < fastest->rounds.size(); i++) std::printf("%s%.2f", i ? "," : "", fastest->rounds[i]);
  std::printf("],\"variant\":\"%s\",\"relativeError\":%.1e,\"version\":\"g++ %s\"}\n", fastest->variant.c_str(), fastest->error,
              __VERSION__);
}

Arguments parse(int count, char **words) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    if (!std::strcmp(words[i], "--seconds")) arguments.seconds = std::atof(words[i + 1]);
    else if (!std::strcmp(words[i], "--rounds")) arguments.rounds = std::atoi(words[i + 1]);
    else if (!std::strcmp(words[i], "--sizes")) {
      int d, a, k;
      if (std::sscanf(words[i + 1], "%d,%d,%d", &d, &a, &k) == 3) arguments.sizes.push_back({d, a, k});
    }
  }
  if (arguments.sizes.empty()) arguments.sizes = {{4, 2, 50}, {4, 2, 500}, {6, 3, 50}, {6, 3, 500}, {8, 4, 200}};
  return arguments;
}

} // namespace

int main(int count, char **words) {
  const Arguments arguments = parse(count, words);
  for (const auto &size : arguments.sizes) {
    if (size[0] == 4 && size[1] == 2) compare<4, 2>(size[2], arguments);
    else if (size[0] == 6 && size[1] == 3) compare<6, 3>(size[2], arguments);
    else if (size[0] == 8 && size[1] == 4) compare<8, 4>(size[2], arguments);
    else std::fprintf(stderr, "%s: D,A = %d,%d is not compiled in (4,2; 6,3; 8,4 are)\n", PEER, size[0], size[1]);
  }
}
