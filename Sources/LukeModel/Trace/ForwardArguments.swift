public import Foundation

/// The arguments of a transformers forward call, as nested arrays of whole numbers under their names.
public struct ForwardArguments: Hashable, Sendable {
  /// A rectangular array, row-major.
  public struct IntegerArray: Hashable, Sendable {
    /// Sizes of the axes.
    public let shape: [Int]
    /// Elements, row-major.
    public let values: [Int32]
  }

  /// The arguments given, by name.
  public let arrays: [String: IntegerArray]
  /// How errors name the source.
  public let origin: String

  /// Number of axes of each argument that is known.
  private static let axes = [
    "input_ids": 2, "attention_mask": 2, "token_type_ids": 2, "position_ids": 2,
    "entity_ids": 2, "entity_attention_mask": 2, "entity_token_type_ids": 2,
    "entity_position_ids": 3, "entity_start_positions": 2, "entity_end_positions": 2,
    "entity_labels": 2,
  ]

  /// Reads a JSON object of nested arrays; a null argument counts as absent.
  /// - Throws: `ConfigurationError` naming each wrong argument.
  public init(json: Data, origin: String) throws {
    let parsed: Any
    do {
      parsed = try JSONSerialization.jsonObject(with: json)
    } catch {
      throw ConfigurationError(
        origin: origin, faults: ["this is not JSON: \(error.localizedDescription)"])
    }
    guard let object = parsed as? [String: Any] else {
      throw ConfigurationError(origin: origin, faults: ["a batch is a JSON object of arrays"])
    }
    var faults: [String] = []
    var arrays: [String: IntegerArray] = [:]
    for (name, value) in object.sorted(by: { $0.key < $1.key }) where !(value is NSNull) {
      guard Self.axes[name] != nil || name == "labels" else {
        let known = (Self.axes.keys + ["labels"]).sorted().joined(separator: ", ")
        faults.append("\(name): no such argument; known are \(known)")
        continue
      }
      guard let array = IntegerArray(value) else {
        faults.append("\(name): must be a rectangular nested array of whole numbers of 32 bits")
        continue
      }
      if let axes = Self.axes[name], array.shape.count != axes {
        faults.append("\(name): has \(array.shape.count) axes and needs \(axes)")
        continue
      }
      arrays[name] = array
    }
    self.arrays = arrays
    self.origin = origin
    faults += shapeFaults()
    if !faults.isEmpty { throw ConfigurationError(origin: origin, faults: faults) }
  }

  /// `[examples, words]`.
  public var wordShape: [Int] { arrays["input_ids"]?.shape ?? [0, 0] }
  /// `[examples, entities]`; nil without entities.
  public var entityShape: [Int]? { arrays["entity_ids"]?.shape }

  private func shapeFaults() -> [String] {
    guard let words = arrays["input_ids"]?.shape else { return ["input_ids: is missing"] }
    var faults: [String] = []
    for name in ["attention_mask", "token_type_ids", "position_ids"] {
      if let shape = arrays[name]?.shape, shape != words {
        faults.append("\(name): has shape \(shape), input_ids has \(words)")
      }
    }
    let entityNames = Self.axes.keys.filter { $0.hasPrefix("entity_") && $0 != "entity_ids" }
    guard let entities = arrays["entity_ids"]?.shape else {
      return faults
        + entityNames.sorted().filter { arrays[$0] != nil }.map { "\($0): needs entity_ids" }
    }
    if entities[0] != words[0] {
      faults.append("entity_ids: has \(entities[0]) examples, input_ids has \(words[0])")
    }
    for name in entityNames.sorted() {
      if let shape = arrays[name]?.shape, Array(shape.prefix(2)) != entities {
        faults.append("\(name): has shape \(shape), entity_ids has \(entities)")
      }
    }
    if arrays["entity_position_ids"] == nil {
      faults.append("entity_position_ids: is missing, entity_ids is there")
    }
    return faults
  }
}

extension ForwardArguments.IntegerArray {
  /// Takes nested arrays as `JSONSerialization` gives them; nil if they are not rectangular integers.
  fileprivate init?(_ value: Any) {
    var values: [Int32] = []
    guard let shape = Self.flatten(value, into: &values) else { return nil }
    self.init(shape: shape, values: values)
  }

  private static func flatten(_ value: Any, into values: inout [Int32]) -> [Int]? {
    if let list = value as? [Any] {
      var inner: [Int]?
      for element in list {
        guard let shape = flatten(element, into: &values), inner == nil || inner == shape else {
          return nil
        }
        inner = shape
      }
      return [list.count] + (inner ?? [])
    }
    guard let number = value as? Int, let small = Int32(exactly: number) else { return nil }
    values.append(small)
    return []
  }
}
