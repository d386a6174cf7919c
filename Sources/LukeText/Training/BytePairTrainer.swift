/// Learns a byte-level byte-pair vocabulary from the words of a corpus.
///
/// Gives the vocabulary and the merges of Hugging Face's `ByteLevelBPETokenizer.train`, in the same
/// order: special tokens, the 256 bytes in the order of their characters, then a token for each merge;
/// the most frequent pair is merged first, of equally frequent ones the pair of the lowest ids.
/// Counts go up to 2⁶³, where Hugging Face's go wrong after 2³¹.
package struct BytePairTrainer: Sendable {
  /// The tokens that RoBERTa and LUKE give a role, as fairseq's tokenizers number them.
  package static let rolesOfRoBERTa = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]

  /// The most tokens that a tokenizer's reader takes.
  private static let largestVocabulary = 16_000_000

  private let vocabularySize: Int
  private let minimumCount: Int
  private let specialTokens: [String]

  /// Sets what is learned.
  ///
  /// `vocabularySize` counts all tokens; smaller than special tokens and bytes together it means no
  /// merges. A pair that occurs less than `minimumCount` times is not merged. Throws `TokenizerError`
  /// for a size that no tokenizer can have, and for special tokens that are empty or lack one of
  /// `rolesOfRoBERTa`.
  package init(
    vocabularySize: Int, minimumCount: Int = 2, specialTokens: [String] = rolesOfRoBERTa
  ) throws(TokenizerError) {
    guard (1...BytePairTrainer.largestVocabulary).contains(vocabularySize) else {
      throw .badContent(
        "the vocabulary size must be from 1 to \(BytePairTrainer.largestVocabulary), not "
          + "\(vocabularySize)")
    }
    let missing = BytePairTrainer.rolesOfRoBERTa.filter { !specialTokens.contains($0) }
    guard missing.isEmpty else {
      throw .badContent(
        "the special tokens lack \(missing.joined(separator: ", ")), which LUKE needs")
    }
    guard !specialTokens.contains("") else { throw .badContent("a special token is empty") }
    self.vocabularySize = vocabularySize
    self.minimumCount = minimumCount
    self.specialTokens = specialTokens
  }

  /// Learns from counted words.
  ///
  /// `progress` is told now and then how many merges of how many at most are done; what it throws ends
  /// the learning. The same words give the same vocabulary, in whatever order they were counted.
  package func train<Failure>(
    on counts: WordCounts, progress: (_ done: Int, _ total: Int) throws(Failure) -> Void
  ) throws(Failure) -> BytePairVocabulary {
    var vocabulary = BytePairVocabulary(
      specialTokens: specialTokens, addsPrefixSpace: counts.addsPrefixSpace)
    let total = max(0, vocabularySize - vocabulary.count)
    var learning = BytePairLearning(
      TrainingWords(counts.words, symbolOfByte: vocabulary.idOfByte))
    try learning.countPairs { () throws(Failure) in try progress(0, total) }
    var done = 0
    while vocabulary.count < vocabularySize,
      let candidate = learning.next(minimumCount: Int64(minimumCount))
    {
      learning.merge(candidate, to: vocabulary.addMerge(candidate.pair))
      done += 1
      if done & 63 == 0 { try progress(min(done, total), total) }
    }
    try progress(min(done, total), total)
    return vocabulary
  }
}
