// Sixteen floats as one value: a register of AVX-512, two of AVX2, four of SSE or NEON.
//
// Everything here is inlined into the level that includes it (level_*.c), so the same source becomes
// one set of instructions per level. Operations are spelled out, with fused multiply-adds only where
// `multiply_add` says so: a result never depends on where in a range an element stands.

#define LANES ((size_t)16)
#define INLINE static inline __attribute__((always_inline, unused))
#define KERNEL static __attribute__((noinline))

typedef float vector __attribute__((ext_vector_type(16)));
typedef float half_vector __attribute__((ext_vector_type(8)));
typedef float quarter_vector __attribute__((ext_vector_type(4)));
typedef int32_t integers __attribute__((ext_vector_type(16)));
typedef uint32_t words __attribute__((ext_vector_type(16)));

/// Runs the statements with `i` = 0, 16, 32 …; `lanes` is the constant 16, and what is left at the end.
#define EACH_VECTOR(i, lanes, count, ...) \
  do { \
    size_t i = 0; \
    for (; i + LANES <= (count); i += LANES) { \
      const size_t lanes = LANES; \
      __VA_ARGS__ \
    } \
    if (i < (count)) { \
      const size_t lanes = (count) - i; \
      __VA_ARGS__ \
    } \
  } while (0)

/// As EACH_VECTOR, with `part` going round 0…3: four sums side by side hide the latency of adding.
#define EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, count, ...) \
  do { \
    size_t start = 0; \
    for (; start + 4 * LANES <= (count); start += 4 * LANES) { \
      _Pragma("clang loop unroll(full)") for (size_t part = 0; part < 4; part++) { \
        const size_t i = start + part * LANES, lanes = LANES; \
        __VA_ARGS__ \
      } \
    } \
    for (; start + LANES <= (count); start += LANES) { \
      const size_t i = start, part = 0, lanes = LANES; \
      __VA_ARGS__ \
    } \
    if (start < (count)) { \
      const size_t i = start, part = 0, lanes = (count) - start; \
      __VA_ARGS__ \
    } \
  } while (0)

INLINE vector multiply_add(vector a, vector b, vector c) {
#if LUKE_FUSED
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

/// Bitwise choice; `mask` lanes are all ones or all zeros, as comparisons give.
INLINE vector choose(integers mask, vector yes, vector no) {
  return mask ? yes : no;
}

INLINE integers lane_numbers(void) {
  return (integers){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
}

/// The first `lanes` lanes of `v`, `fill` in the others.
INLINE vector first_lanes(vector v, size_t lanes, float fill) {
  if (lanes == LANES) return v;
  return choose(lane_numbers() < (integers)(int32_t)lanes, v, (vector)fill);
}

#if LUKE_AVX512
INLINE vector load_part(const float *p, size_t lanes) {
  return (vector)_mm512_maskz_loadu_ps((__mmask16)((1u << lanes) - 1), p);
}
#elif LUKE_AVX2
INLINE __m256i half_mask(size_t lanes, int first) {
  const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)lanes - first), numbers);
}

INLINE vector load_part(const float *p, size_t lanes) {
  vector v;
  v.lo = (half_vector)_mm256_maskload_ps(p, half_mask(lanes, 0));
  v.hi = (half_vector)_mm256_maskload_ps(p + 8, half_mask(lanes, 8));
  return v;
}
#else
INLINE vector load_part(const float *p, size_t lanes) {
  vector v = 0;
  memcpy(&v, p, lanes * sizeof(float));
  return v;
}
#endif

/// In pieces of 8, 4, 2 and 1: processors hold up loads from the bytes that a masked store spares,
/// which are the start of the next row.
INLINE void store_part(float *p, vector v, size_t lanes) {
  if (lanes & 8) {
    memcpy(p, &v, 8 * sizeof(float));
    v.lo = v.hi;
    p += 8;
  }
  quarter_vector quarter = v.lo.lo;
  if (lanes & 4) {
    memcpy(p, &quarter, 4 * sizeof(float));
    quarter = v.lo.hi;
    p += 4;
  }
  if (lanes & 2) {
    memcpy(p, &quarter, 2 * sizeof(float));
    quarter.lo = quarter.hi;
    p += 2;
  }
  if (lanes & 1) *p = quarter.x;
}

/// `lanes` floats from `p`, zeros in the other lanes; nothing beyond them is read.
INLINE vector load(const float *p, size_t lanes) {
  if (lanes != LANES) return load_part(p, lanes);
  vector v;
  memcpy(&v, p, sizeof v);
  return v;
}

/// Writes the first `lanes` floats; nothing beyond them is touched.
INLINE void store(float *p, vector v, size_t lanes) {
  if (lanes == LANES)
    memcpy(p, &v, sizeof v);
  else
    store_part(p, v, lanes);
}

INLINE float sum(vector v) {
  half_vector half = v.lo + v.hi;
  quarter_vector quarter = half.lo + half.hi;
  return (quarter.x + quarter.z) + (quarter.y + quarter.w);
}

INLINE vector sum_of_parts(const vector *parts) {
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

/// The greater of the two; `a` where `b` is not a number.
INLINE vector greater(vector a, vector b) {
  return choose(b > a, b, a);
}

INLINE float greatest(vector v) {
  half_vector half = v.hi > v.lo ? v.hi : v.lo;
  quarter_vector quarter = half.hi > half.lo ? half.hi : half.lo;
  float first = quarter.z > quarter.x ? quarter.z : quarter.x;
  float second = quarter.w > quarter.y ? quarter.w : quarter.y;
  return second > first ? second : first;
}
