/// oneDNN's matrix products, loaded at run time where it is installed.
///
/// Its kernels are made for the processor when they are first used; on AVX-512 machines they are a
/// tenth faster than OpenBLAS's.
#ifndef LUKE_CONEDNN_H
#define LUKE_CONEDNN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Loads the library once. Returns whether it is there and has kernels for this processor.
bool luke_onednn_load(void);

/// Whether there was too little memory to load the library or to make its kernels: nothing may be
/// multiplied then. Known once it was loaded.
bool luke_onednn_lacks_memory(void);

/// C = op(A) * op(B), or C += when `adding`, row-major, on the calling thread alone.
/// op(A) is [m, k], op(B) is [k, n]; leading dimensions are row lengths in memory. Any number of threads
/// may call it at once, after `luke_onednn_load` has returned true. Returns whether it succeeded.
bool luke_onednn_sgemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, const float *a, int leading_a,
  const float *b, int leading_b, bool adding, float *c, int leading_c);

/// Whether the library multiplies bfloat16 matrices with instructions of this processor made for it.
/// `luke_onednn_load` must have returned true.
bool luke_onednn_has_bfloat16(void);

/// As `luke_onednn_sgemm` with factors of bfloat16; sums are kept in float32.
bool luke_onednn_bfloat16_gemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, const uint16_t *a, int leading_a,
  const uint16_t *b, int leading_b, bool adding, float *c, int leading_c);

#ifdef __cplusplus
}
#endif
#endif
