// Sums, products, biases and tanh.

KERNEL void add(float *out, const float *a, const float *b, size_t count) {
  EACH_VECTOR(i, lanes, count, store(out + i, load(a + i, lanes) + load(b + i, lanes), lanes););
}

KERNEL void accumulate(float *out, const float *a, float factor, size_t count) {
  EACH_VECTOR(i, lanes, count, {
    vector y = multiply_add(load(a + i, lanes), (vector)factor, load(out + i, lanes));
    store(out + i, y, lanes);
  });
}

KERNEL void scale(float *out, const float *x, float factor, size_t count) {
  EACH_VECTOR(i, lanes, count, store(out + i, load(x + i, lanes) * factor, lanes););
}

KERNEL void add_bias(float *x, const float *bias, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * columns;
    EACH_VECTOR(
      i, lanes, columns, store(row + i, load(row + i, lanes) + load(bias + i, lanes), lanes););
  }
}

/// A strip of up to eight rows at a time, so that the sums are read and written once per strip.
KERNEL void add_column_sums(float *sums, const float *x, size_t rows, size_t columns) {
  for (size_t first = 0; first < rows; first += 8) {
    size_t strip = rows - first < 8 ? rows - first : 8;
    const float *top = x + first * columns;
    EACH_VECTOR(i, lanes, columns, {
      vector total = load(sums + i, lanes);
      for (size_t r = 0; r < strip; r++) total += load(top + r * columns + i, lanes);
      store(sums + i, total, lanes);
    });
  }
}

KERNEL void tanh_forward(float *y, const float *x, size_t count) {
  EACH_VECTOR(i, lanes, count, store(y + i, hyperbolic_tangent(load(x + i, lanes)), lanes););
}

KERNEL void tanh_backward(float *dx, const float *dy, const float *y, size_t count) {
  EACH_VECTOR(i, lanes, count, {
    vector value = load(y + i, lanes);
    store(dx + i, load(dy + i, lanes) * multiply_add(-value, value, (vector)1.0f), lanes);
  });
}
