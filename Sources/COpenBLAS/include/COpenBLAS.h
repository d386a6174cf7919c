/// OpenBLAS's single-precision matrix product, loaded at run time.
///
/// OpenBLAS reads which kernels to use from the environment at the moment it is loaded, and on
/// processors it does not know it takes old ones (AVX2 on an AVX-512 machine, half the speed). Loading
/// it here lets us choose first; what the user has set is never overridden.
#ifndef LUKE_COPENBLAS_H
#define LUKE_COPENBLAS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Loads the library once. Returns NULL when it is ready, or a message that says what is missing.
const char *luke_openblas_load(void);

/// Whether the library cannot be loaded because the system gives no memory for it.
bool luke_openblas_lacks_memory(void);

/// C = alpha * op(A) * op(B) + beta * C, row-major, on the calling thread alone.
/// op(A) is [m, k], op(B) is [k, n]; leading dimensions are row lengths in memory. Any number of threads
/// may call it at once, after `luke_openblas_load` has returned NULL. The same sizes give the same bits
/// at any alignment; cutting a product into rows may change them, as few rows take other kernels.
void luke_openblas_sgemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, float alpha, const float *a,
  int leading_a, const float *b, int leading_b, float beta, float *c, int leading_c);

/// The name of the kernels in use, e.g. "SkylakeX".
const char *luke_openblas_core_name(void);

#ifdef __cplusplus
}
#endif
#endif
