// GELU in its exact form, x * Phi(x), with the bias before it.

KERNEL void bias_gelu_forward(
  float *y, float *x, const float *bias, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) {
    float *row = x + r * columns, *result = y + r * columns;
    EACH_VECTOR(i, lanes, columns, {
      vector value = load(row + i, lanes);
      if (bias) {
        value += load(bias + i, lanes);
        store(row + i, value, lanes);
      }
      store(result + i, value * normal_distribution(value).cumulative, lanes);
    });
  }
}

KERNEL void gelu_backward(float *dx, const float *dy, const float *x, size_t count) {
  const vector density = 0.39894228f;
  EACH_VECTOR(i, lanes, count, {
    vector value = load(x + i, lanes);
    normal_values normal = normal_distribution(value);
    vector slope = multiply_add(value * density, normal.bell, normal.cumulative);
    store(dx + i, load(dy + i, lanes) * slope, lanes);
  });
}
