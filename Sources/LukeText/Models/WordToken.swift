/// A subword within a word: its id and the scalars it covers, counted from the word's start.
struct WordToken: Sendable {
  var id: Int32
  var start: Int32
  var end: Int32
}
