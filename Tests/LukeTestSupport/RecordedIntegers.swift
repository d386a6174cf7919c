import Foundation

/// An array of integers of any number of axes as a batch file holds it, row-major.
public struct RecordedIntegers: Equatable, Sendable {
  /// The sizes of the axes.
  public let shape: [Int]

  /// The elements, row-major.
  public let values: [Int]

  /// The row-major elements of each entry of the first axis.
  public var rows: [[Int]] {
    let width = shape.dropFirst().reduce(1, *)
    return (0..<(shape.first ?? 0)).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }

  /// Takes arrays of arrays, as `JSONSerialization` gives them; they must be rectangular.
  init(nested: Any) throws {
    if let number = nested as? NSNumber {
      (shape, values) = ([], [number.intValue])
      return
    }
    let parts = try (nested as? [Any] ?? []).map(RecordedIntegers.init(nested:))
    guard parts.allSatisfy({ $0.shape == parts.first?.shape }) else {
      throw GoldenError("a batch file's rows differ in length")
    }
    shape = [parts.count] + (parts.first?.shape ?? [])
    values = parts.flatMap(\.values)
  }
}
