/// The innermost loops of the engine: float32, row-major, one thread.
///
/// Every function works on the rows or elements it is given and starts no thread; the caller cuts the
/// work into ranges. Each has one clone per instruction set (x86-64-v4, v3, baseline), chosen when the
/// program starts. Gradients are named `dX` for d(loss)/dX. A function that *adds* says so; all others
/// overwrite. Pointers of one call must not overlap unless the comment allows it.
#ifndef LUKE_KERNELS_H
#define LUKE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// --- Elementwise -------------------------------------------------------------------------------

/// out = a + b. `out` may be `a` or `b`.
void luke_add(float *out, const float *a, const float *b, size_t count);
/// out += a * factor.
void luke_accumulate(float *out, const float *a, float factor, size_t count);
/// out = x * factor. `out` may be `x`.
void luke_scale(float *out, const float *x, float factor, size_t count);
/// x[r, c] += bias[c].
void luke_add_bias(float *x, const float *bias, size_t rows, size_t columns);
/// sums[c] += sum over rows of x[r, c]; rows are added in order.
void luke_add_column_sums(float *sums, const float *x, size_t rows, size_t columns);
/// y = tanh(x). `y` may be `x`.
void luke_tanh_forward(float *y, const float *x, size_t count);
/// dX = dY * (1 - y^2), with y the forward's output. `dx` may be `dy`.
void luke_tanh_backward(float *dx, const float *dy, const float *y, size_t count);

// --- GELU, exact (erf) form ---------------------------------------------------------------------

/// x[r, c] += bias[c] (kept for backward), y = x * Phi(x). `bias` may be NULL.
void luke_bias_gelu_forward(float *y, float *x, const float *bias, size_t rows, size_t columns);
/// dX = dY * (Phi(x) + x * phi(x)), with x the biased input kept by the forward. `dx` may be `dy`.
void luke_gelu_backward(float *dx, const float *dy, const float *x, size_t count);

// --- Dropout: masks from a counter, nothing stored ------------------------------------------------

/// y[i] = kept(key, first + i) ? x[i] / (1 - probability) : 0. `y` may be `x`.
/// The same call on the gradient is the backward. The mask is a pure function of (key, first + i).
void luke_dropout(
  float *y, const float *x, size_t count, uint64_t key, uint32_t first, float probability);

// --- Layer normalization ----------------------------------------------------------------------

/// One pass over z = dropout(x + bias) + residual; normalized = (z - mean) * reciprocal, with
/// reciprocal = 1 / sqrt(variance + epsilon) (biased variance); y = normalized * gamma + beta.
/// `x` is overwritten with `normalized`, which the backward needs. `bias` and `residual` may be NULL.
/// Element (r, c) of the dropout mask has counter first + r * columns + c; probability 0 means none.
void luke_layer_norm_forward(
  float *y, float *x, float *reciprocal, const float *bias, const float *residual,
  const float *gamma, const float *beta, size_t rows, size_t columns, float epsilon,
  uint64_t key, uint32_t first, float probability);
/// dZ = reciprocal * (g - mean(g) - normalized * mean(g * normalized)), g = dY * gamma, means over a
/// row; dGamma and dBeta are *added* to (rows in order). `dz` may be `dy`. They may be NULL together.
void luke_layer_norm_backward(
  float *dz, const float *dy, const float *normalized, const float *reciprocal,
  const float *gamma, float *dgamma, float *dbeta, size_t rows, size_t columns);

// --- Softmax over rows, for attention ------------------------------------------------------------

/// p = softmax(scores * scale) in place over each row of `columns`, rows `stride` apart;
/// log_sum_exp[r] = log(sum(exp(scores[r, :] * scale))).
void luke_softmax_forward(
  float *scores, float *log_sum_exp, size_t rows, size_t columns, size_t stride, float scale);
/// p = exp(scores * scale - log_sum_exp[r]) in place: the forward's result again, from its saved sums.
void luke_softmax_again(
  float *scores, const float *log_sum_exp, size_t rows, size_t columns, size_t stride, float scale);
/// In place on dP: dS = p * (dP - delta[r]) * scale, with delta[r] = sum(p[r, :] * dP[r, :]).
void luke_softmax_backward(
  float *dp, const float *p, const float *delta, size_t rows, size_t columns, size_t stride,
  float scale);
/// out[r] = sum over c of a[r * stride_a + c] * b[r * stride_b + c].
void luke_row_dots(
  float *out, const float *a, size_t stride_a, const float *b, size_t stride_b, size_t rows,
  size_t columns);

// --- Softmax cross-entropy, of whole rows of logits or of some columns of them ------------------------

/// log of the sum of exp(logits[c]).
double luke_log_sum_exp(const float *logits, size_t columns);
/// dLogits = (softmax(logits) - onehot(label)) * factor for labelled rows, 0 for those whose label is
/// negative. The columns given are those of the classes from `first` on; log_sum_exp is that of all.
/// `dlogits` may be `logits`.
void luke_cross_entropy_backward(
  float *dlogits, const float *logits, const float *log_sum_exp, const int32_t *labels,
  int32_t first, size_t rows, size_t columns, float factor);

// --- Optimizer --------------------------------------------------------------------------------------

/// What one step of AdamW does to each element, made by `luke_adamw_step`.
typedef struct {
  /// 1 - rate * decay.
  float keep;
  /// rate / correction1.
  float rate;
  /// 1 / sqrt(correction2).
  float root;
} LukeAdamWStep;

/// What does not change from step to step, made by `luke_adamw_rates`.
typedef struct {
  float beta1, beta2, rest1, rest2, epsilon;
} LukeAdamWRates;

/// correction1 = 1 - b1^t and correction2 = 1 - b2^t with bias correction, both 1 without.
LukeAdamWStep luke_adamw_step(float rate, float decay, float correction1, float correction2);
LukeAdamWRates luke_adamw_rates(float beta1, float beta2, float epsilon);

/// One AdamW step (decoupled decay, as torch.optim.AdamW). g = gradient * gradient_scale;
/// value -= rate * decay * value, then m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
/// value -= rate / correction1 * m / (sqrt(v) / sqrt(correction2) + epsilon).
/// Moments below FLT_MIN become 0.
void luke_adamw(
  float *value, const float *gradient, float *first_moment, float *second_moment, size_t count,
  LukeAdamWStep step, LukeAdamWRates rates, float gradient_scale);
/// Several steps without a gradient, bit for bit what `luke_adamw` makes of zeros. Epsilon is not 0.
void luke_adamw_idle(
  float *value, float *first_moment, float *second_moment, size_t count,
  const LukeAdamWStep *steps, size_t step_count, LukeAdamWRates rates);
/// Sum of squares, in double precision, of a range; the result depends on the range alone.
double luke_sum_of_squares(const float *x, size_t count);

// --- bfloat16 ---------------------------------------------------------------------------------------

/// out = x rounded to bfloat16, to nearest with ties to even. What is not a number stays so.
void luke_to_bfloat16(uint16_t *out, const float *x, size_t count);
/// The same numbers as float32. `out` may be `x`.
void luke_round_to_bfloat16(float *out, const float *x, size_t count);

// --- Threads -----------------------------------------------------------------------------------------

/// Tells the processor that this thread spins.
void luke_spin_pause(void);
/// Whether this thread is inside a piece of a job of the worker pool, and the way to say so.
int luke_inside_job(void);
void luke_set_inside_job(int inside);

/// The clone in use: "x86-64-v4", "x86-64-v3" or "baseline".
const char *luke_kernel_level(void);

#ifdef __cplusplus
}
#endif

#include "LukeKernelTable.h"

#endif
