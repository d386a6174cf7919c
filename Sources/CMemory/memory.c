#define _GNU_SOURCE
#include "CMemory.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define LUKE_HAS_SANITIZER 1
#endif
#endif

#if defined(__linux__)
#include <features.h>
#endif

// Sanitizers have a malloc of their own, and other C libraries none to fall back on.
#if defined(__GLIBC__) && !defined(LUKE_HAS_SANITIZER)

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The allocator that stands behind this one: the C library's, or one that was loaded before it
// (LD_PRELOAD), whose own `free` gets the memory back.
static void *(*_Atomic next_malloc)(size_t);
static int (*_Atomic next_memalign)(void **, size_t, size_t);

static void *plain_malloc(size_t size) {
  void *(*next)(size_t) = atomic_load_explicit(&next_malloc, memory_order_relaxed);
  if (!next) {
    next = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
    atomic_store_explicit(&next_malloc, next, memory_order_relaxed);
  }
  return next(size);
}

static int plain_memalign(void **memory, size_t alignment, size_t size) {
  int (*next)(void **, size_t, size_t) = atomic_load_explicit(&next_memalign, memory_order_relaxed);
  if (!next) {
    next = (int (*)(void **, size_t, size_t))dlsym(RTLD_NEXT, "posix_memalign");
    atomic_store_explicit(&next_memalign, next, memory_order_relaxed);
  }
  return next(memory, alignment, size);
}

static void (*_Atomic chosen)(size_t);
static atomic_flag is_ending = ATOMIC_FLAG_INIT;
/// Given back first of all, so that something can still be said.
static void *reserve;
enum { RESERVE_SIZE = 4 << 20 };

void luke_on_memory_shortage(void (*handler)(size_t size)) {
  reserve = plain_malloc(RESERVE_SIZE);
  atomic_store(&chosen, handler);
}

/// Whether an address is in the code of a library that goes on as if it had got the memory.
static int is_careless(void *address) {
  static const char *const libraries[] = {"libswiftCore", "Foundation", "libdnnl", "libopenblas"};
  Dl_info info;
  if (!dladdr(address, &info) || !info.dli_fname) return 0;
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
    if (strstr(info.dli_fname, libraries[i])) return 1;
  return 0;
}

static void end(size_t size) {
  void (*handler)(size_t) = atomic_load(&chosen);
  if (!handler) return;
  if (atomic_flag_test_and_set(&is_ending)) {
    static const char text[] = "luke-train: error: out of memory\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) { /* Nothing more can be done. */ }
    _exit(70);
  }
  free(reserve);
  handler(size);
}

void *malloc(size_t size) {
  void *memory = plain_malloc(size);
  if (!memory && is_careless(__builtin_return_address(0))) end(size);
  return memory;
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  int status = plain_memalign(memory, alignment, size);
  if (status == ENOMEM && is_careless(__builtin_return_address(0))) end(size);
  return status;
}

#else

void luke_on_memory_shortage(void (*handler)(size_t size)) { (void)handler; }

#endif
