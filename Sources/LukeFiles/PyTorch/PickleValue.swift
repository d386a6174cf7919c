/// What a pickle can hold here: the parts that tensors and dictionaries of them are built of.
///
/// Tuples, lists and dictionaries lie in the machine, and values are indices of them: nothing that a
/// file nests can then nest in memory, and no depth of it can exhaust the stack.
enum PickleValue {
  case none
  case bool(Bool)
  case integer(Int)
  case float(Double)
  case text(String)
  case bytes
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(PickleStorage)
  case tensor(TensorView)
}

/// The names of Python's that a pickle may mention; a name stands for itself and nothing is called.
enum PickleGlobal: Hashable {
  case orderedDictionary
  case rebuildTensor
  case rebuildParameter
  case size
  case storage(ElementType)

  init?(_ module: String, _ name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("torch._utils", "_rebuild_tensor_v2"), ("torch._utils", "_rebuild_tensor"):
      self = .rebuildTensor
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", "Size"): self = .size
    case ("torch", _):
      guard let type = Self.storages[name] else { return nil }
      self = .storage(type)
    default: return nil
    }
  }

  private static let storages: [String: ElementType] = [
    "FloatStorage": .float32, "HalfStorage": .float16, "BFloat16Storage": .bfloat16,
    "DoubleStorage": .float64, "LongStorage": .int64, "IntStorage": .int32,
    "ShortStorage": .int16, "CharStorage": .int8, "ByteStorage": .uint8, "BoolStorage": .bool,
  ]
}

/// A piece of the file that holds the elements of one or more tensors.
struct PickleStorage: Hashable {
  var key: String
  var elementType: ElementType
  var elementCount: Int
}

/// A tensor as a view of a storage.
struct TensorView {
  var storage: PickleStorage
  /// Index of the first element in the storage.
  var offset: Int
  var shape: [Int]
  /// Distance in the storage between neighbours along each axis, in elements.
  var strides: [Int]

  /// More axes than any tensor has.
  static let mostAxes = 64

  /// Number of elements.
  var elementCount: Int { shape.reduce(1, *) }

  /// Whether the elements lie one after the other.
  var isContiguous: Bool {
    var expected = 1
    for (size, stride) in zip(shape, strides).reversed() where size != 1 {
      if stride != expected { return false }
      expected *= size
    }
    return true
  }

  /// Checks that all elements lie in the storage; nil when not.
  init?(storage: PickleStorage, offset: Int, shape: [Int], strides: [Int]) {
    guard offset >= 0, shape.count == strides.count, shape.count <= Self.mostAxes,
      strides.allSatisfy({ $0 >= 0 }),
      let count = ArrayDescription.checkedElementCount(shape)
    else { return nil }
    var last = offset
    for (size, stride) in zip(shape, strides) where count > 0 {
      let (reach, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
      let (sum, again) = last.addingReportingOverflow(reach)
      if overflow || again { return nil }
      last = sum
    }
    guard count == 0 || last < storage.elementCount else { return nil }
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
  }
}
