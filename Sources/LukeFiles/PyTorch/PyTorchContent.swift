import LukeSystem

/// What a file of PyTorch's says of its tensors, before any of their elements is read.
struct PyTorchContent {
  /// The tensors in the order of the dictionary, each name once.
  let tensors: [(name: String, view: TensorView)]
  /// The bytes of each storage in the file, by its key.
  let places: [String: Range<Int>]

  /// Takes the tensors of the dictionary that a pickle builds, or of the one under `state_dict` as
  /// trainers save them.
  init(
    _ value: PickleValue, of machine: PickleMachine, places: [String: Range<Int>], path: String
  ) throws {
    guard case .dictionary(let index) = value else {
      throw FileError.malformed(path: path, reason: "not a dictionary of tensors")
    }
    var tensors: [(name: String, view: TensorView)] = []
    var indices: [String: Int] = [:]
    /// As in Python the last value of a key counts.
    func add(_ name: String, _ view: TensorView) {
      if let known = indices[name] {
        tensors[known].view = view
      } else {
        indices[name] = tensors.count
        tensors.append((name, view))
      }
    }
    var inner: Int?
    for (key, value) in machine.dictionaries[index] {
      switch (key, value) {
      case (.text(let name), .tensor(let view)): add(name, view)
      case (.text("state_dict"), .dictionary(let found)) where found != index: inner = found
      default: continue
      }
    }
    if let inner {
      for case (.text(let name), .tensor(let view)) in machine.dictionaries[inner] {
        add(name, view)
      }
    }
    guard !tensors.isEmpty else {
      throw FileError.malformed(path: path, reason: "its dictionary has no tensors")
    }
    (self.tensors, self.places) = (tensors, places)
  }
}

extension RandomAccessFile {
  /// Refuses what lies under the name of weights and is something else, by its name.
  func refuseOtherKinds() throws {
    let start = try bytes(at: 0, count: min(size, 265))
    func begins(_ text: String, at place: Int = 0) -> Bool {
      start.dropFirst(place).starts(with: text.utf8)
    }
    if begins("ustar", at: 257) {
      throw FileError.malformed(
        path: path,
        reason: "a tar archive, as PyTorch before 0.2 saved; load it with torch.load and save it "
          + "again with torch.save of any later PyTorch")
    }
  }
}
