#include "LukeKernels.h"

static _Thread_local int inside_job;

int luke_inside_job(void) { return inside_job; }

void luke_set_inside_job(int inside) { inside_job = inside; }

void luke_spin_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
