/// A `pytorch_model.bin`: a dictionary of tensors that `torch.save` wrote, open for reading.
///
/// Such a file is a zip archive with a pickle in it, which can make Python run anything. Here nothing
/// of it is executed: a pickle that asks for anything but tensors is refused, and the error names it.
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
    try Self.refuseLegacyFormat(file)
    let zip = try ZipDirectory(of: file)
    guard let pickle = zip.members.keys.first(where: { $0.hasSuffix("/data.pkl") }) else {
      throw FileError.malformed(
        path: path, reason: "a zip archive, but not one of PyTorch's: it has no data.pkl")
    }
    let folder = String(pickle.dropLast("data.pkl".count))
    try Self.checkByteOrder(file, zip.members[folder + "byteorder"])
    var machine = PickleMachine(
      try Self.bytes(of: zip.members[pickle], pickle, in: file), path: path)
    let tensors = try Self.tensors(machine.run(), machine, path)
    let arrays = try tensors.map { name, view in
      try Self.locate(name, view, zip.members[folder + "data/" + view.storage.key], path)
    }
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
  /// Before PyTorch 1.6 the file was a sequence of pickles; it begins with a number of its own.
  private static func refuseLegacyFormat(_ file: RandomAccessFile) throws {
    let magic: [UInt8] = [
      0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
    ]
    let start = try file.bytes(at: 0, count: min(file.size, magic.count))
    guard start == magic else { return }
    throw FileError.malformed(
      path: file.path,
      reason: "saved in the format of PyTorch before 1.6; convert it with: python3 -c "
        + "\"import sys, torch; p = sys.argv[1]; "
        + "torch.save(torch.load(p, map_location='cpu', weights_only=True), p)\" \(file.path)")
  }

  private static func checkByteOrder(
    _ file: RandomAccessFile, _ member: ZipDirectory.Member?
  ) throws {
    guard let member, !member.isCompressed, member.size < 16 else { return }
    if try file.bytes(at: member.offset, count: member.size) == Swift.Array("big".utf8) {
      throw FileError.malformed(
        path: file.path, reason: "written on a big-endian machine, which is not supported")
    }
  }

  private static func bytes(
    of member: ZipDirectory.Member?, _ name: String, in file: RandomAccessFile
  ) throws -> [UInt8] {
    guard let member, !member.isCompressed else {
      throw FileError.malformed(path: file.path, reason: compressed(name))
    }
    return try file.bytes(at: member.offset, count: member.size)
  }

  private static func compressed(_ name: String) -> String {
    "its member \(name) is compressed, which torch.save never does; save the file again with it"
  }

  /// The tensors of the dictionary, or of the one under `state_dict` as trainers save them.
  private static func tensors(
    _ value: PickleValue, _ machine: PickleMachine, _ path: String
  ) throws -> [(String, TensorView)] {
    guard case .dictionary(let index) = value else {
      throw FileError.malformed(path: path, reason: "not a dictionary of tensors")
    }
    var tensors: [(String, TensorView)] = []
    for (key, value) in machine.dictionaries[index] {
      switch (key, value) {
      case (.text(let name), .tensor(let view)): tensors.append((name, view))
      case (.text("state_dict"), .dictionary(let inner)) where inner != index:
        for case (.text(let name), .tensor(let view)) in machine.dictionaries[inner] {
          tensors.append((name, view))
        }
      default: continue
      }
    }
    guard !tensors.isEmpty else {
      throw FileError.malformed(path: path, reason: "its dictionary has no tensors")
    }
    return tensors
  }

  private static func locate(
    _ name: String, _ view: TensorView, _ member: ZipDirectory.Member?, _ path: String
  ) throws -> Array {
    guard let member else {
      throw FileError.malformed(
        path: path, reason: "the elements of \(name) are missing (storage \(view.storage.key))")
    }
    if member.isCompressed {
      throw FileError.malformed(path: path, reason: compressed("data/\(view.storage.key)"))
    }
    let type = view.storage.elementType
    guard member.size / type.byteCount >= view.storage.elementCount else {
      throw FileError.malformed(
        path: path,
        reason: "array \(name) needs \(view.storage.elementCount) stored elements of type \(type), "
          + "and the file has \(member.size / type.byteCount)")
    }
    return Array(
      description: ArrayDescription(name: name, shape: view.shape, elementType: type), view: view,
      start: member.offset)
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
