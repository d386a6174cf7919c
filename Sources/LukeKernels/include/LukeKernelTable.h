/// The kernels of one instruction set, for tests and measurements that must name the level.
#ifndef LUKE_KERNEL_TABLE_H
#define LUKE_KERNEL_TABLE_H

#include "LukeKernels.h"

/// Applies X to the name of every kernel, without its `luke_`.
#define LUKE_EACH_KERNEL(X) \
  X(add) \
  X(accumulate) \
  X(scale) \
  X(add_bias) \
  X(add_column_sums) \
  X(tanh_forward) \
  X(tanh_backward) \
  X(bias_gelu_forward) \
  X(gelu_backward) \
  X(dropout) \
  X(layer_norm_forward) \
  X(layer_norm_backward) \
  X(softmax_forward) \
  X(softmax_again) \
  X(softmax_backward) \
  X(row_dots) \
  X(log_sum_exp) \
  X(cross_entropy_backward) \
  X(adamw) \
  X(adamw_idle) \
  X(sum_of_squares) \
  X(to_bfloat16) \
  X(round_to_bfloat16)

#define LUKE_KERNEL_FIELD(name) __typeof__(luke_##name) *_Nonnull name;

/// One pointer per kernel; `table->add` has the signature of `luke_add`.
typedef struct {
  const char *_Nonnull level;
  LUKE_EACH_KERNEL(LUKE_KERNEL_FIELD)
} LukeKernelTable;

/// The kernels of `level` ("x86-64-v4", "x86-64-v3" or "baseline"), or NULL where this processor
/// cannot run them.
const LukeKernelTable *_Nullable luke_kernel_table(const char *_Nonnull level);

#endif
