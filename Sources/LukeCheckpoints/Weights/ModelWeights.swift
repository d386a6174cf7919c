import Foundation
public import LukeFiles
public import LukeLayers
import LukeSystem

/// Arrays under parameter names, read or computed only when they are asked for.
///
/// The arrays of a file, the parameters of a model, or either of them renamed, cut or extended:
/// every change gives a new value and reads nothing.
public struct ModelWeights: WeightSource {
  /// How errors name these weights: the path of the file they come from.
  public var weightOrigin: String
  /// What was read as something else than it is called, one sentence each.
  public internal(set) var notes: [String] = []

  var entries: [String: Entry]
  /// The arrays of the file, whatever they are, under the names that they have there.
  var fileNames: [String] = []

  struct Entry {
    typealias Values = UnsafeMutableBufferPointer<Float>

    var shape: [Int]
    /// The type that the source stores.
    var elementType = ElementType.float32
    /// The arrays of the file that the values are those of, under the names that they have there.
    var fileNames: [String] = []
    /// Fills a buffer with rows of the first axis.
    var readRows: (Range<Int>, Values) throws -> Void
    /// Lends all values where they lie in memory.
    var lend: (((UnsafeBufferPointer<Float>) throws -> Void) throws -> Void)?

    var rowCount: Int { shape.first ?? 1 }
    var count: Int { shape.reduce(1, *) }
    var rowSize: Int { shape.dropFirst().reduce(1, *) }

    func read(into values: Values) throws { try readRows(0..<rowCount, values) }

    /// Rows that are read at a time where the whole would be a second copy.
    var rowParts: [Range<Int>] {
      ArrayDescription.rowParts(rowCount: rowCount, rowSize: rowSize)
    }

    /// Reads into `values` and writes only rows that differ from what is there, so that pages of zeros
    /// that were never written to stay without memory.
    func readChanges(into values: Values) throws {
      let parts = rowParts
      let part = Values.allocate(capacity: (parts.first?.count ?? 0) * rowSize)
      defer { part.deallocate() }
      for rows in parts {
        let found = Values(rebasing: part[0..<rows.count * rowSize])
        try readRows(rows, found)
        for row in 0..<rows.count {
          let source = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(found)[row * rowSize * 4..<(row + 1) * rowSize * 4])
          let target = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(
              rebasing: values[
                (rows.lowerBound + row) * rowSize..<(rows.lowerBound + row + 1) * rowSize]))
          guard let from = source.baseAddress, let to = target.baseAddress else { continue }
          if memcmp(from, to, source.count) != 0 { memcpy(to, from, source.count) }
        }
      }
    }
  }

  init(weightOrigin: String, entries: [String: Entry]) {
    self.weightOrigin = weightOrigin
    self.entries = entries
  }

  /// The floating-point arrays of a file.
  ///
  /// Others are no weights: old files have lists of positions, for example. Weights that are infinite
  /// or not a number are an error when they are read, unless they are not to be checked.
  public init(_ arrays: any NamedArrays, checksNumbers: Bool = true) {
    let entries = arrays.descriptions.filter(\.elementType.isFloatingPoint).map { array in
      let isChecked = checksNumbers && Self.isWeight(array.name)
      let entry = Entry(
        shape: array.shape, elementType: array.elementType, fileNames: [array.name]
      ) { rows, values in
        try arrays.read(array.name, rows: rows, into: values)
        guard isChecked, !UnsafeBufferPointer(values).areAllFinite else { return }
        throw CheckpointError.weightsWithoutNumbers(in: arrays)
      }
      return (array.name, entry)
    }
    self.init(
      weightOrigin: arrays.path,
      entries: Dictionary(entries, uniquingKeysWith: { first, _ in first }))
    fileNames = arrays.descriptions.map(\.name)
  }

  /// The parameters of a model as they are when they are read, under their own names.
  public init(_ store: ParameterStore, origin: String = "the model") {
    var entries: [String: Entry] = [:]
    for parameter in store.parameters {
      let rowSize = parameter.shape.dropFirst().reduce(1, *)
      entries[parameter.name] = Entry(shape: parameter.shape) { rows, values in
        parameter.tensor.withUnsafeMutableBuffer { all in
          _ = values.update(
            fromContentsOf: all[rows.lowerBound * rowSize..<rows.upperBound * rowSize])
        }
      } lend: { body in
        try parameter.tensor.withUnsafeMutableBuffer { try body(UnsafeBufferPointer($0)) }
      }
    }
    self.init(weightOrigin: origin, entries: entries)
  }

  /// Arrays in memory, row-major.
  package init(_ arrays: [(name: String, shape: [Int], values: [Float])], origin: String) {
    let entries = arrays.map { array in
      let rowSize = array.shape.dropFirst().reduce(1, *)
      return (
        array.name,
        Entry(shape: array.shape) { rows, values in
          _ = values.update(
            fromContentsOf: array.values[rows.lowerBound * rowSize..<rows.upperBound * rowSize])
        }
      )
    }
    self.init(
      weightOrigin: origin, entries: Dictionary(entries, uniquingKeysWith: { first, _ in first }))
  }

  /// The shape of each array by its name, as PyTorch has it; `[]` for a scalar.
  public var weightShapes: [String: [Int]] { entries.mapValues(\.shape) }

  /// Names, shapes and stored types, sorted by the bytes of their names.
  public var descriptions: [ArrayDescription] {
    entries.map {
      ArrayDescription(name: $0.key, shape: $0.value.shape, elementType: $0.value.elementType)
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Reads an array as float32, row-major, into as many elements as its shape has.
  ///
  /// Throws `FileError` when reading fails, a checksum is wrong or there is no such array, and
  /// `CheckpointError` for weights that are infinite or not a number.
  public func readWeight(
    _ name: String, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    try require(name).read(into: destination)
  }

  /// Reads an array as float32 into a new Swift array, row-major: as many elements as its shape has.
  ///
  /// Throws what `readWeight` throws.
  public func values(_ name: String) throws -> [Float] {
    let entry = try require(name)
    return try [Float](unsafeUninitializedCapacity: entry.count) { buffer, initialized in
      try entry.read(into: UnsafeMutableBufferPointer(rebasing: buffer[..<entry.count]))
      initialized = entry.count
    }
  }

  /// Lends all values of an array: in place where they lie in memory, else read into a buffer.
  package func withValues(
    of name: String, _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    let entry = try require(name)
    if let lend = entry.lend { return try lend(body) }
    let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: entry.count)
    defer { buffer.deallocate() }
    try entry.read(into: buffer)
    try body(UnsafeBufferPointer(buffer))
  }

  func require(_ name: String) throws -> Entry {
    guard let entry = entries[name] else {
      throw FileError.malformed(path: weightOrigin, reason: "there is no array \(name)")
    }
    return entry
  }
}
