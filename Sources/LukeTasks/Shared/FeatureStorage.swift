/// A feature that can be kept as bytes, so that a later start need not build it again.
public protocol StoredFeature: Sendable {
  /// A number to raise when features, or how they are built, change: what was kept before is then built anew.
  /// 1 by default.
  static var version: Int { get }
  /// Appends the feature.
  func store(in writer: inout FeatureWriter)
  /// Reads what `store(in:)` wrote.
  init(from reader: inout FeatureReader) throws(FeatureStorageError)
}

extension StoredFeature {
  /// The first.
  public static var version: Int { 1 }
}

/// Bytes that are not stored features.
public struct FeatureStorageError: Error, Hashable, Sendable {
  /// Creates an error.
  public init() {}
}

/// Gathers numbers and texts as bytes, little-endian.
public struct FeatureWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []
  /// How many bytes were written.
  public private(set) var count = 0
  private var countsAlone = false

  /// Creates an empty writer.
  public init() {}

  /// Creates a writer with room for as much as another one wrote, and `more` bytes: what grows is twice in memory
  /// at times.
  package init(asLongAs other: FeatureWriter, and more: Int = 0) {
    bytes.reserveCapacity(other.count + more)
  }

  /// A writer that keeps nothing, and tells how much would be written.
  package static var counting: FeatureWriter {
    var writer = FeatureWriter()
    writer.countsAlone = true
    return writer
  }

  /// Appends bytes as they are.
  package mutating func write(raw: UnsafeRawBufferPointer) {
    count += raw.count
    if !countsAlone { bytes.append(contentsOf: raw) }
  }

  /// Appends a whole number.
  public mutating func write(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { write(raw: $0) }
  }

  /// Appends a number, to its last bit.
  public mutating func write(_ value: Double) {
    write(Int(truncatingIfNeeded: value.bitPattern))
  }

  /// Appends whole numbers and how many they are.
  public mutating func write(_ values: [Int32]) {
    write(values.count)
    values.withUnsafeBytes { write(raw: $0) }
  }

  /// Appends a text.
  public mutating func write(_ text: String) {
    write(text.utf8.count)
    var text = text
    text.withUTF8 { write(raw: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a list.
  public mutating func write<Element>(
    _ list: [Element], _ body: (Element, inout FeatureWriter) -> Void
  ) {
    write(list.count)
    for element in list { body(element, &self) }
  }
}

/// Reads what a `FeatureWriter` gathered.
public struct FeatureReader: ~Copyable {
  private let bytes: [UInt8]
  private var rest: Range<Int>

  /// Creates a reader of a range of `bytes`.
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "bytes \(range)")
    (self.bytes, rest) = (bytes, range)
  }

  /// Whether everything has been read.
  public var isAtEnd: Bool { rest.isEmpty }

  private mutating func take(_ count: Int) throws(FeatureStorageError) -> Range<Int> {
    guard count >= 0, count <= rest.count else { throw FeatureStorageError() }
    let place = rest.lowerBound..<rest.lowerBound + count
    rest = place.upperBound..<rest.upperBound
    return place
  }

  /// Reads a whole number.
  public mutating func integer() throws(FeatureStorageError) -> Int {
    let place = try take(8)
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place.lowerBound, as: Int64.self)))
    }
  }

  /// Reads a number.
  public mutating func number() throws(FeatureStorageError) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: try integer()))
  }

  /// The length of a list whose elements take at least `size` bytes each.
  private mutating func count(size: Int) throws(FeatureStorageError) -> Int {
    let count = try integer()
    guard count >= 0, count <= rest.count / size else { throw FeatureStorageError() }
    return count
  }

  /// Reads whole numbers.
  public mutating func integers() throws(FeatureStorageError) -> [Int32] {
    let count = try count(size: 4)
    let place = try take(4 * count)
    return [Int32](unsafeUninitializedCapacity: count) { values, initialized in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(values).copyMemory(from: .init(rebasing: $0[place]))
      }
      initialized = count
    }
  }

  /// Reads a text.
  public mutating func text() throws(FeatureStorageError) -> String {
    let place = try take(try count(size: 1))
    return String(decoding: bytes[place], as: UTF8.self)
  }

  /// Reads a list.
  public mutating func list<Element>(
    _ body: (inout FeatureReader) throws(FeatureStorageError) -> Element
  ) throws(FeatureStorageError) -> [Element] {
    let count = try count(size: 1)
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }
}

extension TaskFeatures where Feature: StoredFeature {
  /// Appends all of it.
  public func store(in writer: inout FeatureWriter) {
    writer.write(features) { $0.store(in: &$1) }
    writer.write(unreachable) { annotation, writer in
      let location = annotation.location
      for text in [location.file, annotation.text, annotation.label, annotation.reason] {
        writer.write(text)
      }
      writer.write(location.line)
      writer.write(location.column ?? -1)
    }
    writer.write(notes) { $1.write($0) }
    writer.write(unaskedCount)
    writer.write(exampleCount)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let features = try reader.list { (reader) throws(FeatureStorageError) in
      try Feature(from: &reader)
    }
    let unreachable = try reader.list { (reader) throws(FeatureStorageError) in
      let texts = (
        file: try reader.text(), text: try reader.text(), label: try reader.text(),
        reason: try reader.text()
      )
      let (line, column) = (try reader.integer(), try reader.integer())
      return UnreachableAnnotation(
        location: .init(file: texts.file, line: line, column: column < 0 ? nil : column),
        text: texts.text, label: texts.label, reason: texts.reason)
    }
    let notes = try reader.list { (reader) throws(FeatureStorageError) in try reader.text() }
    let (unaskedCount, exampleCount) = (try reader.integer(), try reader.integer())
    self.init(
      features: features, unreachable: unreachable, notes: notes, unaskedCount: unaskedCount,
      exampleCount: exampleCount)
  }
}
