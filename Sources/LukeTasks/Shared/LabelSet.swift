public import LukeModel

/// The classes of a task, by name and by index.
public struct LabelSet: Hashable, Sendable {
  /// The names; a class's index is its place here.
  public let names: [String]
  /// What a head is trained for that may be trained for several things: one of the classes, any number of
  /// them, or numbers; nil for a head that does one thing alone.
  ///
  /// Models keep it as `problem_type` of `config.json`.
  public let problemType: ProblemType?
  /// How many training examples have each class; nil where that is not known, as in a model that answers.
  public let counts: [Int]?
  private let indices: [String: Int]

  /// Creates a set; of names given twice the first place counts.
  public init(_ names: [String], problemType: ProblemType? = nil, counts: [Int]? = nil) {
    self.names = names
    self.problemType = problemType
    self.counts = counts
    indices = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  /// Creates a set of one name that stands for "none", at index 0, and the others in sorted order.
  public init(none: String, others: some Sequence<String>) {
    self.init([none] + Set(others).subtracting([none]).sorted())
  }

  /// The names in the order in which classes are given their places: numbers by size, others by name.
  public static func ordered(_ names: Set<String>) -> [String] {
    let numbers = names.compactMap { name in Int(name).map { (name, $0) } }
    guard numbers.count == names.count else { return names.sorted() }
    return numbers.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// The number of classes.
  public var count: Int { names.count }

  /// The index of a name; nil where there is no such class.
  public func index(of name: String) -> Int? { indices[name] }
}
