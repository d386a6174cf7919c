#define _GNU_SOURCE
#include "COpenBLAS.h"
#include "CLoader.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

typedef void (*sgemm_function)(
  int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef char *(*name_function)(void);
typedef void (*threads_function)(int);

static sgemm_function sgemm;
static name_function core_name;
static const char *failure;
static char message[512];
static bool lacks_memory;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#if defined(__x86_64__)
  // OpenBLAS's dynamic dispatch goes by family numbers and falls back to AVX2 on those newer than
  // itself; the SkylakeX kernels need nothing but AVX-512.
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
    && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
#endif
  // Our own worker pool cuts products into blocks; a second pool inside would only fight it.
  setenv("OPENBLAS_NUM_THREADS", "1", 0);
  static const char *const names[] = {"libopenblas.so.0", "libopenblas.so", NULL};
  struct luke_library library = luke_load_library(names);
  lacks_memory = library.lacks_memory;
  if (!library.handle) {
    snprintf(
      message, sizeof message, "OpenBLAS cannot be loaded (%s); install libopenblas0", library.reason);
    failure = message;
    return;
  }
  sgemm = (sgemm_function)dlsym(library.handle, "cblas_sgemm");
  core_name = (name_function)dlsym(library.handle, "openblas_get_corename");
  threads_function set_threads = (threads_function)dlsym(library.handle, "openblas_set_num_threads");
  if (set_threads) set_threads(1);
  if (!sgemm) failure = "OpenBLAS was loaded but has no cblas_sgemm";
}

const char *luke_openblas_load(void) {
  pthread_once(&once, load);
  return failure;
}

bool luke_openblas_lacks_memory(void) {
  pthread_once(&once, load);
  return lacks_memory;
}

void luke_openblas_sgemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, float alpha, const float *a,
  int leading_a, const float *b, int leading_b, float beta, float *c, int leading_c) {
  enum { row_major = 101, plain = 111, transposed = 112 };
  sgemm(
    row_major, transpose_a ? transposed : plain, transpose_b ? transposed : plain, m, n, k, alpha,
    a, leading_a, b, leading_b, beta, c, leading_c);
}

const char *luke_openblas_core_name(void) {
  return luke_openblas_load() == NULL && core_name ? core_name() : "unknown";
}
