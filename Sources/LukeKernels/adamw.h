// The optimizer's step, and the norm that clipping needs.

KERNEL void adamw(
  float *value, const float *gradient, float *first_moment, float *second_moment, size_t count,
  float rate, float beta1, float beta2, float epsilon, float decay, float correction1,
  float correction2, float gradient_scale) {
  const vector keep = (float)(1.0 - (double)rate * (double)decay);
  const vector step = (float)((double)rate / (double)correction1);
  const vector root = (float)(1.0 / sqrt((double)correction2));
  const float rest1 = (float)(1.0 - (double)beta1), rest2 = (float)(1.0 - (double)beta2);
  EACH_VECTOR(i, lanes, count, {
    vector g = load(gradient + i, lanes) * gradient_scale;
    vector m = multiply_add(load(first_moment + i, lanes), (vector)beta1, g * rest1);
    vector v = multiply_add(load(second_moment + i, lanes), (vector)beta2, g * g * rest2);
    store(first_moment + i, m, lanes);
    store(second_moment + i, v, lanes);
    vector denominator = multiply_add(__builtin_elementwise_sqrt(v), root, (vector)epsilon);
    // Lanes beyond the end are 0 / 0 when epsilon is 0; they are never stored.
    vector update = step * m / denominator;
    store(value + i, multiply_add(load(value + i, lanes), keep, -update), lanes);
  });
}

typedef double doubles __attribute__((ext_vector_type(16)));

KERNEL double sum_of_squares(const float *x, size_t count) {
  doubles parts[4] = {0, 0, 0, 0};
  EACH_VECTOR_IN_FOUR_PARTS(i, part, lanes, count, {
    doubles value = __builtin_convertvector(load(x + i, lanes), doubles);
    parts[part] += value * value;
  });
  doubles total = (parts[0] + parts[1]) + (parts[2] + parts[3]);
  double result = 0;
  for (int lane = 0; lane < 16; lane++) result += total[lane];
  return result;
}
