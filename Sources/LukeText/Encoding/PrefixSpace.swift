/// Whether a byte-level tokenizer reads a text as if a space stood before it.
enum PrefixSpace {
  /// Always, before the text and behind every added token.
  case always
  /// As the tokenizer's files say.
  case asConfigured
  /// Never, whatever the files say.
  case never
}
