// Softmax over the rows of attention scores, and its backward.

/// The greatest of x * scale.
INLINE float greatest_of_row(const float *x, size_t columns, float scale) {
  vector parts[4] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
  EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, columns, {
    vector value = first_lanes(load(x + i, lanes) * scale, lanes, -INFINITY);
    parts[part] = greater(parts[part], value);
  });
  return greatest(greater(greater(parts[0], parts[1]), greater(parts[2], parts[3])));
}

KERNEL void softmax_forward(
  float *scores, float *log_sum_exp, size_t rows, size_t columns, size_t stride, float scale) {
  for (size_t r = 0; r < rows; r++) {
    float *row = scores + r * stride;
    float top = greatest_of_row(row, columns, scale);
    // The last, partial vector waits here: reading back a masked store stalls.
    vector total = 0.0f, last = 0.0f;
    EACH_VECTOR(i, lanes, columns, {
      vector e = exponential(multiply_add(load(row + i, lanes), (vector)scale, (vector)-top));
      e = first_lanes(e, lanes, 0.0f);
      total += e;
      if (lanes == LANES)
        store(row + i, e, lanes);
      else
        last = e;
    });
    float denominator = sum(total), factor = 1.0f / denominator;
    log_sum_exp[r] = top + logf(denominator);
    EACH_VECTOR(i, lanes, columns, {
      vector e = lanes == LANES ? load(row + i, lanes) : last;
      store(row + i, e * factor, lanes);
    });
  }
}

KERNEL void softmax_again(
  float *scores, const float *log_sum_exp, size_t rows, size_t columns, size_t stride,
  float scale) {
  for (size_t r = 0; r < rows; r++) {
    float *row = scores + r * stride;
    const vector shift = -log_sum_exp[r];
    EACH_VECTOR(i, lanes, columns, {
      vector exponent = multiply_add(load(row + i, lanes), (vector)scale, shift);
      store(row + i, exponential(exponent), lanes);
    });
  }
}

KERNEL void softmax_backward(
  float *dp, const float *p, const float *delta, size_t rows, size_t columns, size_t stride,
  float scale) {
  for (size_t r = 0; r < rows; r++) {
    float *slope = dp + r * stride;
    const float *row = p + r * stride;
    EACH_VECTOR(i, lanes, columns, {
      vector difference = load(slope + i, lanes) - delta[r];
      store(slope + i, load(row + i, lanes) * difference * scale, lanes);
    });
  }
}

KERNEL void row_dots(
  float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t rows,
  size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    const float *left = a + r * stride_a, *right = b + r * stride_b;
    vector parts[4] = {0, 0, 0, 0};
    EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, columns, {
      parts[part] = multiply_add(load(left + i, lanes), load(right + i, lanes), parts[part]);
    });
    out[r] = sum(sum_of_parts(parts));
  }
}
