/// WordPiece, as in `BertTokenizer`.
///
/// A word becomes the longest known start, then the longest known continuation, and so on; a word
/// with an unknown rest is unknown as a whole.
struct WordPieceModel: Sendable {
  /// Two trees in one: node 0 is the root for starts of words, node 1 for continuations.
  private var edges: PairTable
  private var endings: [Int32] = [-1, -1]
  private let unknownID: Int32
  private let maximumWordCount: Int

  init(vocabulary: ByteTable, continuationPrefix: String, unknownID: Int32, maximumWordCount: Int) {
    self.unknownID = unknownID
    self.maximumWordCount = maximumWordCount
    edges = PairTable(minimumCapacity: 8 * vocabulary.count)
    let prefix = Array(continuationPrefix.utf8)
    for number in 0..<vocabulary.count {
      let key = vocabulary.key(at: number)
      insert(key, id: vocabulary.values[number], root: 0)
      if key.starts(with: prefix) {
        insert(key.dropFirst(prefix.count), id: vocabulary.values[number], root: 1)
      }
    }
  }

  private mutating func insert(_ key: ArraySlice<UInt8>, id: Int32, root: UInt32) {
    var node = root
    for scalar in String(decoding: key, as: UTF8.self).unicodeScalars {
      if let next = edges[node, scalar.value] {
        node = UInt32(next)
      } else {
        edges.set(UInt64(endings.count), first: node, second: scalar.value)
        node = UInt32(endings.count)
        endings.append(-1)
      }
    }
    if node != root { endings[Int(node)] = id }
  }

  /// Appends the subwords of a word.
  func segment(_ word: UnsafeBufferPointer<UInt32>, into tokens: inout [WordToken]) {
    let before = tokens.count
    var start = word.count > maximumWordCount ? -1 : 0
    while start >= 0, start < word.count {
      let (id, end) = longest(word, from: start)
      if end > start { tokens.append(WordToken(id: id, start: Int32(start), end: Int32(end))) }
      start = end
    }
    if start < 0 {
      tokens.removeLast(tokens.count - before)
      tokens.append(WordToken(id: unknownID, start: 0, end: Int32(word.count)))
    }
  }

  /// The longest subword that starts at a place; its end is -1 when there is none.
  private func longest(_ word: UnsafeBufferPointer<UInt32>, from start: Int) -> (Int32, Int) {
    var node: UInt32 = start == 0 ? 0 : 1
    var found: (Int32, Int) = (-1, -1)
    var position = start
    while position < word.count, let next = edges[node, word[position]] {
      node = UInt32(next)
      position += 1
      if endings[Int(node)] >= 0 { found = (endings[Int(node)], position) }
    }
    return found
  }
}
