/// How many subwords of each of two sequences are kept so that both fit: the longer one is cut until it is
/// as long as the other, then both alike.
///
/// Source: `TruncationStrategy::LongestFirst` of Hugging Face's tokenizers, which transformers' scripts use.
enum PairTruncation {
  static func counts(_ first: Int, _ second: Int, limit: Int) -> (first: Int, second: Int) {
    if first + second <= limit { return (first, second) }
    var (shorter, longer) = (min(first, second), max(first, second))
    longer = shorter > limit ? shorter : max(shorter, limit - shorter)
    if shorter + longer > limit {
      shorter = limit / 2
      longer = shorter + limit % 2
    }
    return first <= second ? (shorter, longer) : (longer, shorter)
  }
}
