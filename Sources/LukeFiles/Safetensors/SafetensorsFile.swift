import LukeSystem

/// One safetensors file, open for reading.
///
/// Header and places are checked when it is opened: every byte of the data belongs to exactly one
/// array, as the reference implementation asks.
public final class SafetensorsFile: NamedArrays, Sendable {
  /// The file.
  public var path: String { file.path }
  /// The arrays in the order of their data.
  public let descriptions: [ArrayDescription]
  /// What the file says about itself, such as `["format": "pt"]`.
  public let metadata: [String: String]

  private let file: RandomAccessFile
  private let entries: [String: SafetensorsHeader.Entry]

  /// Opens the file at `path`; throws `FileError`.
  public init(path: String) throws {
    file = try RandomAccessFile(path: path)
    try file.refuseOtherKinds()
    let header = try SafetensorsHeader(of: file)
    descriptions = header.entries.map(\.description)
    metadata = header.metadata
    entries = Dictionary(
      header.entries.map { ($0.description.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The array called `name`, or nil when there is none.
  public func description(of name: String) -> ArrayDescription? { entries[name]?.description }

  /// Reads rows of a floating-point array, converted to float32.
  public func read(
    _ name: String, rows: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    let array = try checkRows(rows, of: name, destinationCount: destination.count)
    let skipped = rows.lowerBound * array.rowSize * array.elementType.byteCount
    try file.readElements(array.elementType, at: offset(of: name) + skipped, into: destination)
  }

  /// Reads an integer or Boolean array.
  public func readIntegers(_ name: String) throws -> [Int64] {
    let array = try checkIntegers(of: name)
    return try file.readIntegers(
      array.elementType, at: offset(of: name), count: array.elementCount)
  }

  private func offset(of name: String) -> Int { entries[name]?.offset ?? 0 }
}
