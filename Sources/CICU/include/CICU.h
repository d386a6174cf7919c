/// ICU's break iterator for sentences.
///
/// ICU's own headers stay out of here: Foundation brings declarations of the same names from another
/// version of ICU, which Swift cannot have beside them.
#ifndef LUKE_CICU_H
#define LUKE_CICU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Finds the sentences of one text after the other; for one thread at a time.
typedef struct luke_sentence_iterator luke_sentence_iterator;

/// Creates an iterator with the rules of a locale; NULL when ICU fails, `status` says why.
luke_sentence_iterator *luke_sentences_open(const char *locale, int32_t *status);

void luke_sentences_close(luke_sentence_iterator *iterator);

/// Takes a text in UTF-16, which must stay where it is while it is iterated; gives ICU's status, more
/// than 0 for a failure.
int32_t luke_sentences_set_text(
  luke_sentence_iterator *iterator, const uint16_t *text, int32_t length);

/// The next end of a sentence in UTF-16 units; -1 behind the last.
int32_t luke_sentences_next(luke_sentence_iterator *iterator);

/// ICU's name of a status.
const char *luke_icu_status_name(int32_t status);

/// The version of ICU this was built with.
const char *luke_icu_version(void);

#ifdef __cplusplus
}
#endif

#endif
