// The body of a level: level_*.c name the instruction set, push its attribute and include this.
// What follows is compiled for that instruction set alone.
#pragma clang fp contract(off)
// Vectors pass between inlined functions only, so no calling convention is concerned.
#pragma clang diagnostic ignored "-Wpsabi"

#include "vector.h"

#include "functions.h"

#include "adamw.h"
#include "bfloat16.h"
#include "dropout.h"
#include "elementwise.h"
#include "gelu.h"
#include "layer_norm.h"
#include "softmax.h"

#include "cross_entropy.h"

#define LUKE_KERNEL_POINTER(kernel) .kernel = kernel,
#define LUKE_LEVEL_TABLE(name) \
  {.level = name, LUKE_EACH_KERNEL(LUKE_KERNEL_POINTER)}
