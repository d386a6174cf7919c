#include "CDownload.h"
#include "CLoader.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

// The functions of the library, by its own declarations.
static CURL *(*easy_init)(void);
static CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
static CURLcode (*easy_perform)(CURL *);
static CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
static void (*easy_cleanup)(CURL *);
static const char *(*easy_strerror)(CURLcode);

static struct luke_library library;
static bool is_whole;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", NULL};
  library = luke_load_library(names);
  if (!library.handle) return;
  easy_init = (CURL * (*)(void)) dlsym(library.handle, "curl_easy_init");
  easy_setopt = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library.handle, "curl_easy_setopt");
  easy_perform = (CURLcode(*)(CURL *))dlsym(library.handle, "curl_easy_perform");
  easy_getinfo = (CURLcode(*)(CURL *, CURLINFO, ...))dlsym(library.handle, "curl_easy_getinfo");
  easy_cleanup = (void (*)(CURL *))dlsym(library.handle, "curl_easy_cleanup");
  easy_strerror = (const char *(*)(CURLcode))dlsym(library.handle, "curl_easy_strerror");
  is_whole =
    easy_init && easy_setopt && easy_perform && easy_getinfo && easy_cleanup && easy_strerror;
  if (!is_whole) snprintf(library.reason, sizeof library.reason, "functions are missing in it");
}

struct state {
  const struct luke_download *download;
  bool is_stopped;
};

static size_t take(char *bytes, size_t size, size_t count, void *context) {
  struct state *state = context;
  if (!state->download->take(bytes, size * count, state->download->context)) {
    state->is_stopped = true;
    return 0;
  }
  return size * count;
}

static int watch(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  (void)a, (void)b, (void)c, (void)d;
  struct state *state = context;
  if (state->download->goes_on(state->download->context)) return 0;
  state->is_stopped = true;
  return 1;
}

static void set_up(CURL *handle, struct state *state, char *reason) {
  easy_setopt(handle, CURLOPT_URL, state->download->address);
  easy_setopt(handle, CURLOPT_ERRORBUFFER, reason);
  easy_setopt(handle, CURLOPT_USERAGENT, "luke-train");
  // Signals are the program's own.
  easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
  easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  easy_setopt(handle, CURLOPT_MAXREDIRS, 10L);
  // No address, and nothing that a server leads to, is one of a file of this machine.
  easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 30L);
  // A minute without a byte is the end.
  easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 60L);
  easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)state->download->offset);
  easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  easy_setopt(handle, CURLOPT_WRITEDATA, state);
  easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, watch);
  easy_setopt(handle, CURLOPT_XFERINFODATA, state);
}

struct luke_download_result luke_fetch(const struct luke_download *download) {
  struct luke_download_result result = {LUKE_DOWNLOAD_DONE, 0, ""};
  pthread_once(&once, load);
  if (!is_whole) {
    result.outcome = library.lacks_memory ? LUKE_DOWNLOAD_NO_MEMORY : LUKE_DOWNLOAD_NO_LIBRARY;
    snprintf(result.reason, sizeof result.reason, "%s", library.reason);
    return result;
  }
  CURL *handle = easy_init();
  if (!handle) {
    result.outcome = LUKE_DOWNLOAD_NO_MEMORY;
    return result;
  }
  char reason[CURL_ERROR_SIZE] = "";
  struct state state = {download, false};
  set_up(handle, &state, reason);
  CURLcode code = easy_perform(handle);
  easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.status);
  easy_cleanup(handle);
  if (code == CURLE_OK) return result;
  snprintf(result.reason, sizeof result.reason, "%s", reason[0] ? reason : easy_strerror(code));
  result.outcome = state.is_stopped              ? LUKE_DOWNLOAD_STOPPED
    : code == CURLE_RANGE_ERROR                  ? LUKE_DOWNLOAD_NO_RANGES
    : code == CURLE_HTTP_RETURNED_ERROR          ? LUKE_DOWNLOAD_REFUSED
    : code == CURLE_OUT_OF_MEMORY                ? LUKE_DOWNLOAD_NO_MEMORY
                                                 : LUKE_DOWNLOAD_FAILED;
  return result;
}
