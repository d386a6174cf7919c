// ICU's names carry its version through macros, which Swift does not see.
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <unicode/uversion.h>

static inline UBreakIterator *luke_ubrk_open_sentence(const char *locale, UErrorCode *status) {
  return ubrk_open(UBRK_SENTENCE, locale, NULL, 0, status);
}

static inline void luke_ubrk_close(UBreakIterator *iterator) { ubrk_close(iterator); }

static inline void luke_ubrk_set_text(
    UBreakIterator *iterator, const UChar *text, int32_t length, UErrorCode *status) {
  ubrk_setText(iterator, text, length, status);
}

static inline int32_t luke_ubrk_first(UBreakIterator *iterator) { return ubrk_first(iterator); }

static inline int32_t luke_ubrk_next(UBreakIterator *iterator) { return ubrk_next(iterator); }

static inline int luke_icu_failed(UErrorCode status) { return U_FAILURE(status); }

static inline const char *luke_icu_version(void) { return U_ICU_VERSION; }
