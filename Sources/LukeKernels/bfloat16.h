// Rounding to bfloat16: the upper half of a float32, to nearest with ties to even.

typedef uint16_t halfwords __attribute__((ext_vector_type(16)));

/// The bits of x rounded to bfloat16, in the upper halves; the lower halves hold what was cut off.
/// What is not a number stays so.
INLINE words bfloat16_bits(vector x) {
  words bits = (words)x;
  words rounded = bits + 0x7fffu + ((bits >> 16) & 1u);
  return x == x ? rounded : (bits | 0x400000u);
}

KERNEL void to_bfloat16(uint16_t *out, const float *x, size_t count) {
  EACH_VECTOR(i, lanes, count, {
    halfwords rounded = __builtin_convertvector(bfloat16_bits(load(x + i, lanes)) >> 16, halfwords);
    memcpy(out + i, &rounded, lanes * sizeof(uint16_t));
  });
}

KERNEL void round_to_bfloat16(float *out, const float *x, size_t count) {
  EACH_VECTOR(i, lanes, count, {
    store(out + i, (vector)(bfloat16_bits(load(x + i, lanes)) & 0xffff0000u), lanes);
  });
}
