#include "levels.h"

#if defined(__x86_64__)
#pragma clang attribute push( \
  __attribute__((target("avx2,fma,bmi,bmi2,f16c,lzcnt,movbe,popcnt"))), apply_to = function)

#define LUKE_FUSED 1
#define LUKE_AVX2 1
#include "level.h"

#pragma clang attribute pop

const LukeKernelTable luke_kernels_v3 = LUKE_LEVEL_TABLE("x86-64-v3");
#endif
