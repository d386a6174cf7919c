/// What a model was trained for, by the name that recipes have for it: their `task.kind`.
///
/// It may be one that this program does not know, of a task of another.
public struct TaskKind: RawRepresentable, Hashable, Sendable {
  /// The name, such as `named-entity-recognition`.
  public let rawValue: String

  /// The kind of a name.
  public init(rawValue: String) { self.rawValue = rawValue }
}

extension TaskKind: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The kind of a name.
  public init(stringLiteral name: String) { self.init(rawValue: name) }

  /// The name.
  public var description: String { rawValue }
}
