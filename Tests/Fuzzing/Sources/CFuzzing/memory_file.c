#define _GNU_SOURCE
#include "CFuzzing.h"

#include <sys/mman.h>

int luke_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }
