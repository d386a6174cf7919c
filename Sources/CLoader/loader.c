#define _GNU_SOURCE
#include "CLoader.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

// Whether a fault of the loader is that the system gave no memory.
static bool is_lack_of_memory(const char *reason) {
  static const char *const faults[] = {
    "cannot allocate memory", "failed to map segment", "cannot map zero-fill",
    "cannot create shared object descriptor", "cannot allocate",
  };
  // Folders from which nothing may be executed have the same fault for another reason.
  if (strcasestr(reason, "not permitted")) return false;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    if (strcasestr(reason, faults[i])) return true;
  return false;
}

struct luke_library luke_load_library(const char *const *names) {
  struct luke_library library = {NULL, false, ""};
  for (; *names && !library.handle && !library.lacks_memory; names++) {
    library.handle = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
    const char *reason = library.handle ? "" : dlerror();
    if (!reason) reason = "for no reason that is known";
    snprintf(library.reason, sizeof library.reason, "%s", reason);
    library.lacks_memory = is_lack_of_memory(reason);
  }
  return library;
}
