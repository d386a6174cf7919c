/// A JSON value that keeps the order of an object's keys and the digits of its numbers.
///
/// Keys are kept as written: Foundation's dictionaries would join keys that are canonically
/// equivalent but different vocabulary entries.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key of an object and its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key of an object; `nil` when absent, null or no object.
  ///
  /// Setting appends or replaces, and makes an object of anything else.
  package subscript(key: String) -> JSONValue? {
    get {
      guard let member = members.last(where: { $0.key.utf8.elementsEqual(key.utf8) }) else {
        return nil
      }
      return member.value == .null ? nil : member.value
    }
    set {
      var members = self.members
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

  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  package var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  package var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }
}
