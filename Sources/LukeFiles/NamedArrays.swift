import LukeSystem

/// A container of named arrays: a safetensors file, a PyTorch archive, a group of an HDF5 file.
///
/// Opening reads what the container says about its arrays and checks it; elements are read from the
/// file only when they are asked for.
public protocol NamedArrays: AnyObject {
  /// The file (or index file) that holds the arrays, for messages.
  var path: String { get }

  /// The arrays, in the order of the file.
  var descriptions: [ArrayDescription] { get }

  /// The array called `name`, or nil when there is none.
  func description(of name: String) -> ArrayDescription?

  /// The file that holds the array called `name`, for messages.
  func file(of name: String) -> String

  /// Reads `rows` of the first axis of a floating-point array, converted to float32.
  ///
  /// `destination` holds exactly the elements of these rows. A scalar has one row. Throws
  /// `FileError` when there is no such array, when it holds integers or when reading fails.
  func read(
    _ name: String, rows: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>) throws

  /// Reads an integer or Boolean array. Throws `FileError` as `read(_:rows:into:)` does.
  func readIntegers(_ name: String) throws -> [Int64]
}

extension NamedArrays {
  /// The one file there is.
  public func file(of name: String) -> String { path }

  /// Reads a whole floating-point array, converted to float32.
  ///
  /// `destination` holds exactly as many elements as the array.
  public func read(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) throws {
    let description = try require(name)
    try read(name, rows: 0..<(description.shape.first ?? 1), into: destination)
  }

  /// Reads a whole floating-point array into a new Swift array.
  public func readFloats(_ name: String) throws -> [Float] {
    let count = try require(name).elementCount
    return try [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      try read(name, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
  }

  /// The array called `name`; throws `FileError` that names the file and the array if there is none.
  public func require(_ name: String) throws -> ArrayDescription {
    guard let found = description(of: name) else {
      throw FileError.malformed(path: path, reason: "there is no array \(name)")
    }
    return found
  }

  /// Checks a request for rows of floating-point numbers before anything is read.
  func checkRows(
    _ rows: Range<Int>, of name: String, destinationCount: Int
  ) throws -> ArrayDescription {
    let found = try require(name)
    guard found.elementType.isFloatingPoint else {
      throw FileError.malformed(
        path: path, reason: "array \(name) holds \(found.elementType) where floats are needed")
    }
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= found.shape.first ?? 1,
      "rows \(rows) of array \(name) of shape \(found.shape)")
    precondition(
      destinationCount == rows.count * found.rowSize,
      "\(destinationCount) elements for rows \(rows) of array \(name) of shape \(found.shape)")
    return found
  }

  /// Checks a request for integers before anything is read.
  func checkIntegers(of name: String) throws -> ArrayDescription {
    let found = try require(name)
    guard !found.elementType.isFloatingPoint else {
      throw FileError.malformed(
        path: path, reason: "array \(name) holds \(found.elementType) where integers are needed")
    }
    return found
  }
}
