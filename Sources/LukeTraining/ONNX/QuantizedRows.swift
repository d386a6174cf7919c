import LukeCheckpoints

/// Rows of numbers as whole ones of 8 bits, each row with a scale of its own.
enum QuantizedRows {
  /// Elements that are handed on at a time, at least.
  private static let chunkSize = 1 << 20

  /// Hands whole numbers on, rows after rows, and gives the scales that they are multiplied with.
  /// - Parameter greatest: the whole number that stands for the number of a row that is farthest from 0; its negative
  ///   is the least one.
  static func write(
    _ values: UnsafeBufferPointer<Float>, columns: Int, greatest: Int,
    to sink: ModelWeights.ByteSink
  ) throws -> [Float] {
    let greatest = Float(greatest)
    var scales: [Float] = []
    var chunk: [Int8] = []
    for start in stride(from: 0, to: values.count, by: max(1, columns)) {
      let row = UnsafeBufferPointer(rebasing: values[start..<start + columns])
      let largest = row.reduce(0) { max($0, $1.magnitude) }
      // A row of zeros, such as that of padding, may have any scale.
      let scale = largest > 0 ? largest / greatest : 1
      scales.append(scale)
      chunk.append(
        contentsOf: row.lazy.map {
          Int8(max(-greatest, min(greatest, ($0 / scale).rounded(.toNearestOrEven))))
        })
      if chunk.count >= chunkSize {
        try chunk.withUnsafeBytes(sink)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    try chunk.withUnsafeBytes(sink)
    return scales
  }
}
