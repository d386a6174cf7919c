/// The classes of a task, by name and by index.
public struct LabelSet: Hashable, Sendable {
  /// The names; a class's index is its place here.
  public let names: [String]
  private let indices: [String: Int]

  /// Creates a set; of names given twice the first place counts.
  public init(_ names: [String]) {
    self.names = names
    indices = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  /// Creates a set of one name that stands for "none", at index 0, and the others in sorted order.
  public init(none: String, others: some Sequence<String>) {
    self.init([none] + Set(others).subtracting([none]).sorted())
  }

  /// The number of classes.
  public var count: Int { names.count }

  /// The index of a name; nil where there is no such class.
  public func index(of name: String) -> Int? { indices[name] }
}
