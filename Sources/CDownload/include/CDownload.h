/// Downloads with libcurl, which is loaded when it is first needed.
#ifndef LUKE_CDOWNLOAD_H
#define LUKE_CDOWNLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is fetched, and who takes it.
struct luke_download {
  /// An address that begins with http:// or https://.
  const char *address;
  /// How many bytes are there already; the server is asked for those after them.
  int64_t offset;
  /// Takes some bytes; false ends the download.
  bool (*take)(const void *bytes, size_t count, void *context);
  /// Whether to go on; asked once a second or more often.
  bool (*goes_on)(void *context);
  /// What both functions get.
  void *context;
};

/// How a download ended.
enum luke_download_outcome {
  LUKE_DOWNLOAD_DONE,
  /// There is no libcurl.
  LUKE_DOWNLOAD_NO_LIBRARY,
  /// There is no memory for libcurl.
  LUKE_DOWNLOAD_NO_MEMORY,
  /// One of the functions said so.
  LUKE_DOWNLOAD_STOPPED,
  /// The server gives whole files alone.
  LUKE_DOWNLOAD_NO_RANGES,
  /// The server answers with a status of an error.
  LUKE_DOWNLOAD_REFUSED,
  /// The connection failed or broke.
  LUKE_DOWNLOAD_FAILED,
};

struct luke_download_result {
  enum luke_download_outcome outcome;
  /// The status of HTTP; 0 where there was no answer.
  long status;
  /// What libcurl or the loader says; empty where all is well.
  char reason[512];
};

/// Downloads to the end, or until something ends it.
struct luke_download_result luke_fetch(const struct luke_download *download);

#ifdef __cplusplus
}
#endif
#endif
