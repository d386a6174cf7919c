import LukeSystem

/// Reads pickles of dictionaries of tensors, and refuses every other pickle.
///
/// A pickle is a program for a stack machine that can call any Python function. This machine calls
/// nothing: it knows a handful of names (`PickleGlobal`) and what the tensors they make look like.
struct PickleMachine {
  private(set) var tuples: [[PickleValue]] = []
  private(set) var lists: [[PickleValue]] = []
  private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
  /// The storages that tensors are views of, by key.
  private(set) var storages: [String: PickleStorage] = [:]
  /// The byte that is read next; after `run()` the first one behind the pickle.
  private(set) var place: Int

  private let input: LittleEndianBytes
  /// What may still be pushed or put into a dictionary: nothing that a file says makes memory grow
  /// without end.
  private var allowance = 4_000_000
  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]

  /// Creates a machine for the pickle that begins at a place of `bytes`.
  init(_ bytes: [UInt8], at place: Int = 0, path: String) {
    input = LittleEndianBytes(bytes, path: path)
    self.place = place
  }

  /// Runs the pickle to its end and gives what it builds; throws `FileError`.
  mutating func run() throws -> PickleValue {
    while true {
      let operation = UInt8(try nextByte())
      try spend(1)
      if operation == UInt8(ascii: ".") { return try pop() }
      guard try runConstant(operation) || runStack(operation) || runContainer(operation) else {
        throw fault("operation \(operation) at byte \(place - 1) is not one that tensors need")
      }
    }
  }

  private func fault(_ reason: String) -> FileError {
    .malformed(path: input.path, reason: "not a dictionary of tensors: \(reason)")
  }

  private mutating func spend(_ count: Int) throws {
    allowance -= count
    if allowance < 0 { throw fault("it holds more than any model needs") }
  }

  // MARK: Operations

  /// Operations that push one value.
  private mutating func runConstant(_ operation: UInt8) throws -> Bool {
    switch operation {
    case UInt8(ascii: "N"): push(.none)
    case 0x88: push(.bool(true))
    case 0x89: push(.bool(false))
    case UInt8(ascii: "J"): push(.integer(Int(Int32(truncatingIfNeeded: try nextNumber(4)))))
    case UInt8(ascii: "K"): push(.integer(try nextByte()))
    case UInt8(ascii: "M"): push(.integer(Int(try nextNumber(2))))
    case 0x8a: push(try nextLong())
    case UInt8(ascii: "G"): push(.float(Double(bitPattern: try nextNumber(8).byteSwapped)))
    case UInt8(ascii: "X"): push(.text(try nextText(lengthSize: 4)))
    case 0x8c: push(.text(try nextText(lengthSize: 1)))
    case 0x8d: push(.text(try nextText(lengthSize: 8)))
    case UInt8(ascii: "U"): push(.text(try nextText(lengthSize: 1)))
    case UInt8(ascii: "T"): push(.text(try nextText(lengthSize: 4)))
    case UInt8(ascii: "C"):
      _ = try nextText(lengthSize: 1)
      push(.bytes)
    case UInt8(ascii: "B"):
      _ = try nextText(lengthSize: 4)
      push(.bytes)
    case UInt8(ascii: "c"): push(try global(nextLine(), nextLine()))
    default: return false
    }
    return true
  }

  /// Operations on the stack, its marks and the memo.
  private mutating func runStack(_ operation: UInt8) throws -> Bool {
    switch operation {
    case 0x80: _ = try nextByte()
    case 0x95: _ = try nextNumber(8)
    case UInt8(ascii: "("): marks.append(stack.count)
    case UInt8(ascii: "0"): _ = try pop()
    case UInt8(ascii: "1"): _ = try popToMark()
    case UInt8(ascii: "2"): push(try top())
    case UInt8(ascii: "q"): memo[try nextByte()] = try top()
    case UInt8(ascii: "r"): memo[Int(try nextNumber(4))] = try top()
    case 0x94: memo[memo.count] = try top()
    case UInt8(ascii: "h"): push(try remembered(try nextByte()))
    case UInt8(ascii: "j"): push(try remembered(Int(try nextNumber(4))))
    case UInt8(ascii: "Q"): push(try storage(pop()))
    case UInt8(ascii: "R"), 0x81: try reduce()
    case UInt8(ascii: "b"): try build()
    case 0x93: try stackGlobal()
    default: return false
    }
    return true
  }

  /// Operations that make and fill tuples, lists and dictionaries.
  private mutating func runContainer(_ operation: UInt8) throws -> Bool {
    switch operation {
    case UInt8(ascii: ")"): pushTuple([])
    case 0x85: pushTuple([try pop()])
    case 0x86: pushTuple(try pop(2))
    case 0x87: pushTuple(try pop(3))
    case UInt8(ascii: "t"): pushTuple(try popToMark())
    case UInt8(ascii: "]"): pushList([])
    case UInt8(ascii: "l"): pushList(try popToMark())
    case UInt8(ascii: "a"): try append([pop()])
    case UInt8(ascii: "e"): try append(popToMark())
    case UInt8(ascii: "}"): pushDictionary()
    case UInt8(ascii: "d"):
      let items = try popToMark()
      pushDictionary()
      try setItems(items)
    case UInt8(ascii: "s"): try setItems(pop(2))
    case UInt8(ascii: "u"): try setItems(popToMark())
    default: return false
    }
    return true
  }

  // MARK: Names and what they make

  private func global(_ module: String, _ name: String) throws -> PickleValue {
    guard let known = PickleGlobal(module, name) else {
      throw fault("it asks for \(module).\(name), which is not run here")
    }
    return .global(known)
  }

  private mutating func stackGlobal() throws {
    let names = try pop(2)
    guard case .text(let module) = names[0], case .text(let name) = names[1] else {
      throw fault("a name is not a text")
    }
    push(try global(module, name))
  }

  /// A persistent id `("storage", type, key, device, element count)`; before PyTorch 1.6 there is a
  /// sixth part, which says of what a storage itself was a part.
  private mutating func storage(_ id: PickleValue) throws -> PickleValue {
    guard case .tuple(let index) = id, tuples[index].count >= 5,
      case .text("storage") = tuples[index][0],
      case .global(.storage(let type)) = tuples[index][1],
      case .text(let key) = tuples[index][2],
      case .integer(let count) = tuples[index][4], count >= 0
    else { throw fault("a storage is not described as PyTorch does") }
    if tuples[index].count > 5 {
      guard case .none = tuples[index][5] else {
        throw fault("storage \(key) is a part of another one, as PyTorch before 0.4 had them")
      }
    }
    let storage = PickleStorage(key: key, elementType: type, elementCount: count)
    guard storages.updateValue(storage, forKey: key) ?? storage == storage else {
      throw fault("storage \(key) is described in two ways")
    }
    return .storage(storage)
  }

  /// What a call of a known name gives.
  private mutating func reduce() throws {
    let call = try pop(2)
    guard case .global(let function) = call[0], case .tuple(let index) = call[1] else {
      throw fault("something is called that is not a name")
    }
    let arguments = tuples[index]
    switch function {
    case .orderedDictionary:
      pushDictionary()
      if let first = arguments.first { try fill(from: first) }
    case .rebuildTensor: push(.tensor(try tensor(arguments)))
    case .rebuildParameter:
      guard case .tensor? = arguments.first else { throw fault("a parameter is not a tensor") }
      push(arguments[0])
    case .size:
      guard case .tuple? = arguments.first else { throw fault("a size is not a tuple") }
      push(arguments[0])
    case .storage: throw fault("a storage is made by a call")
    }
  }

  /// Older Pythons give an ordered dictionary its items as a list of pairs.
  private mutating func fill(from items: PickleValue) throws {
    guard case .list(let index) = items else { throw fault("a dictionary's items are not a list") }
    try spend(lists[index].count)
    for item in lists[index] {
      let pair: [PickleValue] =
        switch item {
        case .tuple(let index): tuples[index]
        case .list(let index): lists[index]
        default: []
        }
      guard pair.count == 2 else { throw fault("a dictionary's item is not a pair") }
      try setItems(pair)
    }
  }

  private func tensor(_ arguments: [PickleValue]) throws -> TensorView {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .integer(let offset) = arguments[1],
      let shape = integers(arguments[2]), let strides = integers(arguments[3])
    else { throw fault("a tensor is not described as PyTorch does") }
    guard
      let view = TensorView(storage: storage, offset: offset, shape: shape, strides: strides)
    else {
      throw fault("a tensor of shape \(shape) reaches past its \(storage.elementCount) elements")
    }
    return view
  }

  private func integers(_ value: PickleValue) -> [Int]? {
    guard case .tuple(let index) = value, tuples[index].count <= TensorView.mostAxes else {
      return nil
    }
    let integers = tuples[index].compactMap { element -> Int? in
      if case .integer(let integer) = element { integer } else { nil }
    }
    return integers.count == tuples[index].count ? integers : nil
  }

  /// Attributes (`_metadata` of a state dictionary, say) are left out.
  private mutating func build() throws {
    _ = try pop()
    switch try top() {
    case .dictionary, .tensor: return
    default: throw fault("attributes are given to something else than a dictionary")
    }
  }

  // MARK: Stack

  private mutating func push(_ value: PickleValue) { stack.append(value) }

  private mutating func pushTuple(_ elements: [PickleValue]) {
    tuples.append(elements)
    push(.tuple(tuples.count - 1))
  }

  private mutating func pushList(_ elements: [PickleValue]) {
    lists.append(elements)
    push(.list(lists.count - 1))
  }

  private mutating func pushDictionary() {
    dictionaries.append([])
    push(.dictionary(dictionaries.count - 1))
  }

  private mutating func append(_ elements: [PickleValue]) throws {
    guard case .list(let index) = try top() else { throw fault("a list is missing") }
    lists[index] += elements
  }

  private mutating func setItems(_ items: [PickleValue]) throws {
    guard case .dictionary(let index) = try top(), items.count % 2 == 0 else {
      throw fault("a dictionary is missing")
    }
    for i in stride(from: 0, to: items.count, by: 2) {
      dictionaries[index].append((items[i], items[i + 1]))
    }
  }

  private func top() throws -> PickleValue {
    guard let last = stack.last, stack.count > marks.last ?? 0 else {
      throw fault("its stack is empty")
    }
    return last
  }

  private mutating func pop() throws -> PickleValue {
    let last = try top()
    stack.removeLast()
    return last
  }

  private mutating func pop(_ count: Int) throws -> [PickleValue] {
    guard stack.count - count >= marks.last ?? 0 else { throw fault("its stack is empty") }
    let values = Array(stack.suffix(count))
    stack.removeLast(count)
    return values
  }

  private mutating func popToMark() throws -> [PickleValue] {
    guard let mark = marks.popLast() else { throw fault("a mark is missing") }
    let values = Array(stack[mark...])
    stack.removeSubrange(mark...)
    return values
  }

  private func remembered(_ index: Int) throws -> PickleValue {
    guard let value = memo[index] else { throw fault("it recalls what it never noted") }
    return value
  }

  // MARK: Input

  private mutating func nextByte() throws -> Int {
    defer { place += 1 }
    return try input.uint8(place)
  }

  private mutating func nextNumber(_ count: Int) throws -> UInt64 {
    defer { place += count }
    return try input.number(place, count)
  }

  /// A two's complement integer of up to 255 bytes; what does not fit is of no use here.
  private mutating func nextLong() throws -> PickleValue {
    let count = try nextByte()
    let bytes = try input.slice(place, count)
    place += count
    guard count <= 8 else { return .none }
    let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let unused = UInt64(64 - 8 * count)
    return .integer(count == 0 ? 0 : Int(Int64(bitPattern: bits << unused) >> Int64(unused)))
  }

  private mutating func nextText(lengthSize: Int) throws -> String {
    let length = try nextNumber(lengthSize)
    guard let count = Int(exactly: length) else { throw fault("a text is too long") }
    let bytes = try input.slice(place, count)
    place += count
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func nextLine() throws -> String {
    guard let end = input.bytes[min(place, input.bytes.count)...].firstIndex(of: 10) else {
      throw fault("it ends early")
    }
    defer { place = end + 1 }
    return String(decoding: input.bytes[place..<end], as: UTF8.self)
  }
}
