#ifndef LUKE_CLINUX_SHIM_H
#define LUKE_CLINUX_SHIM_H

// The system's headers show this function only to programs that ask for all of GNU's extensions.
extern int renameat2(
    int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);

// Lets two names of one file system change places in one step; -1 with errno where that fails or
// the file system has no such step.
static inline int luke_exchange(
    int folder, const char *first, int other_folder, const char *second) {
  return renameat2(folder, first, other_folder, second, 2 /* RENAME_EXCHANGE */);
}

extern int syncfs(int descriptor);

// Has all that was written to the file system of an open file come to the disk; -1 with errno where that
// fails.
static inline int luke_synchronize_all(int descriptor) { return syncfs(descriptor); }

#endif
