// The public functions: each calls the kernel of the level chosen when the program starts.
#include "levels.h"

static const LukeKernelTable *chosen = &luke_kernels_baseline;

#if defined(__x86_64__)
static bool has_v3(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
    && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}

static bool has_v4(void) {
  return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
    && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq")
    && __builtin_cpu_supports("avx512vl");
}
#endif

static const LukeKernelTable *best_table(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (has_v4()) return &luke_kernels_v4;
  if (has_v3()) return &luke_kernels_v3;
#endif
  return &luke_kernels_baseline;
}

__attribute__((constructor)) static void choose_level(void) {
  chosen = best_table();
}

const LukeKernelTable *luke_kernel_table(const char *level) {
  const LukeKernelTable *best = best_table();
#if defined(__x86_64__)
  bool v4 = best == &luke_kernels_v4, v3 = v4 || best == &luke_kernels_v3;
  if (v4 && strcmp(level, luke_kernels_v4.level) == 0) return &luke_kernels_v4;
  if (v3 && strcmp(level, luke_kernels_v3.level) == 0) return &luke_kernels_v3;
#endif
  if (strcmp(level, luke_kernels_baseline.level) == 0) return &luke_kernels_baseline;
  return NULL;
}

const char *luke_kernel_level(void) {
  return chosen->level;
}

void luke_add(float *out, const float *a, const float *b, size_t count) {
  chosen->add(out, a, b, count);
}

void luke_accumulate(float *out, const float *a, float factor, size_t count) {
  chosen->accumulate(out, a, factor, count);
}

void luke_scale(float *out, const float *x, float factor, size_t count) {
  chosen->scale(out, x, factor, count);
}

void luke_add_bias(float *x, const float *bias, size_t rows, size_t columns) {
  chosen->add_bias(x, bias, rows, columns);
}

void luke_add_column_sums(float *sums, const float *x, size_t rows, size_t columns) {
  chosen->add_column_sums(sums, x, rows, columns);
}

void luke_tanh_forward(float *y, const float *x, size_t count) {
  chosen->tanh_forward(y, x, count);
}

void luke_tanh_backward(float *dx, const float *dy, const float *y, size_t count) {
  chosen->tanh_backward(dx, dy, y, count);
}

void luke_bias_gelu_forward(float *y, float *x, const float *bias, size_t rows, size_t columns) {
  chosen->bias_gelu_forward(y, x, bias, rows, columns);
}

void luke_gelu_backward(float *dx, const float *dy, const float *x, size_t count) {
  chosen->gelu_backward(dx, dy, x, count);
}

void luke_dropout(
  float *y, const float *x, size_t count, uint64_t key, uint32_t first, float probability) {
  chosen->dropout(y, x, count, key, first, probability);
}

void luke_layer_norm_forward(
  float *y, float *x, float *reciprocal, const float *bias, const float *residual,
  const float *gamma, const float *beta, size_t rows, size_t columns, float epsilon,
  uint64_t key, uint32_t first, float probability) {
  chosen->layer_norm_forward(
    y, x, reciprocal, bias, residual, gamma, beta, rows, columns, epsilon, key, first,
    probability);
}

void luke_layer_norm_backward(
  float *dz, const float *dy, const float *normalized, const float *reciprocal,
  const float *gamma, float *dgamma, float *dbeta, size_t rows, size_t columns) {
  chosen->layer_norm_backward(
    dz, dy, normalized, reciprocal, gamma, dgamma, dbeta, rows, columns);
}

void luke_softmax_forward(
  float *scores, float *log_sum_exp, size_t rows, size_t columns, size_t stride, float scale) {
  chosen->softmax_forward(scores, log_sum_exp, rows, columns, stride, scale);
}

void luke_softmax_again(
  float *scores, const float *log_sum_exp, size_t rows, size_t columns, size_t stride,
  float scale) {
  chosen->softmax_again(scores, log_sum_exp, rows, columns, stride, scale);
}

void luke_softmax_backward(
  float *dp, const float *p, const float *delta, size_t rows, size_t columns, size_t stride,
  float scale) {
  chosen->softmax_backward(dp, p, delta, rows, columns, stride, scale);
}

void luke_row_dots(
  float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t rows,
  size_t columns) {
  chosen->row_dots(out, a, stride_a, b, stride_b, rows, columns);
}

double luke_log_sum_exp(const float *logits, size_t columns) {
  return chosen->log_sum_exp(logits, columns);
}

void luke_cross_entropy_backward(
  float *dlogits, const float *logits, const float *log_sum_exp, const int32_t *labels,
  int32_t first, size_t rows, size_t columns, float factor) {
  chosen->cross_entropy_backward(
    dlogits, logits, log_sum_exp, labels, first, rows, columns, factor);
}

void luke_adamw(
  float *value, const float *gradient, float *first_moment, float *second_moment, size_t count,
  LukeAdamWStep step, LukeAdamWRates rates, float gradient_scale) {
  chosen->adamw(
    value, gradient, first_moment, second_moment, count, step, rates, gradient_scale);
}

void luke_adamw_idle(
  float *value, float *first_moment, float *second_moment, size_t count,
  const LukeAdamWStep *steps, size_t step_count, LukeAdamWRates rates) {
  chosen->adamw_idle(value, first_moment, second_moment, count, steps, step_count, rates);
}

LukeAdamWStep luke_adamw_step(float rate, float decay, float correction1, float correction2) {
  return (LukeAdamWStep){
    .keep = (float)(1.0 - (double)rate * (double)decay),
    .rate = (float)((double)rate / (double)correction1),
    .root = (float)(1.0 / sqrt((double)correction2)),
  };
}

LukeAdamWRates luke_adamw_rates(float beta1, float beta2, float epsilon) {
  return (LukeAdamWRates){
    .beta1 = beta1,
    .beta2 = beta2,
    .rest1 = (float)(1.0 - (double)beta1),
    .rest2 = (float)(1.0 - (double)beta2),
    .epsilon = epsilon,
  };
}

double luke_sum_of_squares(const float *x, size_t count) {
  return chosen->sum_of_squares(x, count);
}

void luke_to_bfloat16(uint16_t *out, const float *x, size_t count) {
  chosen->to_bfloat16(out, x, count);
}

void luke_round_to_bfloat16(float *out, const float *x, size_t count) {
  chosen->round_to_bfloat16(out, x, count);
}
