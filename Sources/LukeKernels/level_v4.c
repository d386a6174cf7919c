#include "levels.h"

#if defined(__x86_64__)
// The features of x86-64-v4 one by one: naming the architecture would also take its tuning, which
// prefers registers of half the width.
#pragma clang attribute push( \
  __attribute__((target( \
    "avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,popcnt"))), \
  apply_to = function)

#define LUKE_FUSED 1
#define LUKE_AVX512 1
#include "level.h"

#pragma clang attribute pop

const LukeKernelTable luke_kernels_v4 = LUKE_LEVEL_TABLE("x86-64-v4");
#endif
