import LukeSystem

/// A `pytorch_model.bin`: a dictionary of tensors that `torch.save` wrote, open for reading.
///
/// Such a file has a pickle in it, which can make Python run anything. Here nothing of it is executed:
/// a pickle that asks for anything but tensors is refused, and the error names it. Since PyTorch 1.6
/// the file is a zip archive (`PyTorchContent.init(zip:)`), before it was a sequence of pickles
/// (`PyTorchContent.init(legacy:)`).
public final class PyTorchArchive: NamedArrays {
  /// The file.
  public var path: String { file.path }
  /// The tensors in the order of the dictionary.
  public let descriptions: [ArrayDescription]

  private struct Array {
    var description: ArrayDescription
    var view: TensorView
    /// Where the storage begins in the file.
    var start: Int
  }

  private let file: RandomAccessFile
  private let arrays: [String: Array]

  /// Opens the file at `path`; throws `FileError`.
  public init(path: String) throws {
    file = try RandomAccessFile(path: path)
    try file.refuseOtherKinds()
    let content =
      try PyTorchContent.isLegacy(file)
      ? try PyTorchContent(legacy: file) : try PyTorchContent(zip: file)
    let arrays = try content.tensors.map { try Self.locate($0.name, $0.view, content, path) }
    descriptions = arrays.map(\.description)
    self.arrays = Dictionary(
      arrays.map { ($0.description.name, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// The array called `name`, or nil when there is none.
  public func description(of name: String) -> ArrayDescription? { arrays[name]?.description }

  /// Reads rows of a floating-point tensor, converted to float32.
  public func read(
    _ name: String, rows: Range<Int>, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    let description = try checkRows(rows, of: name, destinationCount: destination.count)
    guard let array = arrays[name], !destination.isEmpty else { return }
    var view = array.view
    if !view.shape.isEmpty {
      view.offset += rows.lowerBound * view.strides[0]
      view.shape[0] = rows.count
    }
    let type = description.elementType
    if view.isContiguous {
      let offset = array.start + view.offset * type.byteCount
      return try file.readElements(type, at: offset, into: destination)
    }
    // The part of the storage that the view spans is read at once and then gathered.
    let span = Self.span(of: view)
    let stored = UnsafeMutableBufferPointer<Float>.allocate(capacity: span)
    defer { stored.deallocate() }
    try file.readElements(type, at: array.start + view.offset * type.byteCount, into: stored)
    var next = 0
    view.forEachIndex { index in
      destination[next] = stored[index]
      next += 1
    }
  }

  /// Reads an integer or Boolean tensor.
  public func readIntegers(_ name: String) throws -> [Int64] {
    let description = try checkIntegers(of: name)
    guard let array = arrays[name], description.elementCount > 0 else { return [] }
    let type = description.elementType
    let stored = try file.readIntegers(
      type, at: array.start + array.view.offset * type.byteCount, count: Self.span(of: array.view))
    var result: [Int64] = []
    array.view.forEachIndex { result.append(stored[$0]) }
    return result
  }

  /// Number of elements of the storage from the first to the last of a view that is not empty.
  private static func span(of view: TensorView) -> Int {
    zip(view.shape, view.strides).reduce(1) { $0 + ($1.0 - 1) * $1.1 }
  }
}

extension PyTorchArchive {
  /// How many times the elements of a storage may be repeated in a tensor: a file of a few bytes could
  /// otherwise ask for any amount of memory.
  private static let mostRepetitions = 64

  private static func locate(
    _ name: String, _ view: TensorView, _ content: PyTorchContent, _ path: String
  ) throws -> Array {
    guard let place = content.places[view.storage.key] else {
      throw FileError.malformed(
        path: path, reason: "the elements of \(name) are missing (storage \(view.storage.key))")
    }
    let type = view.storage.elementType
    guard place.count / type.byteCount >= view.storage.elementCount else {
      throw FileError.malformed(
        path: path,
        reason: "array \(name) needs \(view.storage.elementCount) stored elements of type \(type), "
          + "and the file has \(place.count / type.byteCount)")
    }
    guard view.elementCount / mostRepetitions <= view.storage.elementCount else {
      throw FileError.malformed(
        path: path,
        reason: "array \(name) of shape \(view.shape) repeats \(view.storage.elementCount) stored "
          + "elements, as no weights do")
    }
    return Array(
      description: ArrayDescription(name: name, shape: view.shape, elementType: type), view: view,
      start: place.lowerBound)
  }
}

extension TensorView {
  /// Calls `body` with the place of every element, relative to the first, in row-major order.
  func forEachIndex(_ body: (Int) -> Void) {
    var indices = [Int](repeating: 0, count: shape.count)
    var place = 0
    for _ in 0..<elementCount {
      body(place)
      for axis in shape.indices.reversed() {
        indices[axis] += 1
        place += strides[axis]
        if indices[axis] < shape[axis] { break }
        place -= indices[axis] * strides[axis]
        indices[axis] = 0
      }
    }
  }
}
