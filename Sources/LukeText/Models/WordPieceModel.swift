import LukeSystem

/// WordPiece, as in `BertTokenizer`.
///
/// A word becomes the longest known start, then the longest known continuation, and so on; a word
/// with an unknown rest is unknown as a whole.
struct WordPieceModel: SubwordModel {
  /// (node, byte) → node of two trees in one: node 0 is the root for starts of words, node 1 for
  /// continuations.
  private var edges: IntegerMap
  private var endings: [Int32] = [-1, -1]
  private let unknownID: Int32
  private let continuationPrefix: String
  /// The scalars of the longest word that is not unknown.
  private let maximumWordCount: Int

  init(vocabulary: ByteTable, continuationPrefix: String, unknownID: Int32, maximumWordCount: Int) {
    self.unknownID = unknownID
    self.continuationPrefix = continuationPrefix
    self.maximumWordCount = maximumWordCount
    edges = IntegerMap(minimumCapacity: 8 * vocabulary.count)
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
    for byte in key {
      if let next = edges[node, UInt32(byte)] {
        node = UInt32(next)
      } else {
        edges.set(UInt64(endings.count), first: node, second: UInt32(byte))
        node = UInt32(endings.count)
        endings.append(-1)
      }
    }
    if node != root { endings[Int(node)] = id }
  }

  func segment(_ word: UnsafeBufferPointer<UInt8>, into subwords: inout [Subword]) {
    guard let bytes = word.baseAddress else { return }
    let before = subwords.count
    let wordCount = UTF8Scalars.count(bytes, byteCount: word.count)
    var scalar = 0
    var start = wordCount > maximumWordCount ? -1 : 0
    while start >= 0, start < word.count {
      let (id, end) = longest(word, from: start)
      if end > start {
        let next = scalar + UTF8Scalars.count(bytes + start, byteCount: end - start)
        subwords.append(Subword(id: id, start: Int32(scalar), end: Int32(next)))
        scalar = next
      }
      start = end
    }
    if start < 0 {
      subwords.removeLast(subwords.count - before)
      subwords.append(Subword(id: unknownID, start: 0, end: Int32(wordCount)))
    }
  }

  /// The longest subword that starts at a place; its end is -1 when there is none.
  private func longest(_ word: UnsafeBufferPointer<UInt8>, from start: Int) -> (Int32, Int) {
    var node: UInt32 = start == 0 ? 0 : 1
    var found: (Int32, Int) = (-1, -1)
    var position = start
    while position < word.count, let next = edges[node, UInt32(word[position])] {
      node = UInt32(next)
      position += 1
      if endings[Int(node)] >= 0 { found = (endings[Int(node)], position) }
    }
    return found
  }

  func beginsWord(_ token: String) -> Bool {
    continuationPrefix.isEmpty || !token.utf8.starts(with: continuationPrefix.utf8)
  }
}
