// Makes the system fail, or ends the process, at a chosen call that changes files under a folder.
//
// Built by the tests and given to the program with LD_PRELOAD:
//
//     cc -shared -fPIC -O1 -o faults.so faults.c -ldl
//     LUKE_FAULT_FOLDER=/tmp/run LUKE_FAULT_AT=17 LUKE_FAULT=ENOSPC LD_PRELOAD=./faults.so luke-train ...
//
// What counts is every write, fsync, close, truncate, rename, unlink, mkdir and create whose file lies
// under LUKE_FAULT_FOLDER, an absolute path without links; the first is number 1.
//
//     LUKE_FAULT_AT    the number of the call that fails; 0 or nothing: none
//     LUKE_FAULT       how: "kill" before the call, "half" after half of a write (after the whole of
//                      any other call), "short" for a write of half the bytes and no error,
//                      "flip" for one that changes a byte on its way, ENOSPC, EIO or EDQUOT
//     LUKE_FAULT_ON    "1": all calls from that one on fail, but for what gives space back (close and
//                      unlink) where the disk is full
//     LUKE_FAULT_LOG   a file outside of the folder that gets a line for every call
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE, SYNC, CLOSE, TRUNCATE, RENAME, UNLINK, MKDIR, CREATE };
static const char *const names[] = {
    "write", "sync", "close", "truncate", "rename", "unlink", "mkdir", "create"};

static struct {
  char folder[PATH_MAX];
  size_t length;
  long at;
  char how[16];
  int code;
  int goes_on;
  int log;
} settings = {.log = -1};
static atomic_long count;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("LUKE_FAULT_FOLDER");
  if (!folder || !*folder) return;
  snprintf(settings.folder, sizeof settings.folder, "%s", folder);
  const char *at = getenv("LUKE_FAULT_AT"), *how = getenv("LUKE_FAULT");
  const char *on = getenv("LUKE_FAULT_ON"), *log = getenv("LUKE_FAULT_LOG");
  settings.at = at ? atol(at) : 0;
  snprintf(settings.how, sizeof settings.how, "%s", how ? how : "");
  settings.code = !strcmp(settings.how, "ENOSPC")   ? ENOSPC
                  : !strcmp(settings.how, "EIO")    ? EIO
                  : !strcmp(settings.how, "EDQUOT") ? EDQUOT
                                                    : 0;
  settings.goes_on = on && !strcmp(on, "1");
  if (log) settings.log = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
  settings.length = strlen(settings.folder);
}

// The absolute path of a file: of a descriptor, or of a path beside a folder's descriptor.
static int find(char *into, int folder, const char *path) {
  char link[64];
  if (path && *path == '/') {
    // A folder reached through its descriptor.
    if (sscanf(path, "/proc/self/fd/%d", &folder) != 1) return snprintf(into, PATH_MAX, "%s", path) > 0;
    path = strchr(path + 14, '/');
    path = path ? path + 1 : "";
  }
  if (folder == AT_FDCWD) {
    if (!getcwd(into, PATH_MAX)) return 0;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t size = readlink(link, into, PATH_MAX - 1);
    if (size < 0) return 0;
    into[size] = 0;
  }
  if (path && *path) {
    while (path[0] == '.' && path[1] == '/') path += 2;
    size_t length = strlen(into);
    snprintf(into + length, PATH_MAX - length, "/%s", path);
  }
  return 1;
}

static void end_process(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// What becomes of a call: 0 it is made, 1 it fails with errno, 2 only half of it is made and then the
// process ends, 3 only half of it is made, 4 it is made with a wrong byte.
static int fate(enum kind kind, int folder, const char *path) {
  if (!settings.length) return 0;
  int saved = errno;
  char file[PATH_MAX];
  int counts = find(file, folder, path) && !strncmp(file, settings.folder, settings.length)
               && (file[settings.length] == '/' || !file[settings.length]);
  errno = saved;
  if (!counts) return 0;
  long number = atomic_fetch_add(&count, 1) + 1;
  if (settings.log >= 0) {
    char line[PATH_MAX + 64];
    int size = snprintf(line, sizeof line, "%ld %s %s\n", number, names[kind], file + settings.length);
    syscall(SYS_write, settings.log, line, (size_t)size);
    errno = saved;
  }
  if (!settings.at) return 0;
  if (settings.code) {
    int is_hit = number == settings.at || (settings.goes_on && number > settings.at);
    if (!is_hit) return 0;
    if (number > settings.at && settings.code != EIO && (kind == CLOSE || kind == UNLINK)) return 0;
    errno = settings.code;
    return 1;
  }
  if (number != settings.at) return 0;
  if (!strcmp(settings.how, "kill")) end_process();
  return !strcmp(settings.how, "half")    ? 2
         : !strcmp(settings.how, "short") ? 3
         : !strcmp(settings.how, "flip")  ? 4
                                          : 0;
}

// The bytes with one of them changed.
static void *flipped(const void *bytes, size_t size) {
  unsigned char *copy = malloc(size);
  if (!copy) abort();
  memcpy(copy, bytes, size);
  if (size) copy[size / 2] ^= 0x10;
  return copy;
}

// MARK: Writing

#define WRITE_CALL(name, count_argument, parameters, arguments, halved, otherwise) \
  ssize_t name parameters {                                                        \
    switch (fate(WRITE, descriptor, NULL)) {                                       \
      case 1: return -1;                                                           \
      case 2:                                                                      \
        if (count_argument > 1) REAL(name) halved;                                 \
        end_process();                                                             \
      case 3:                                                                      \
        if (count_argument > 1) return REAL(name) halved;                          \
        break;                                                                     \
      case 4: return REAL(name) otherwise;                                         \
    }                                                                              \
    return REAL(name) arguments;                                                   \
  }

WRITE_CALL(write, size, (int descriptor, const void *bytes, size_t size),
           (descriptor, bytes, size), (descriptor, bytes, size / 2),
           (descriptor, flipped(bytes, size), size))
WRITE_CALL(pwrite, size, (int descriptor, const void *bytes, size_t size, off_t place),
           (descriptor, bytes, size, place), (descriptor, bytes, size / 2, place),
           (descriptor, flipped(bytes, size), size, place))
WRITE_CALL(pwrite64, size, (int descriptor, const void *bytes, size_t size, off64_t place),
           (descriptor, bytes, size, place), (descriptor, bytes, size / 2, place),
           (descriptor, flipped(bytes, size), size, place))
WRITE_CALL(writev, parts, (int descriptor, const struct iovec *vector, int parts),
           (descriptor, vector, parts), (descriptor, vector, parts / 2), (descriptor, vector, parts))
WRITE_CALL(pwritev, parts, (int descriptor, const struct iovec *vector, int parts, off_t place),
           (descriptor, vector, parts, place), (descriptor, vector, parts / 2, place),
           (descriptor, vector, parts, place))
WRITE_CALL(pwritev64, parts, (int descriptor, const struct iovec *vector, int parts, off64_t place),
           (descriptor, vector, parts, place), (descriptor, vector, parts / 2, place),
           (descriptor, vector, parts, place))

// The system's own buffered writes do not come by `write`; they count when they are asked for.
size_t fwrite(const void *bytes, size_t size, size_t parts, FILE *file) {
  switch (fate(WRITE, fileno(file), NULL)) {
    case 1: return 0;
    case 2:
      REAL(fwrite)(bytes, size, parts / 2, file);
      REAL(fflush)(file);
      end_process();
    case 3: return REAL(fwrite)(bytes, size, parts / 2, file);
  }
  return REAL(fwrite)(bytes, size, parts, file);
}

// MARK: Calls that are made whole or not at all

#define CALL(result, name, kind, folder, path, parameters, arguments) \
  result name parameters {                                            \
    switch (fate(kind, folder, path)) {                               \
      case 1: return -1;                                              \
      case 2:                                                         \
        REAL(name) arguments;                                         \
        end_process();                                                \
    }                                                                 \
    return REAL(name) arguments;                                      \
  }

CALL(int, fsync, SYNC, descriptor, NULL, (int descriptor), (descriptor))
CALL(int, fdatasync, SYNC, descriptor, NULL, (int descriptor), (descriptor))
CALL(int, ftruncate, TRUNCATE, descriptor, NULL, (int descriptor, off_t size), (descriptor, size))
CALL(int, ftruncate64, TRUNCATE, descriptor, NULL, (int descriptor, off64_t size), (descriptor, size))
CALL(int, truncate, TRUNCATE, AT_FDCWD, path, (const char *path, off_t size), (path, size))
CALL(int, truncate64, TRUNCATE, AT_FDCWD, path, (const char *path, off64_t size), (path, size))
CALL(int, rename, RENAME, AT_FDCWD, to, (const char *from, const char *to), (from, to))
CALL(int, renameat, RENAME, new_folder, to,
     (int folder, const char *from, int new_folder, const char *to), (folder, from, new_folder, to))
CALL(int, renameat2, RENAME, new_folder, to,
     (int folder, const char *from, int new_folder, const char *to, unsigned int flags),
     (folder, from, new_folder, to, flags))
CALL(int, unlink, UNLINK, AT_FDCWD, path, (const char *path), (path))
CALL(int, unlinkat, UNLINK, folder, path, (int folder, const char *path, int flags),
     (folder, path, flags))
CALL(int, rmdir, UNLINK, AT_FDCWD, path, (const char *path), (path))
CALL(int, remove, UNLINK, AT_FDCWD, path, (const char *path), (path))
CALL(int, mkdir, MKDIR, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
CALL(int, mkdirat, MKDIR, folder, path, (int folder, const char *path, mode_t mode),
     (folder, path, mode))

// A file is closed even where its last bytes could not be written. Only what could be written counts.
int close(int descriptor) {
  int flags = settings.length ? fcntl(descriptor, F_GETFL) : -1;
  if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY) {
    switch (fate(CLOSE, descriptor, NULL)) {
      case 1: {
        int code = errno;
        REAL(close)(descriptor);
        errno = code;
        return -1;
      }
      case 2:
        REAL(close)(descriptor);
        end_process();
    }
  }
  return REAL(close)(descriptor);
}

#define OPEN_CALL(name, folder, parameters, arguments) \
  int name parameters {                                \
    mode_t mode = 0;                                   \
    if (flags & O_CREAT) {                             \
      va_list list;                                    \
      va_start(list, flags);                           \
      mode = va_arg(list, mode_t);                     \
      va_end(list);                                    \
      switch (fate(CREATE, folder, path)) {            \
        case 1: return -1;                             \
        case 2:                                        \
          REAL(name) arguments;                        \
          end_process();                               \
      }                                                \
    }                                                  \
    return REAL(name) arguments;                       \
  }

OPEN_CALL(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(openat, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPEN_CALL(openat64, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

#define FOPEN_CALL(name)                           \
  FILE *name(const char *path, const char *mode) { \
    if (*mode != 'r') {                            \
      switch (fate(CREATE, AT_FDCWD, path)) {      \
        case 1: return NULL;                       \
        case 2:                                    \
          REAL(name)(path, mode);                  \
          end_process();                           \
      }                                            \
    }                                              \
    return REAL(name)(path, mode);                 \
  }

FOPEN_CALL(fopen)
FOPEN_CALL(fopen64)
