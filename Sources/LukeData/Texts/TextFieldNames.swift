/// The usual names of the fields of texts, in small letters.
///
/// `predict.py` has the same lists, and a test holds them
/// against these.
package enum TextFieldNames {
  /// Names of two texts.
  ///
  /// What says most comes first; last are the names of answers and those that are like them.
  package static let pairs = [
    ("sentence1", "sentence2"), ("premise", "hypothesis"), ("premise", "hypo"),
    ("question1", "question2"), ("#1 string", "#2 string"), ("question", "sentence"),
    ("question", "passage"), ("text1", "text2"), ("text_a", "text_b"),
    ("sentence_a", "sentence_b"), ("query", "text"), ("text", "second_text"), ("text", "text2"),
    ("text", "text_2"), ("text", "text_b"), ("text", "sentence2"),
  ]
  /// Names of one text.
  package static let singles = [
    "text", "sentence", "utterance", "review", "content", "comment", "tweet", "query", "question",
    "headline", "document", "column_data",
  ]
  /// Names of an example's own name.
  package static let identifiers = [
    "id", "idx", "index", "guid", "uid", "pairid", "pair_id", "q_id", "sentence_pair_id",
  ]
}
