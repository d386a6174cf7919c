// The tables of all levels of this architecture, and what every level needs from the system.
#ifndef LUKE_LEVELS_H
#define LUKE_LEVELS_H

#include "include/LukeKernelTable.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
// Included before any target attribute is pushed: the intrinsics bring their own.
#include <immintrin.h>

extern const LukeKernelTable luke_kernels_v4;
extern const LukeKernelTable luke_kernels_v3;
#endif
extern const LukeKernelTable luke_kernels_baseline;

#endif
