// exp, tanh, the normal distribution and random words, sixteen at a time.
//
// The coefficients are least-maximum-error fits made for these ranges (reweighted least squares in
// double precision, then rounded). Not-a-number stays not-a-number throughout.

/// exp(x) within 1e-7 of its value for x in -87.3…88.3; 0 below and infinity above.
INLINE vector exponential(vector x) {
  // At these ends the exponent's field becomes 0 or 255, which stand for zero and infinity.
  const vector lowest = -88.0f, highest = 88.8f;
  // Adding 1.5 * 2^23 rounds to a whole number n; with the 127 the low bits are n's exponent field.
  const vector rounder = 12582912.0f + 127.0f;
  x = choose(x < lowest, lowest, x);
  x = choose(x > highest, highest, x);
  vector shifted = multiply_add(x, (vector)1.44269504f, rounder);
  vector n = shifted - rounder;
  // ln 2 in two parts; n times the first is exact.
  vector r = multiply_add(n, (vector)-0.693359375f, x);
  r = multiply_add(n, (vector)2.12194440e-4f, r);
  vector p = 0.0013814539f;
  p = multiply_add(p, r, (vector)0.008368745f);
  p = multiply_add(p, r, (vector)0.04166839f);
  p = multiply_add(p, r, (vector)0.16666521f);
  p = multiply_add(p, r, (vector)0.49999994f);
  p = multiply_add(p, r * r, r) + 1.0f;
  return p * (vector)((words)shifted << 23);
}

/// tanh(x) within 4e-7 of its value.
INLINE vector hyperbolic_tangent(vector x) {
  const vector limit = 9.01f, one = 1.0f;
  vector clamped = choose(x > limit, limit, choose(x < -limit, -limit, x));
  vector t = clamped * clamped;
  vector p = 1.3336873e-8f, q = 7.7692931e-7f;
  p = multiply_add(p, t, (vector)2.0596292e-5f);
  p = multiply_add(p, t, (vector)0.0034948122f);
  p = multiply_add(p, t, (vector)0.13380373f);
  p = multiply_add(p, t, one);
  q = multiply_add(q, t, (vector)3.2843649e-4f);
  q = multiply_add(q, t, (vector)0.025874032f);
  q = multiply_add(q, t, (vector)0.46713689f);
  q = multiply_add(q, t, one);
  vector y = clamped * p / q;
  return choose(y > one, one, choose(y < -one, -one, y));
}

/// The standard normal distribution at x.
typedef struct {
  vector cumulative;
  /// exp(-x^2 / 2), the density but for 1 / sqrt(2 pi).
  vector bell;
} normal_values;

/// Both tails keep their relative accuracy: Phi(-|x|) = exp(-x^2 / 2) * ratio(|x|), and the ratio is
/// smooth enough for a quotient of low degrees.
INLINE normal_values normal_distribution(vector x) {
  const vector zero = 0.0f, limit = 13.5f;
  vector a = __builtin_elementwise_abs(x);
  vector bell = exponential(x * x * -0.5f);
  a = choose(a > limit, limit, a);
  vector p = 0.004036981f, q = 0.010119072f;
  p = multiply_add(p, a, (vector)0.04009796f);
  p = multiply_add(p, a, (vector)0.18164556f);
  p = multiply_add(p, a, (vector)0.4361459f);
  p = multiply_add(p, a, (vector)0.5f);
  q = multiply_add(q, a, (vector)0.10051789f);
  q = multiply_add(q, a, (vector)0.46527448f);
  q = multiply_add(q, a, (vector)1.1958951f);
  q = multiply_add(q, a, (vector)1.6701767f);
  q = multiply_add(q, a, (vector)1.0f);
  vector tail = bell * (p / q);
  return (normal_values){choose(x > zero, 1.0f - tail, tail), bell};
}

/// What a dropout call needs: two words made of the key, the bar a random word must reach, the factor.
typedef struct {
  uint32_t first_key, second_key, threshold;
  float factor;
} dropout_rule;

/// The last steps of splitmix64 (Steele, Lea, Flood 2014): each bit of the key moves every bit.
INLINE uint64_t mix_key(uint64_t key) {
  key += 0x9e3779b97f4a7c15u;
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9u;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebu;
  return key ^ (key >> 31);
}

INLINE dropout_rule make_dropout_rule(uint64_t key, float probability) {
  uint64_t mixed = mix_key(key);
  dropout_rule rule = {(uint32_t)mixed, (uint32_t)(mixed >> 32), 0, 1.0f};
  if (probability >= 1.0f) {
    // Nothing is kept; the one word in 2^32 that reaches the bar is multiplied by 0.
    rule.threshold = UINT32_MAX;
    rule.factor = 0.0f;
  } else if (probability > 0.0f) {
    rule.threshold = (uint32_t)((double)probability * 4294967296.0);
    rule.factor = (float)(1.0 / (1.0 - (double)probability));
  }
  return rule;
}

/// A bijection of 32-bit words (multiply-xorshift, with the low-bias constants of hash-prospector).
INLINE words mix_words(words h) {
  h = (h ^ (h >> 16)) * 0x21f0aaadu;
  h = (h ^ (h >> 15)) * 0xd35a2d97u;
  return h ^ (h >> 15);
}

/// Sixteen random words, of the counters first, first + 1, … (modulo 2^32).
INLINE words random_words(dropout_rule rule, uint32_t first) {
  words counters = first + (words)lane_numbers();
  return mix_words(mix_words(counters + rule.first_key) + rule.second_key);
}

INLINE vector apply_dropout(vector x, dropout_rule rule, uint32_t first) {
  integers kept = random_words(rule, first) >= (words)rule.threshold;
  return choose(kept, x * rule.factor, (vector)0.0f);
}
