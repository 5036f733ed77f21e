#pragma once
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

/** T: transitions in a minibatch. */
constexpr int BATCH = 64;
/** B: transitions in the replay buffer. */
constexpr int CAPACITY = 10000;
/** Minibatches drawn in advance, used in turn. */
constexpr int DRAWS = 256;

constexpr int packedLength(int size) { return size * (size + 1) / 2; }

/** K hills as float32. */
template <int D, int A> struct Mixture {
  struct Hill {
    float mean[D];
    /** C⁻¹ row by row, off-diagonals doubled */
    float form[packedLength(D)];
    /** ξ_a */
    float weights[A];
  };
  std::vector<Hill> hills;
};

/** A replay buffer as columns. */
template <int D> struct Buffer {
  float observations[CAPACITY][D], nextObservations[CAPACITY][D];
  int actions[CAPACITY];
  float rewards[CAPACITY], discounts[CAPACITY];
};

/** What a kernel computes for one hill: ∂L/∂ξ_a, Σ_t f d and S packed (method §4). */
template <int D, int A, typename Number> struct HillGradient {
  Number weights[A], pulls[D], scatters[packedLength(D)];
};

/** A mixture, a buffer of random transitions and minibatches drawn from it; the same for the same K. */
template <int D, int A> struct Problem {
  Mixture<D, A> mixture;
  Buffer<D> buffer;
  int rows[DRAWS][BATCH];

  explicit Problem(int componentCount) {
    std::mt19937 random(1);
    std::uniform_real_distribution<float> symmetric(-1, 1);
    mixture.hills.resize(componentCount);
    for (auto &hill : mixture.hills) {
      for (float &x : hill.mean) x = symmetric(random);
      for (float &x : hill.weights) x = symmetric(random);
      // C⁻¹ = WᵀW, W = (I + small)/√(0.03 D): the paper preset's start, perturbed.
      float frame[D][D];
      for (int i = 0; i < D; i++)
        for (int j = 0; j < D; j++) frame[i][j] = ((i == j) + 0.2f * symmetric(random)) / std::sqrt(0.03f * D);
      int next = 0;
      for (int i = 0; i < D; i++)
        for (int j = i; j < D; j++) {
          float sum = 0;
          for (int l = 0; l < D; l++) sum += frame[l][i] * frame[l][j];
          hill.form[next++] = i == j ? sum : 2 * sum;
        }
    }
    for (int row = 0; row < CAPACITY; row++) {
      for (float &x : buffer.observations[row]) x = symmetric(random);
      for (float &x : buffer.nextObservations[row]) x = symmetric(random);
      buffer.actions[row] = random() % A;
      buffer.rewards[row] = symmetric(random);
      buffer.discounts[row] = random() % 50 ? 0.99f : 0;
    }
    for (auto &draw : rows)
      for (int &row : draw) row = random() % CAPACITY;
  }
};

/** The gradient of method §4 in float64, as plain loops: what the kernels are held to. */
template <int D, int A>
std::vector<HillGradient<D, A, double>> referenceGradient(const Problem<D, A> &problem, const int *rows) {
  using Hill = typename Mixture<D, A>::Hill;
  const auto &[mixture, buffer, _] = problem;
  auto gaussian = [](const Hill &hill, const float *observation) {
    double squaredDistance = 0;
    int next = 0;
    for (int i = 0; i < D; i++)
      for (int j = i; j < D; j++)
        squaredDistance += hill.form[next++] * (double(observation[i]) - hill.mean[i]) * (double(observation[j]) - hill.mean[j]);
    return std::exp(-squaredDistance);
  };
  auto value = [&](const float *observation, int action) {
    double sum = 0;
    for (const Hill &hill : mixture.hills) sum += hill.weights[action] * gaussian(hill, observation);
    return sum;
  };
  std::vector<HillGradient<D, A, double>> gradient(mixture.hills.size());
  for (int t = 0; t < BATCH; t++) {
    const int row = rows[t], action = buffer.actions[row];
    const float *observation = buffer.observations[row];
    double best = value(buffer.nextObservations[row], 0);
    for (int a = 1; a < A; a++) best = std::max(best, value(buffer.nextObservations[row], a));
    const double slope = 2 * (value(observation, action) - buffer.rewards[row] - buffer.discounts[row] * best) / BATCH;
    for (size_t k = 0; k < mixture.hills.size(); k++) {
      const Hill &hill = mixture.hills[k];
      const double slopeTimesGaussian = slope * gaussian(hill, observation);
      const double force = slopeTimesGaussian * hill.weights[action];
      gradient[k].weights[action] += slopeTimesGaussian;
      int next = 0;
      for (int i = 0; i < D; i++) {
        const double forced = force * (double(observation[i]) - hill.mean[i]);
        gradient[k].pulls[i] += forced;
        for (int j = i; j < D; j++) gradient[k].scatters[next++] += forced * (double(observation[j]) - hill.mean[j]);
      }
    }
  }
  return gradient;
}

/** Largest error of a kernel's gradient, relative to the largest entry of its group (weights, pulls, scatters). */
template <int D, int A>
double relativeError(const std::vector<HillGradient<D, A, float>> &found,
                     const std::vector<HillGradient<D, A, double>> &expected) {
  auto ofGroup = [&](auto group, auto expectedGroup, int size) {
    double error = 0, largest = 0;
    for (size_t k = 0; k < expected.size(); k++)
      for (int i = 0; i < size; i++) {
        error = std::max(error, std::abs((found[k].*group)[i] - (expected[k].*expectedGroup)[i]));
        largest = std::max(largest, std::abs((expected[k].*expectedGroup)[i]));
      }
    return error / largest;
  };
  using Found = HillGradient<D, A, float>;
  using Expected = HillGradient<D, A, double>;
  return std::max({ofGroup(&Found::weights, &Expected::weights, A), ofGroup(&Found::pulls, &Expected::pulls, D),
                   ofGroup(&Found::scatters, &Expected::scatters, packedLength(D))});
}
