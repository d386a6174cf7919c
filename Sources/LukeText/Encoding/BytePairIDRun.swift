/// Encodes stretches of text without added tokens by a byte-level tokenizer, to ids alone.
///
/// For one thread at a time.
final class BytePairIDRun {
  private let model: BytePairModel
  private let cache = WordIDCache()
  private let workspace: Workspace
  private var text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 256)
  private var ids = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 256)

  init(model: BytePairModel, workspace: Workspace) {
    (self.model, self.workspace) = (model, workspace)
  }

  deinit {
    text.deallocate()
    ids.deallocate()
  }

  /// Appends the ids of a text.
  func append(_ source: UnsafeBufferPointer<UInt8>, to result: inout [Int32]) {
    guard let base = source.baseAddress else { return }
    let end = source.count
    reserve(end)
    let (text, ids) = (self.text.baseAddress, self.ids.baseAddress)
    guard let text, let ids else { return }
    text.update(from: base, count: end)
    let splitter = ByteWordSplitter(text, end: end)
    var (start, count) = (0, 0)
    while start < end {
      let next = splitter.endOfWord(from: start)
      if next - start <= WordIDCache.maximumByteCount {
        let key = cache.key(text + start, count: next - start)
        var found = cache.copyIDs(of: key, to: ids + count)
        if found == 0 {
          found = segment(text + start, next - start, to: ids + count)
          if (1...WordIDCache.maximumIDCount).contains(found) {
            cache.set(ids + count, count: found, for: key)
          }
        }
        count += found
      } else {
        count += segment(text + start, next - start, to: ids + count)
      }
      start = next
    }
    result.append(contentsOf: UnsafeBufferPointer(start: ids, count: count))
  }

  /// Makes room for a text and what is read behind it, and for its ids: not more than it has bytes,
  /// and what the cache copies beyond.
  private func reserve(_ count: Int) {
    guard text.count < count + 32 else { return }
    text.deallocate()
    ids.deallocate()
    text = .allocate(capacity: 2 * count + 32)
    ids = .allocate(capacity: 2 * count + 32)
    text.initialize(repeating: 0)
    ids.initialize(repeating: 0)
  }

  /// Writes the ids of one word; gives their number.
  @inline(never)
  private func segment(
    _ word: UnsafePointer<UInt8>, _ count: Int, to output: UnsafeMutablePointer<Int32>
  ) -> Int {
    let scalarCount = workspace.load(UnsafeBufferPointer(start: word, count: count))
    let scalars = UnsafeBufferPointer(
      start: UnsafePointer(workspace.scalars.base), count: scalarCount)
    if scalarCount <= WordCache.maximumWordCount {
      return workspace.cache.withTokens(of: scalars) { word, tokens in
        model.segment(word, into: &tokens)
      } body: { tokens in
        for (index, token) in tokens.enumerated() { output[index] = token.id }
        return tokens.count
      }
    }
    workspace.longWord.removeAll(keepingCapacity: true)
    model.segment(scalars, into: &workspace.longWord)
    for (index, token) in workspace.longWord.enumerated() { output[index] = token.id }
    return workspace.longWord.count
  }
}
