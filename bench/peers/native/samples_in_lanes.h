#pragma once
#include "problem.h"
#include "vectors.h"

/**
 * The gradient with four samples a vector: a hill's numbers are broadcast, and its D + D(D+1)/2 + A sums are summed over lanes in
 * the end. Which action a sample took is a factor of 0 or 1 in its slopes. N vectors of samples are taken side by side.
 */
template <int D, int A, int N> class SamplesInLanes {
  static constexpr int P = packedLength(D);
  static constexpr int VECTORS = BATCH / 4;
  using Hill = typename Mixture<D, A>::Hill;

  /** Forms are times −log₂e. */
  std::vector<Hill> hills;
  std::vector<HillGradient<D, A, float>> gradients;
  /** K × vectors: G_k(s_t) */
  std::vector<Lanes> table;
  Lanes observations[D][VECTORS], nextObservations[D][VECTORS];
  float rewards[BATCH], discounts[BATCH];
  /** A × vectors: 1 where the sample's action is a, else 0; Q(s_t, a), Q(s'_t, a); c_t where the sample's action is a, else 0 */
  Lanes chosen[A][VECTORS], values[A][VECTORS], nextValues[A][VECTORS], slopes[A][VECTORS];

public:
  static constexpr const char *layout = "samples in lanes";

  explicit SamplesInLanes(const Mixture<D, A> &mixture)
      : hills(mixture.hills), gradients(hills.size()), table(hills.size() * VECTORS) {
    for (Hill &hill : hills)
      for (float &x : hill.form) x *= float(-M_LOG2E);
  }

  void update(const Buffer<D> &buffer, const int *rows) {
    gather(buffer, rows);
    for (int a = 0; a < A; a++)
      for (int v = 0; v < VECTORS; v++) values[a][v] = nextValues[a][v] = splat(0);
    for (size_t k = 0; k < hills.size(); k++) forward(hills[k], &table[k * VECTORS]);
    for (int v = 0; v < VECTORS; v++) {
      Lanes value = splat(0), next[A];
      for (int a = 0; a < A; a++) value += chosen[a][v] * values[a][v];
      for (int a = 0; a < A; a++) next[a] = nextValues[a][v];
      const Lanes slope = slopesOf<A, BATCH>(value, next, rewards + 4 * v, discounts + 4 * v);
      for (int a = 0; a < A; a++) slopes[a][v] = chosen[a][v] * slope;
    }
    for (size_t k = 0; k < hills.size(); k++) backward(gradients[k], hills[k], &table[k * VECTORS]);
  }

  const std::vector<HillGradient<D, A, float>> &gradient() const { return gradients; }

private:
  void gather(const Buffer<D> &buffer, const int *rows) {
    for (int t = 0; t < BATCH; t++) {
      const int row = rows[t], v = t / 4, lane = t % 4;
      for (int i = 0; i < D; i++) observations[i][v][lane] = buffer.observations[row][i];
      for (int i = 0; i < D; i++) nextObservations[i][v][lane] = buffer.nextObservations[row][i];
      for (int a = 0; a < A; a++) chosen[a][v][lane] = buffer.actions[row] == a;
      rewards[t] = buffer.rewards[row];
      discounts[t] = buffer.discounts[row];
    }
  }

  /** Adds the hill's share to `values` and `nextValues`; writes G_k(s_t) to `gaussianRow` (vectors). */
  void forward(const Hill &hill, Lanes *gaussianRow) {
    Lanes means[D], forms[P], weights[A];
    UNROLLED for (int i = 0; i < D; i++) means[i] = splat(hill.mean[i]);
    UNROLLED for (int i = 0; i < P; i++) forms[i] = splat(hill.form[i]);
    UNROLLED for (int a = 0; a < A; a++) weights[a] = splat(hill.weights[a]);
    for (int v = 0; v < VECTORS; v += N) {
      Lanes g[N];
      columnGaussians(g, means, forms, observations, v);
      UNROLLED for (int n = 0; n < N; n++) {
        gaussianRow[v + n] = g[n];
        UNROLLED for (int a = 0; a < A; a++) values[a][v + n] += weights[a] * g[n];
      }
    }
    for (int v = 0; v < VECTORS; v += N) {
      Lanes g[N];
      columnGaussians(g, means, forms, nextObservations, v);
      UNROLLED for (int n = 0; n < N; n++)
        UNROLLED for (int a = 0; a < A; a++) nextValues[a][v + n] += weights[a] * g[n];
    }
  }

  static INLINE void columnGaussians(Lanes (&out)[N], const Lanes *means, const Lanes *forms,
                                     const Lanes (&columns)[D][VECTORS], int v) {
    Lanes some[D][N];
    UNROLLED for (int i = 0; i < D; i++)
      UNROLLED for (int n = 0; n < N; n++) some[i][n] = columns[i][v + n];
    gaussians(out, means, forms, some);
  }

  void backward(HillGradient<D, A, float> &out, const Hill &hill, const Lanes *gaussianRow) const {
    Lanes means[D], weights[A];
    UNROLLED for (int i = 0; i < D; i++) means[i] = splat(hill.mean[i]);
    UNROLLED for (int a = 0; a < A; a++) weights[a] = splat(hill.weights[a]);
    Lanes weightSums[A]{}, pulls[D]{}, scatters[P]{};
    for (int v = 0; v < VECTORS; v++) {
      Lanes force = splat(0);
      UNROLLED for (int a = 0; a < A; a++) {
        const Lanes slopeTimesGaussian = slopes[a][v] * gaussianRow[v];
        weightSums[a] += slopeTimesGaussian;
        force += slopeTimesGaussian * weights[a];
      }
      Lanes differences[D];
      UNROLLED for (int i = 0; i < D; i++) differences[i] = observations[i][v] - means[i];
      scatter(pulls, scatters, force, differences);
    }
    sumLanes<A>(out.weights, weightSums);
    sumLanes<D>(out.pulls, pulls);
    sumLanes<P>(out.scatters, scatters);
  }

  template <int COUNT> static INLINE void sumLanes(float *out, const Lanes *vectors) {
    UNROLLED for (int i = 0; i < COUNT; i += 4) {
      Lanes four[4];
      UNROLLED for (int n = 0; n < 4; n++) four[n] = i + n < COUNT ? vectors[i + n] : splat(0);
      const Lanes sums = laneSums(four);
      UNROLLED for (int n = 0; n < 4; n++) if (i + n < COUNT) out[i + n] = sums[n];
    }
  }
};
