#define _GNU_SOURCE
#include "CFuzzing.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

// Functions of the C library, taken over for the whole process, its shared libraries included.

static const char *folder;

void luke_watch(const char *path) { folder = path; }
void luke_stop_watching(void) { folder = NULL; }

static void refuse(const char *what, const char *path) {
  const char *watched = folder;
  folder = NULL;
  fprintf(stderr, "==ERROR: a reader %s %s (watched: %s)\n", what, path ? path : "", watched);
  abort();
}

static int starts(const char *path, const char *start) {
  return strncmp(path, start, strlen(start)) == 0;
}

static int leaves(const char *path) {
  size_t count = strlen(path);
  return strstr(path, "/../") || (count >= 3 && strcmp(path + count - 3, "/..") == 0);
}

// The path of what lies in an open folder, in a buffer of the caller's.
static const char *located(int place, const char *path, char *buffer, size_t size) {
  if (!path || path[0] == '/' || place == AT_FDCWD) return path;
  char link[64], found[2048];
  snprintf(link, sizeof link, "/proc/self/fd/%d", place);
  ssize_t count = syscall(SYS_readlinkat, AT_FDCWD, link, found, sizeof found - 1);
  if (count < 0) return path;
  found[count] = 0;
  snprintf(buffer, size, "%s/%s", found, path);
  return buffer;
}

static void check_change(const char *path) {
  if (folder && (!path || !starts(path, folder) || leaves(path))) refuse("changes", path);
}

static void check_open(const char *path, int flags) {
  if (!folder || !path) return;
  if ((flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC)) return check_change(path);
  if (starts(path, folder) && !leaves(path)) return;
  // What the input itself is read through, and what the system's libraries read.
  if (starts(path, "/proc/") || starts(path, "/sys/")) return;
  if (strcmp(path, "/etc/localtime") == 0) return;
  if (starts(path, "/usr/share/zoneinfo") || starts(path, "/usr/lib/locale")) return;
  refuse("opens", path);
}

static int open_file(int place, const char *path, int flags, va_list rest) {
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
  char buffer[4096];
  check_open(located(place, path, buffer, sizeof buffer), flags);
  return (int)syscall(SYS_openat, place, path, flags, mode);
}

#define OPENING(name, parameters, place)         \
  int name parameters {                          \
    va_list rest;                                \
    va_start(rest, flags);                       \
    int file = open_file(place, path, flags, rest); \
    va_end(rest);                                \
    return file;                                 \
  }

OPENING(open, (const char *path, int flags, ...), AT_FDCWD)
OPENING(open64, (const char *path, int flags, ...), AT_FDCWD)
OPENING(openat, (int place, const char *path, int flags, ...), place)
OPENING(openat64, (int place, const char *path, int flags, ...), place)

int unlink(const char *path) {
  check_change(path);
  return (int)syscall(SYS_unlink, path);
}

int rmdir(const char *path) {
  check_change(path);
  return (int)syscall(SYS_rmdir, path);
}

int rename(const char *from, const char *to) {
  check_change(from);
  check_change(to);
  return (int)syscall(SYS_rename, from, to);
}

int mkdir(const char *path, mode_t mode) {
  check_change(path);
  return (int)syscall(SYS_mkdir, path, mode);
}

static void check_change_at(int place, const char *path) {
  char buffer[4096];
  check_change(located(place, path, buffer, sizeof buffer));
}

int unlinkat(int place, const char *path, int flags) {
  check_change_at(place, path);
  return (int)syscall(SYS_unlinkat, place, path, flags);
}

int mkdirat(int place, const char *path, mode_t mode) {
  check_change_at(place, path);
  return (int)syscall(SYS_mkdirat, place, path, mode);
}

int renameat(int place, const char *from, int new_place, const char *to) {
  check_change_at(place, from);
  check_change_at(new_place, to);
  return (int)syscall(SYS_renameat, place, from, new_place, to);
}

int renameat2(int place, const char *from, int new_place, const char *to, unsigned int flags) {
  check_change_at(place, from);
  check_change_at(new_place, to);
  return (int)syscall(SYS_renameat2, place, from, new_place, to, flags);
}

int symlink(const char *target, const char *path) {
  check_change(path);
  return (int)syscall(SYS_symlink, target, path);
}

int link(const char *from, const char *to) {
  check_change(to);
  return (int)syscall(SYS_link, from, to);
}

int truncate(const char *path, off_t size) {
  check_change(path);
  return (int)syscall(SYS_truncate, path, size);
}

int execve(const char *path, char *const arguments[], char *const environment[]) {
  if (folder) refuse("starts", path);
  return (int)syscall(SYS_execve, path, arguments, environment);
}

int posix_spawn(
  pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  if (folder) refuse("starts", path);
  __typeof__(&posix_spawn) next = (__typeof__(&posix_spawn))dlsym(RTLD_NEXT, "posix_spawn");
  return next(process, path, actions, attributes, arguments, environment);
}

int system(const char *command) {
  if (folder) refuse("starts", command);
  return ((__typeof__(&system))dlsym(RTLD_NEXT, "system"))(command);
}
