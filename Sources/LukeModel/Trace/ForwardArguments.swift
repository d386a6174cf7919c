public import Foundation
import LukeJSON

/// The arguments of a transformers forward call, as nested arrays of whole numbers under their names;
/// `labels` may be other numbers.
public struct ForwardArguments: Hashable, Sendable {
  /// A rectangular array, row-major.
  public struct IntegerArray: Hashable, Sendable {
    /// Sizes of the axes.
    public let shape: [Int]
    /// Elements, row-major.
    public let values: [Int32]
  }

  /// The arguments given, by name; with choices, words and entities of all choices one after the other.
  public let arrays: [String: IntegerArray]
  /// The number of choices of each example, where words and entities have an axis of them.
  public let choiceCount: Int?
  /// `labels`, where they are given, as numbers of any kind, row-major.
  let labels: NestedNumbers?
  /// How errors name the source.
  public let origin: String

  /// Number of axes of each argument that is known.
  private static let axes = [
    "input_ids": 2, "attention_mask": 2, "token_type_ids": 2, "position_ids": 2,
    "entity_ids": 2, "entity_attention_mask": 2, "entity_token_type_ids": 2,
    "entity_position_ids": 3, "entity_start_positions": 2, "entity_end_positions": 2,
    "entity_labels": 2, "start_positions": 1, "end_positions": 1,
  ]
  /// What has no axis of choices.
  private static let perQuestion: Set = ["start_positions", "end_positions", "labels"]

  /// Reads a JSON object of nested arrays; a null argument counts as absent.
  /// - Throws: `ConfigurationError` naming each wrong argument.
  public init(json: Data, origin: String) throws {
    let object: JSONValue
    do throws(JSONSyntaxError) { object = try JSONParser.parse(json) } catch {
      throw ConfigurationError(
        origin: "\(origin):\(error.line):\(error.column)", faults: [error.message])
    }
    guard let members = object.members else {
      throw ConfigurationError(origin: origin, faults: ["a batch is a JSON object of arrays"])
    }
    var faults: [String] = []
    var arrays: [String: IntegerArray] = [:]
    var labels: NestedNumbers?
    let words = object["input_ids"].flatMap(IntegerArray.init)?.shape ?? []
    let hasChoices = words.count == 3
    for member in members.sorted(by: { $0.key < $1.key }) where member.value != .null {
      let (name, value) = (member.key, member.value)
      guard Self.axes[name] != nil || name == "labels" else {
        let known = (Self.axes.keys + ["labels"]).sorted().joined(separator: ", ")
        faults.append("\(name): no such argument; known are \(known)")
        continue
      }
      if name == "labels" {
        labels = NestedNumbers(value)
        if labels == nil {
          faults.append("labels: must be a rectangular nested array of numbers")
        }
        arrays[name] = IntegerArray(value)
        continue
      }
      guard let array = IntegerArray(value) else {
        faults.append("\(name): must be a rectangular nested array of whole numbers of 32 bits")
        continue
      }
      let isFolded = hasChoices && !Self.perQuestion.contains(name)
      if let axes = Self.axes[name].map({ isFolded ? $0 + 1 : $0 }), array.shape.count != axes {
        faults.append("\(name): has \(array.shape.count) axes and needs \(axes)")
        continue
      }
      if isFolded, array.shape.prefix(2) != words.prefix(2) {
        faults.append("\(name): has shape \(array.shape), input_ids has \(words)")
        continue
      }
      arrays[name] = isFolded ? array.withChoicesAsExamples : array
    }
    self.arrays = arrays
    self.origin = origin
    self.labels = labels
    choiceCount = hasChoices ? words[1] : nil
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
  /// The first two axes as one.
  fileprivate var withChoicesAsExamples: Self {
    Self(shape: [shape[0] * shape[1]] + shape.dropFirst(2), values: values)
  }

  /// Nil where nested arrays are not rectangular or hold anything but whole numbers of 32 bits.
  fileprivate init?(_ value: JSONValue) {
    var values: [Int32] = []
    let shape = NestedNumbers.shape(of: value) { element in
      guard let number = element.wholeNumber, let small = Int32(exactly: number) else {
        return false
      }
      values.append(small)
      return true
    }
    guard let shape else { return nil }
    self.init(shape: shape, values: values)
  }
}
