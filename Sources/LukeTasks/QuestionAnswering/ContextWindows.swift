/// The windows in which a context is read that is too long for one pass.
///
/// Source: `Encoding::truncate` of Hugging Face's tokenizers, which `return_overflowing_tokens` of
/// transformers goes by.
enum ContextWindows {
  /// Ranges of at most `limit` of `count` tokens, each `stride` of which are the last of the one before.
  ///
  /// `stride` must be less than `limit` where there is more than one window.
  static func windows(of count: Int, limit: Int, stride: Int) -> [Range<Int>] {
    if count <= limit { return [0..<count] }
    precondition(stride >= 0 && stride < limit, "windows of \(limit) with \(stride) in common")
    var windows: [Range<Int>] = []
    var start = 0
    while windows.last?.upperBound != count {
      windows.append(start..<min(start + limit, count))
      start += limit - stride
    }
    return windows
  }
}
