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

void *__libc_malloc(size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void (*_Atomic chosen)(size_t);
static atomic_flag is_ending = ATOMIC_FLAG_INIT;
/// Given back first of all, so that something can still be said.
static void *reserve;
enum { RESERVE_SIZE = 4 << 20 };

void luke_on_memory_shortage(void (*handler)(size_t size)) {
  reserve = __libc_malloc(RESERVE_SIZE);
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
  void *memory = __libc_malloc(size);
  if (!memory && is_careless(__builtin_return_address(0))) end(size);
  return memory;
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) || alignment & (alignment - 1) || !alignment) return EINVAL;
  void *found = __libc_memalign(alignment, size);
  if (!found && is_careless(__builtin_return_address(0))) end(size);
  if (!found) return ENOMEM;
  *memory = found;
  return 0;
}

#else

void luke_on_memory_shortage(void (*handler)(size_t size)) { (void)handler; }

#endif
