// Layer normalization of dropout(x + bias) + residual, a row at a time: each pass after the first
// finds the row in the nearest cache.

/// z = dropout(x + bias) + residual in place of x; returns the sum of the row.
INLINE float prepare_row(
  float *x, const float *bias, const float *residual, size_t columns, bool drops,
  dropout_rule rule, uint32_t first) {
  vector total = 0.0f;
  EACH_VECTOR(i, lanes, columns, {
    vector z = load(x + i, lanes);
    if (bias) z += load(bias + i, lanes);
    if (drops) z = apply_dropout(z, rule, first + (uint32_t)i);
    if (residual) z += load(residual + i, lanes);
    // What dropout left in lanes beyond the row is 0, as they were loaded as 0.
    total += z;
    store(x + i, z, lanes);
  });
  return sum(total);
}

INLINE float sum_of_squared_deviations(const float *z, float mean, size_t columns) {
  vector parts[4] = {0, 0, 0, 0};
  EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, columns, {
    vector deviation = first_lanes(load(z + i, lanes) - mean, lanes, 0.0f);
    parts[part] = multiply_add(deviation, deviation, parts[part]);
  });
  return sum(sum_of_parts(parts));
}

KERNEL void layer_norm_forward(
  float *y, float *x, float *reciprocal, const float *bias, const float *residual,
  const float *gamma, const float *beta, size_t rows, size_t columns, float epsilon,
  uint64_t key, uint32_t first, float probability) {
  dropout_rule rule = make_dropout_rule(key, probability);
  for (size_t r = 0; r < rows; r++) {
    size_t offset = r * columns;
    float *row = x + offset;
    float total = prepare_row(
      row, bias, residual ? residual + offset : NULL, columns, probability > 0.0f, rule,
      first + (uint32_t)offset);
    float mean = total / (float)columns;
    float variance = sum_of_squared_deviations(row, mean, columns) / (float)columns;
    float inverse = 1.0f / sqrtf(variance + epsilon);
    reciprocal[r] = inverse;
    EACH_VECTOR(i, lanes, columns, {
      vector normalized = (load(row + i, lanes) - mean) * inverse;
      store(row + i, normalized, lanes);
      vector result = multiply_add(normalized, load(gamma + i, lanes), load(beta + i, lanes));
      store(y + offset + i, result, lanes);
    });
  }
}

KERNEL void layer_norm_backward(
  float *dz, const float *dy, const float *normalized, const float *reciprocal,
  const float *gamma, float *dgamma, float *dbeta, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *slope = dy + r * columns, *value = normalized + r * columns;
    float *result = dz + r * columns;
    vector totals[4] = {0, 0, 0, 0}, products[4] = {0, 0, 0, 0};
    EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, columns, {
      vector d = load(slope + i, lanes), n = load(value + i, lanes);
      vector g = d * load(gamma + i, lanes);
      totals[part] += g;
      products[part] = multiply_add(g, n, products[part]);
      if (dgamma) {
        store(dgamma + i, multiply_add(d, n, load(dgamma + i, lanes)), lanes);
        store(dbeta + i, d + load(dbeta + i, lanes), lanes);
      }
    });
    float mean = sum(sum_of_parts(totals)) / (float)columns;
    float projection = sum(sum_of_parts(products)) / (float)columns;
    float inverse = reciprocal[r];
    EACH_VECTOR(i, lanes, columns, {
      vector g = multiply_add(load(slope + i, lanes), load(gamma + i, lanes), (vector)-mean);
      vector d = multiply_add(-load(value + i, lanes), (vector)projection, g);
      store(result + i, d * inverse, lanes);
    });
  }
}
