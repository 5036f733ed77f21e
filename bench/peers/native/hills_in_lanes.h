#pragma once
#include "problem.h"
#include "vectors.h"

/**
 * The gradient with four hills a vector: a block of four hills is an array of vectors (means, forms, weights), a sample's numbers
 * are broadcast. No sums over lanes but those of the 64 × (1 + A) values of Q. N samples are taken side by side.
 */
template <int D, int A, int N> class HillsInLanes {
  static constexpr int P = packedLength(D);
  struct Block {
    Lanes means[D], forms[P], weights[A];
  };
  using BlockGradient = HillGradient<D, A, Lanes>;

  std::vector<Block> blocks;
  std::vector<BlockGradient> gradients;
  /** blocks × T: G_k(s_t) */
  std::vector<Lanes> table;
  /** The minibatch, sorted by action; the samples of action a are starts[a] … starts[a + 1] − 1. */
  float observations[BATCH][D], nextObservations[BATCH][D], rewards[BATCH], discounts[BATCH];
  int actions[BATCH], starts[A + 1];
  /** T: Σ over blocks of ξ_{k,a_t} G_k(s_t), and A × T: of ξ_{k,a} G_k(s'_t) */
  Lanes values[BATCH], nextValues[A][BATCH];
  /** T: c_t in every lane */
  Lanes slopes[BATCH];

public:
  static constexpr const char *layout = "hills in lanes";

  explicit HillsInLanes(const Mixture<D, A> &mixture)
      : blocks((mixture.hills.size() + 3) / 4), gradients(blocks.size()), table(blocks.size() * BATCH) {
    for (size_t k = 0; k < mixture.hills.size(); k++) {
      Block &block = blocks[k / 4];
      for (int i = 0; i < D; i++) block.means[i][k % 4] = mixture.hills[k].mean[i];
      for (int i = 0; i < P; i++) block.forms[i][k % 4] = mixture.hills[k].form[i] * float(-M_LOG2E);
      for (int a = 0; a < A; a++) block.weights[a][k % 4] = mixture.hills[k].weights[a];
    }
  }

  void update(const Buffer<D> &buffer, const int *rows) {
    gather(buffer, rows);
    for (int t = 0; t < BATCH; t++) values[t] = splat(0);
    for (auto &row : nextValues)
      for (Lanes &value : row) value = splat(0);
    for (size_t b = 0; b < blocks.size(); b++) forward(blocks[b], &table[b * BATCH]);
    for (int t = 0; t < BATCH; t += 4) {
      Lanes next[A];
      for (int a = 0; a < A; a++) next[a] = laneSums(nextValues[a] + t);
      const Lanes four = slopesOf<A, BATCH>(laneSums(values + t), next, rewards + t, discounts + t);
      for (int i = 0; i < 4; i++) slopes[t + i] = splat(four[i]);
    }
    for (size_t b = 0; b < blocks.size(); b++) gradients[b] = backward(blocks[b], &table[b * BATCH]);
  }

  std::vector<HillGradient<D, A, float>> gradient() const {
    std::vector<HillGradient<D, A, float>> out(blocks.size() * 4);
    for (size_t k = 0; k < out.size(); k++) {
      for (int a = 0; a < A; a++) out[k].weights[a] = gradients[k / 4].weights[a][k % 4];
      for (int i = 0; i < D; i++) out[k].pulls[i] = gradients[k / 4].pulls[i][k % 4];
      for (int i = 0; i < P; i++) out[k].scatters[i] = gradients[k / 4].scatters[i][k % 4];
    }
    return out;
  }

private:
  void gather(const Buffer<D> &buffer, const int *rows) {
    std::fill_n(starts, A + 1, 0);
    for (int t = 0; t < BATCH; t++) starts[buffer.actions[rows[t]] + 1]++;
    for (int a = 0; a < A; a++) starts[a + 1] += starts[a];
    int next[A];
    std::copy_n(starts, A, next);
    for (int t = 0; t < BATCH; t++) {
      const int row = rows[t], at = next[buffer.actions[row]]++;
      std::copy_n(buffer.observations[row], D, observations[at]);
      std::copy_n(buffer.nextObservations[row], D, nextObservations[at]);
      actions[at] = buffer.actions[row];
      rewards[at] = buffer.rewards[row];
      discounts[at] = buffer.discounts[row];
    }
  }

  /** Adds the block's share to `values` and `nextValues`; writes G_k(s_t) to `gaussianRow` (T). */
  void forward(const Block &shared, Lanes *gaussianRow) {
    const Block block = shared;
    for (int t = 0; t < BATCH; t += N) {
      Lanes g[N];
      blockGaussians(g, block, observations + t);
      UNROLLED for (int n = 0; n < N; n++) {
        gaussianRow[t + n] = g[n];
        values[t + n] += shared.weights[actions[t + n]] * g[n];
      }
    }
    for (int t = 0; t < BATCH; t += N) {
      Lanes g[N];
      blockGaussians(g, block, nextObservations + t);
      UNROLLED for (int n = 0; n < N; n++)
        UNROLLED for (int a = 0; a < A; a++) nextValues[a][t + n] += block.weights[a] * g[n];
    }
  }

  static INLINE void blockGaussians(Lanes (&out)[N], const Block &block, const float (*rows)[D]) {
    Lanes broadcast[D][N];
    UNROLLED for (int i = 0; i < D; i++)
      UNROLLED for (int n = 0; n < N; n++) broadcast[i][n] = splat(rows[n][i]);
    gaussians(out, block.means, block.forms, broadcast);
  }

  BlockGradient backward(const Block &shared, const Lanes *gaussianRow) const {
    const Block block = shared;
    BlockGradient sums{};
    UNROLLED for (int a = 0; a < A; a++) {
      for (int t = starts[a]; t < starts[a + 1]; t++) {
        const Lanes slopeTimesGaussian = slopes[t] * gaussianRow[t];
        sums.weights[a] += slopeTimesGaussian;
        Lanes differences[D];
        UNROLLED for (int i = 0; i < D; i++) differences[i] = splat(observations[t][i]) - block.means[i];
        scatter(sums.pulls, sums.scatters, slopeTimesGaussian * block.weights[a], differences);
      }
    }
    return sums;
  }
};
