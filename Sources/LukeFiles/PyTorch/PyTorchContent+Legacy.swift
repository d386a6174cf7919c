import LukeSystem

extension PyTorchContent {
  /// Before PyTorch 1.6 a file was five pickles, one behind the other, and then the storages: a number
  /// that says so, the version of the format, the machine it was written on, the dictionary, and the
  /// keys of the storages in their order.
  private enum Legacy {
    /// The first pickle's number as it stands in the file, with the operation that pushes it.
    static let magic: [UInt8] = [
      0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
    ]
    /// What may stand before the number: the protocol and, from the fourth on, a frame.
    static let longestStart = 11
    static let version = 1001
    /// Bytes in which the pickles are looked for: such as models have, and the most there may be.
    static let windows = [1 << 20, 1 << 26]
  }

  /// Whether a file is of the time before zip archives.
  static func isLegacy(_ file: RandomAccessFile) throws -> Bool {
    let start = try file.bytes(
      at: 0, count: min(file.size, Legacy.longestStart + Legacy.magic.count))
    guard start.first == 0x80 else { return false }
    return start.indices.contains { start[$0...].starts(with: Legacy.magic) }
  }

  /// Reads a file of the time before zip archives; throws `FileError`.
  init(legacy file: RandomAccessFile) throws {
    let pickles: LegacyPickles
    do {
      pickles = try LegacyPickles(of: file, window: Legacy.windows[0])
    } catch let error as FileError {
      // The window may have been too small for them.
      guard file.size > Legacy.windows[0] else { throw error }
      pickles = try LegacyPickles(of: file, window: Legacy.windows[1])
    }
    try self.init(
      pickles.value, of: pickles.machine, places: try pickles.places(in: file), path: file.path)
  }

  /// The pickles of such a file.
  private struct LegacyPickles {
    let value: PickleValue
    let machine: PickleMachine
    private let keys: [String]
    /// The first byte behind them.
    private let end: Int

    init(of file: RandomAccessFile, window: Int) throws {
      let bytes = try file.bytes(at: 0, count: min(file.size, window))
      var place = 0
      func next() throws -> (PickleValue, PickleMachine) {
        var machine = PickleMachine(bytes, at: place, path: file.path)
        let value = try machine.run()
        place = machine.place
        return (value, machine)
      }
      _ = try next()
      guard case (.integer(Legacy.version), _) = try next() else {
        throw FileError.malformed(
          path: file.path, reason: "not a version of PyTorch's format that is known")
      }
      let (system, settings) = try next()
      guard case .dictionary(let index) = system else { throw Self.damaged(file) }
      for case (.text("little_endian"), .bool(false)) in settings.dictionaries[index] {
        throw FileError.malformed(path: file.path, reason: PyTorchContent.bigEndian)
      }
      (value, machine) = try next()
      let (list, lists) = try next()
      guard case .list(let index) = list else { throw Self.damaged(file) }
      keys = try lists.lists[index].map { key in
        guard case .text(let key) = key else { throw Self.damaged(file) }
        return key
      }
      end = place
    }

    /// The bytes of each storage: behind the pickles, each after the number of its elements.
    func places(in file: RandomAccessFile) throws -> [String: Range<Int>] {
      var places: [String: Range<Int>] = [:]
      var place = end
      for key in keys {
        guard let storage = machine.storages[key], places[key] == nil else {
          throw Self.damaged(file)
        }
        let head = try LittleEndianBytes(file.bytes(at: place, count: 8), path: file.path)
        let count = try head.uint64(0)
        guard count == storage.elementCount else {
          throw FileError.malformed(
            path: file.path,
            reason: "storage \(key) has \(count) elements where \(storage.elementCount) are due")
        }
        let start = place + 8
        guard count <= (file.size - start) / storage.elementType.byteCount else {
          throw FileError.malformed(
            path: file.path, reason: "storage \(key) reaches past the end of the file: truncated?")
        }
        place = start + count * storage.elementType.byteCount
        places[key] = start..<place
      }
      guard place == file.size else {
        throw FileError.malformed(
          path: file.path, reason: "\(file.size - place) bytes belong to no storage")
      }
      return places
    }

    private static func damaged(_ file: RandomAccessFile) -> FileError {
      .malformed(path: file.path, reason: "damaged: its list of storages or its head is none")
    }
  }
}
