/// Loads libraries at run time, and tells those that are missing from those that find no memory.
#ifndef LUKE_CLOADER_H
#define LUKE_CLOADER_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A library, or why there is none.
struct luke_library {
  /// For dlsym; NULL where it cannot be loaded.
  void *handle;
  /// Whether the system gives no memory for it: it may well be there then.
  bool lacks_memory;
  /// What the loader says of the last name that was tried; empty where it is loaded.
  char reason[384];
};

/// Loads the first of some libraries, by their file names, that is there and works; NULL ends the names.
/// Lack of memory ends the search, for the next name would find none either.
struct luke_library luke_load_library(const char *const *names);

#ifdef __cplusplus
}
#endif
#endif
