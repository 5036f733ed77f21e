#pragma once
#include <cstdint>
#include <immintrin.h>

/** Four floats in a 128-bit register. */
using Lanes = __m128;

#define INLINE __attribute__((always_inline)) inline
#define UNROLLED _Pragma("GCC unroll 64")

INLINE Lanes splat(float x) { return _mm_set1_ps(x); }

/**
 * x ← 2^x for N vectors side by side, so that N chains of dependent operations overlap: a polynomial of degree 5 on [−½, ½]
 * (relative error 2e-7) times a power of two put together in the exponent bits. Below −100 it stays at 2^−100.
 */
template <int N> INLINE void powersOfTwo(Lanes (&x)[N]) {
  constexpr float coefficients[] = {1.3264724e-3f, 9.671513e-3f, 5.5507336e-2f, 2.4022242e-1f, 6.93147e-1f, 1.f};
  // Added to a small float, it rounds it to a whole number, which then stands in the lowest bits.
  const Lanes rounder = splat(12582912.f);
  Lanes whole[N], rest[N], power[N];
  UNROLLED for (int n = 0; n < N; n++) x[n] = _mm_max_ps(x[n], splat(-100.f));
  UNROLLED for (int n = 0; n < N; n++) whole[n] = x[n] + rounder;
  UNROLLED for (int n = 0; n < N; n++) rest[n] = x[n] - (whole[n] - rounder);
  UNROLLED for (int n = 0; n < N; n++) power[n] = splat(coefficients[0]);
  UNROLLED for (int i = 1; i <= 5; i++)
    UNROLLED for (int n = 0; n < N; n++) power[n] = power[n] * rest[n] + splat(coefficients[i]);
  UNROLLED for (int n = 0; n < N; n++) {
    const __m128i exponent = _mm_slli_epi32(_mm_castps_si128(whole[n]), 23);
    x[n] = _mm_castsi128_ps(_mm_add_epi32(_mm_castps_si128(power[n]), exponent));
  }
}

/**
 * N Gaussians side by side: out[n] = 2^(dᵀ F d), d = s_n − m (method §2). `means` and `forms` hold D and D(D+1)/2 vectors, `forms`
 * being C⁻¹ packed row by row, off-diagonals doubled, times −log₂e. `observations` is D × N.
 */
template <int D, int N>
INLINE void gaussians(Lanes (&out)[N], const Lanes *means, const Lanes *forms, const Lanes (&observations)[D][N]) {
  Lanes differences[D][N];
  UNROLLED for (int i = 0; i < D; i++)
    UNROLLED for (int n = 0; n < N; n++) differences[i][n] = observations[i][n] - means[i];
  int next = 0;
  UNROLLED for (int i = 0; i < D; i++) {
    Lanes row[N];
    UNROLLED for (int n = 0; n < N; n++) row[n] = forms[next] * differences[i][n];
    next++;
    UNROLLED for (int j = i + 1; j < D; j++, next++)
      UNROLLED for (int n = 0; n < N; n++) row[n] += forms[next] * differences[j][n];
    UNROLLED for (int n = 0; n < N; n++) out[n] = i ? out[n] + row[n] * differences[i][n] : row[n] * differences[i][n];
  }
  powersOfTwo(out);
}

/** Adds f·d to `pulls` (D) and f·d dᵀ to `scatters` (packed): one sample's share of Σ f d and of S (method §4). */
template <int D> INLINE void scatter(Lanes *pulls, Lanes *scatters, Lanes force, const Lanes (&differences)[D]) {
  int next = 0;
  UNROLLED for (int i = 0; i < D; i++) {
    const Lanes forced = force * differences[i];
    pulls[i] += forced;
    UNROLLED for (int j = i; j < D; j++) scatters[next++] += forced * differences[j];
  }
}

/** The sums of the lanes of a, b, c and d, in this order. */
INLINE Lanes laneSums(Lanes a, Lanes b, Lanes c, Lanes d) {
  const Lanes ab = _mm_unpacklo_ps(a, b) + _mm_unpackhi_ps(a, b);
  const Lanes cd = _mm_unpacklo_ps(c, d) + _mm_unpackhi_ps(c, d);
  return _mm_movelh_ps(ab, cd) + _mm_movehl_ps(cd, ab);
}

INLINE Lanes laneSums(const Lanes *four) { return laneSums(four[0], four[1], four[2], four[3]); }

/** c = 2δ/T with δ = Q(s, a) − r − discount · max_a' Q(s', a') (method §3, §4) of four samples; `nextValues` holds A vectors. */
template <int A, int T>
INLINE Lanes slopesOf(Lanes values, const Lanes *nextValues, const float *rewards, const float *discounts) {
  Lanes best = nextValues[0];
  for (int a = 1; a < A; a++) best = _mm_max_ps(best, nextValues[a]);
  return (values - _mm_loadu_ps(rewards) - _mm_loadu_ps(discounts) * best) * splat(2.f / T);
}
