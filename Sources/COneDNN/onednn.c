#define _GNU_SOURCE
#include "COneDNN.h"
#include "CLoader.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

// The C interface of these functions has not changed from version 1 to 3, so no header is needed and
// any of them will do.
typedef int (*sgemm_function)(
  char, char, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t, float,
  float *, int64_t);
typedef int (*bfloat16_function)(
  char, char, int64_t, int64_t, int64_t, float, const uint16_t *, int64_t, const uint16_t *, int64_t,
  float, float *, int64_t);
typedef void (*threads_function)(int);

static sgemm_function sgemm;
static bfloat16_function bfloat16_gemm;
static threads_function set_threads;
static bool lacks_memory;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local bool is_single_threaded;

static bool has_kernels(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  // Elsewhere this function falls back to plain loops.
  return false;
#endif
}

static void load(void) {
  if (!has_kernels()) return;
  static const char *const names[] = {"libdnnl.so.3", "libdnnl.so.2", "libdnnl.so", NULL};
  struct luke_library found = luke_load_library(names);
  lacks_memory = found.lacks_memory;
  void *library = found.handle;
  if (!library) return;
  // Found through the library's own dependencies; builds without OpenMP have none.
  set_threads = (threads_function)dlsym(library, "omp_set_num_threads");
  sgemm = (sgemm_function)dlsym(library, "dnnl_sgemm");
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bf16"))
    bfloat16_gemm = (bfloat16_function)dlsym(library, "dnnl_gemm_bf16bf16f32");
#endif
}

// Our own worker pool cuts products into blocks; OpenMP's number of threads is one per thread that
// asks, and a team inside each of ours would only fight the others.
static void use_this_thread_alone(void) {
  if (is_single_threaded) return;
  if (set_threads) set_threads(1);
  is_single_threaded = true;
}

// The library writes its code when a product is first asked for, and crashes where there is no memory
// for it: so that happens at once, while next to nothing is in use.
static void write_code(void) {
  enum { LARGE = 160, SMALL = 8 };
  static float a[LARGE * LARGE], b[LARGE * LARGE], c[LARGE * LARGE];
  static const char letters[] = {'N', 'T'};
  use_this_thread_alone();
  for (int variant = 0; variant < 16; variant++) {
    int64_t size = variant & 1 ? LARGE : SMALL;
    char first = letters[variant >> 1 & 1], second = letters[variant >> 2 & 1];
    float adding = variant >> 3 & 1;
    sgemm(first, second, size, size, size, 1, a, size, b, size, adding, c, size);
    if (bfloat16_gemm)
      bfloat16_gemm(
        first, second, size, size, size, 1, (const uint16_t *)a, size, (const uint16_t *)b, size,
        adding, c, size);
  }
}

// Whether so much address space is left as the code and its workspace can take.
static bool has_memory(void) {
  enum { NEEDED = 64 << 20 };
  void *memory = mmap(NULL, NEEDED, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory != MAP_FAILED && munmap(memory, NEEDED) == 0;
}

static void load_and_write_code(void) {
  load();
  if (!sgemm) return;
  lacks_memory = !has_memory();
  if (!lacks_memory) write_code();
}

bool luke_onednn_lacks_memory(void) { return lacks_memory; }

bool luke_onednn_load(void) {
  pthread_once(&once, load_and_write_code);
  return sgemm != NULL;
}

bool luke_onednn_sgemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, const float *a, int leading_a,
  const float *b, int leading_b, bool adding, float *c, int leading_c) {
  use_this_thread_alone();
  return sgemm(
    transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, 1, a, leading_a, b, leading_b,
    adding ? 1 : 0, c, leading_c) == 0;
}

bool luke_onednn_has_bfloat16(void) { return bfloat16_gemm != NULL; }

bool luke_onednn_bfloat16_gemm(
  bool transpose_a, bool transpose_b, int m, int n, int k, const uint16_t *a, int leading_a,
  const uint16_t *b, int leading_b, bool adding, float *c, int leading_c) {
  use_this_thread_alone();
  return bfloat16_gemm(
    transpose_a ? 'T' : 'N', transpose_b ? 'T' : 'N', m, n, k, 1, a, leading_a, b, leading_b,
    adding ? 1 : 0, c, leading_c) == 0;
}
