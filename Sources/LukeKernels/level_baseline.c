#include "levels.h"

// What every processor of the architecture has; on 64-bit ARM that includes fused multiply-add.
#if defined(__FMA__) || defined(__aarch64__)
#define LUKE_FUSED 1
#endif
#include "level.h"

const LukeKernelTable luke_kernels_baseline = LUKE_LEVEL_TABLE("baseline");
