/// A JSON value that keeps the order of an object's keys and the digits of its numbers.
///
/// Keys are kept as written: Foundation's dictionaries would join keys that are canonically
/// equivalent but different vocabulary entries. Where a value was written is kept beside it, by those
/// who ask for it: see ``JSONNode``.
public enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, in the characters that it was written with.
  case number(String)
  /// Text.
  case string(String)
  /// A list of values.
  case array([JSONValue])
  /// Keys with their values, in the order in which they were written.
  case object([Member])

  /// A key of an object and its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// What stands under it.
    public var value: JSONValue

    /// Creates a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key of an object; `nil` when absent, null or no object.
  ///
  /// Setting appends or replaces, and makes an object of anything else.
  public subscript(key: String) -> JSONValue? {
    get {
      guard let member = members?.last(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
        return nil
      }
      return member.value == .null ? nil : member.value
    }
    set {
      var members = self.members ?? []
      let place = members.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
      self = .object(members)
    }
  }
}
