/// A JSON value with the places where it and its parts were written, so that faults can name them.
public struct JSONNode: Sendable {
  /// The value itself.
  public let value: JSONValue
  private let origins: JSONOrigins

  /// Where the value came from.
  public var origin: JSONOrigin { origins.whole }

  /// Creates a value that came from one place with all its parts.
  public init(_ value: JSONValue, origin: JSONOrigin = .none) {
    self.init(value, JSONOrigins(whole: origin))
  }

  init(_ value: JSONValue, _ origins: JSONOrigins) {
    self.value = value
    self.origins = origins
  }

  /// Creates an object.
  public init(members: [JSONMember], origin: JSONOrigin) {
    value = .object(members.map { .init(key: $0.key, value: $0.value.value) })
    origins = JSONOrigins(
      whole: origin, parts: members.map(\.value.origins), keys: members.map(\.keyOrigin))
  }

  /// Creates an array.
  public init(elements: [JSONNode], origin: JSONOrigin) {
    value = .array(elements.map(\.value))
    origins = JSONOrigins(whole: origin, parts: elements.map(\.origins))
  }

  /// The members of an object, nil for every other value.
  public var members: [JSONMember]? {
    value.members.map { members in
      members.enumerated().map { index, member in
        JSONMember(
          member.key, JSONNode(member.value, origins.part(index)), keyOrigin: origins.key(index))
      }
    }
  }

  /// The elements of an array, nil for every other value.
  public var elements: [JSONNode]? {
    value.elements.map { elements in
      elements.enumerated().map { JSONNode($0.element, origins.part($0.offset)) }
    }
  }

  /// What stands under `key` of an object, be it `null`; nil for every other value and for absent keys.
  public subscript(key: String) -> JSONNode? {
    guard let members = value.members, let index = members.firstIndex(where: { $0.key == key })
    else { return nil }
    return JSONNode(members[index].value, origins.part(index))
  }
}

/// One key of a JSON object with its value and the places of both.
public struct JSONMember: Sendable {
  /// The key.
  public var key: String
  /// Where the key came from.
  public var keyOrigin: JSONOrigin
  /// The value.
  public var value: JSONNode

  /// Creates a member.
  public init(_ key: String, _ value: JSONNode, keyOrigin: JSONOrigin = .none) {
    self.key = key
    self.value = value
    self.keyOrigin = keyOrigin
  }
}
