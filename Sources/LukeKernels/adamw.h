// The optimizer's step, and the norm that clipping needs.

/// Moments too small for a full float become zeros: they move nothing, and arithmetic with such
/// numbers is slow on many processors.
INLINE vector without_denormals(vector x) {
  return choose(__builtin_elementwise_abs(x) < (vector)FLT_MIN, (vector)0, x);
}

INLINE vector adamw_update(
  vector value, vector *first_moment, vector *second_moment, vector g, LukeAdamWStep step,
  LukeAdamWRates rates) {
  vector m = multiply_add(*first_moment, (vector)rates.beta1, g * rates.rest1);
  vector v = multiply_add(*second_moment, (vector)rates.beta2, g * g * rates.rest2);
  *first_moment = m = without_denormals(m);
  *second_moment = v = without_denormals(v);
  vector denominator =
    multiply_add(__builtin_elementwise_sqrt(v), (vector)step.root, (vector)rates.epsilon);
  // Lanes beyond the end are 0 / 0 when epsilon is 0; they are never stored.
  vector update = step.rate * m / denominator;
  return multiply_add(value, (vector)step.keep, -update);
}

KERNEL void adamw(
  float *value, const float *gradient, float *first_moment, float *second_moment, size_t count,
  LukeAdamWStep step, LukeAdamWRates rates, float gradient_scale) {
  EACH_VECTOR(i, lanes, count, {
    vector g = load(gradient + i, lanes) * gradient_scale;
    vector m = load(first_moment + i, lanes), v = load(second_moment + i, lanes);
    vector x = adamw_update(load(value + i, lanes), &m, &v, g, step, rates);
    store(first_moment + i, m, lanes);
    store(second_moment + i, v, lanes);
    store(value + i, x, lanes);
  });
}

/// Vectors that are worked on side by side, to hide the time that a root and a quotient take.
#define IDLE_VECTORS 4

INLINE int any_set(const vector *x) {
  integers found = 0;
  for (size_t part = 0; part < IDLE_VECTORS; part++) found |= x[part] != (vector)0;
  return __builtin_reduce_or(found) != 0;
}

KERNEL void adamw_idle(
  float *value, float *first_moment, float *second_moment, size_t count,
  const LukeAdamWStep *steps, size_t step_count, LukeAdamWRates rates) {
  const size_t block = IDLE_VECTORS * LANES;
  for (size_t start = 0; start < count; start += block) {
    vector x[IDLE_VECTORS], m[IDLE_VECTORS], v[IDLE_VECTORS];
    size_t lanes[IDLE_VECTORS];
    for (size_t part = 0; part < IDLE_VECTORS; part++) {
      const size_t i = start + part * LANES;
      lanes[part] = i >= count ? 0 : count - i < LANES ? count - i : LANES;
      if (lanes[part] == 0) {
        x[part] = m[part] = v[part] = 0;
        continue;
      }
      x[part] = load(value + i, lanes[part]);
      m[part] = load(first_moment + i, lanes[part]);
      v[part] = load(second_moment + i, lanes[part]);
    }
    // Moments that are zeros stay so, and pages of zeros that nobody writes to take no memory.
    const int has_moments = any_set(m) || any_set(v);
    size_t k = 0;
    for (; k < step_count && any_set(m); k++) {
      for (size_t part = 0; part < IDLE_VECTORS; part++) {
        x[part] = adamw_update(x[part], &m[part], &v[part], (vector)0, steps[k], rates);
      }
    }
    // Without a first moment a step is decay alone: the very numbers, without root and quotient.
    for (; k < step_count; k++) {
      for (size_t part = 0; part < IDLE_VECTORS; part++) {
        x[part] *= steps[k].keep;
        v[part] = without_denormals(v[part] * rates.beta2);
      }
    }
    for (size_t part = 0; part < IDLE_VECTORS; part++) {
      const size_t i = start + part * LANES;
      if (lanes[part] == 0) break;
      store(value + i, x[part], lanes[part]);
      if (!has_moments) continue;
      store(first_moment + i, m[part], lanes[part]);
      store(second_moment + i, v[part], lanes[part]);
    }
  }
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
