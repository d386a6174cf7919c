// Softmax cross-entropy over rows that may be as long as a vocabulary.

/// Sums of this many terms are kept in single precision, the sums of those in double.
enum { cross_entropy_block = 2048 };

INLINE double sum_of_exponentials(const float *x, float top, size_t columns) {
  double total = 0;
  for (size_t first = 0; first < columns; first += cross_entropy_block) {
    size_t left = columns - first;
    size_t count = left < cross_entropy_block ? left : cross_entropy_block;
    vector partial = 0.0f;
    EACH_VECTOR(i, lanes, count, {
      partial += first_lanes(exponential(load(x + first + i, lanes) - top), lanes, 0.0f);
    });
    total += (double)sum(partial);
  }
  return total;
}

KERNEL double log_sum_exp(const float *logits, size_t columns) {
  float top = greatest_of_row(logits, columns, 1.0f);
  return (double)top + log(sum_of_exponentials(logits, top, columns));
}

KERNEL void cross_entropy_backward(
  float *dlogits, const float *logits, const float *log_sum_exp, const int32_t *labels,
  int32_t first, size_t rows, size_t columns, float factor) {
  for (size_t r = 0; r < rows; r++) {
    const float *row = logits + r * columns;
    float *result = dlogits + r * columns;
    if (labels[r] < 0) {
      memset(result, 0, columns * sizeof(float));
      continue;
    }
    const vector shift = log_sum_exp[r];
    EACH_VECTOR(i, lanes, columns, {
      store(result + i, exponential(load(row + i, lanes) - shift) * factor, lanes);
    });
    if (labels[r] < first) continue;
    size_t column = (size_t)(labels[r] - first);
    if (column < columns) result[column] -= factor;
  }
}
