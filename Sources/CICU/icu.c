#include "CICU.h"

#include <unicode/ubrk.h>
#include <unicode/uversion.h>

luke_sentence_iterator *luke_sentences_open(const char *locale, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &code);
  *status = code;
  if (U_SUCCESS(code)) return (luke_sentence_iterator *)iterator;
  if (iterator) ubrk_close(iterator);
  return NULL;
}

void luke_sentences_close(luke_sentence_iterator *iterator) {
  ubrk_close((UBreakIterator *)iterator);
}

int32_t luke_sentences_set_text(
  luke_sentence_iterator *iterator, const uint16_t *text, int32_t length) {
  UErrorCode code = U_ZERO_ERROR;
  ubrk_setText((UBreakIterator *)iterator, (const UChar *)text, length, &code);
  return code;
}

int32_t luke_sentences_next(luke_sentence_iterator *iterator) {
  // UBRK_DONE is -1.
  return ubrk_next((UBreakIterator *)iterator);
}

const char *luke_icu_status_name(int32_t status) { return u_errorName((UErrorCode)status); }

const char *luke_icu_version(void) { return U_ICU_VERSION; }
