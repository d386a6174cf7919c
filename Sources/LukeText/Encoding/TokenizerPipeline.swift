/// The five parts of a tokenizer, under the names of Hugging Face's tokenizers library.
///
/// Text goes through the first three, one after the other; the template puts special tokens around
/// what comes out, and the decoder makes text of it again.
struct TokenizerPipeline: Sendable {
  /// Changes text before words are looked for; `nil` where it is read as it is.
  var normalizer: (any Normalizer)?
  /// Cuts text into words.
  var preTokenizer: any PreTokenizer
  /// Cuts words into subwords.
  var model: any SubwordModel
  /// Puts the special tokens around sequences.
  var template: any Template
  /// Makes text of tokens.
  var decoder: any TokenDecoder
  /// What is unusual about the vocabulary, one sentence each, to stand behind its origin.
  var notes: [String] = []
}
