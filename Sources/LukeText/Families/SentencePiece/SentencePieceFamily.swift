/// XLM-R's SentencePiece vocabularies, which are known by name and passed on, and cannot be read yet.
enum SentencePieceFamily: TokenizerFamily {
  static let transformersClass = "XLMRobertaTokenizer"
  static let modelType = "Unigram"
  static let tellingFile = "sentencepiece.bpe.model"
  static let vocabularyFiles = [tellingFile]
}
