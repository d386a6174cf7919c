// Dropout whose mask is a function of key and counter.

KERNEL void dropout(
  float *y, const float *x, size_t count, uint64_t key, uint32_t first, float probability) {
  dropout_rule rule = make_dropout_rule(key, probability);
  EACH_VECTOR(i, lanes, count, {
    store(y + i, apply_dropout(load(x + i, lanes), rule, first + (uint32_t)i), lanes);
  });
}
