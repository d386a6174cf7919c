import LukeJSON

/// Settings whose keys are declared once: from `fields` follow decoding with every fault, the
/// valid keys, encoding with defaults filled, the JSON Schema and the tables of the guide to them.
public protocol Settings {
  /// One sentence about what the section decides, for the schema.
  static var summary: String { get }
  /// The keys, in the order in which they are written.
  static var fields: [SettingsField<Self>] { get }
  /// Settings with every default; required keys hold an empty value until they are read.
  init()
  /// Notes faults that concern several keys together.
  ///
  /// Other keys of the section may have faults of their own, so that all are told at once: what is
  /// compared has to be sound (`SettingsReader.areSound`).
  func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader)
}

extension Settings {
  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {}

  /// Reads settings from a JSON object; every fault is noted in `reader`.
  public init(node: JSONNode, at keyPath: String, reader: inout SettingsReader) {
    self.init(node: node, at: keyPath, ignoring: [], reader: &reader)
  }

  /// Reads settings from a JSON object, passing over the keys in `ignoring`.
  public init(
    node: JSONNode, at keyPath: String, ignoring: [String], reader: inout SettingsReader
  ) {
    self.init()
    guard let members = node.members else {
      let message = "must be an object in braces, but is \(node.value.excerpt)"
      reader.faultWithoutValue(message, at: keyPath, origin: node.origin)
      return
    }
    let fields = Self.fields
    for member in Self.ordered(members, fields) where !ignoring.contains(member.key) {
      let place = Self.place(member.key, in: keyPath)
      if let field = fields.first(where: { $0.key == member.key }) {
        field.decode(member.value, place, &self, &reader)
      } else {
        let message = Self.unknownKey(
          member.key, among: fields.map(\.key) + ignoring,
          elsewhere: reader.knownKeyPaths.filter { $0 != place })
        reader.fault(message, at: place, origin: member.keyOrigin)
      }
    }
    for field in fields where field.isRequired && node[field.key] == nil {
      let place = Self.place(field.key, in: keyPath)
      reader.faultWithoutValue(
        "missing; it must be \(field.expectation)", at: place, origin: node.origin)
    }
    check(at: keyPath, origin: node.origin, reader: &reader)
  }

  /// The members in the order of the file, but for those that follow from one further down.
  private static func ordered(
    _ members: [JSONMember], _ fields: [SettingsField<Self>]
  ) -> [JSONMember] {
    var ordered = members
    for field in fields where !field.follows.isEmpty {
      guard let place = ordered.firstIndex(where: { $0.key == field.key }),
        let last = ordered.lastIndex(where: { field.follows.contains($0.key) }), last > place
      else { continue }
      let member = ordered.remove(at: place)
      ordered.insert(member, at: last)
    }
    return ordered
  }

  /// The settings as a JSON object with every key, defaults included.
  public var json: JSONValue {
    .object(Self.fields.map { JSONValue.Member(key: $0.key, value: $0.encode(self)) })
  }

  /// The path of a key in the section at a key path.
  public static func place(_ key: String, in keyPath: String) -> String {
    keyPath.isEmpty ? key : keyPath + "." + key
  }

  private static func depth(of keyPath: String) -> Int {
    keyPath.count { $0 == "." || $0 == "[" }
  }

  private static func unknownKey(_ key: String, among keys: [String], elsewhere: [String]) -> String
  {
    if let near = Suggestion.nearest(to: key, in: keys) {
      return "no such key; did you mean \(near)?"
    }
    // Of several the one that is least deep.
    let places = elsewhere.filter { $0.hasSuffix("." + key) || $0 == key }
    if let place = places.min(by: { depth(of: $0) < depth(of: $1) }) {
      return "no such key here; did you mean \(place)?"
    }
    return "no such key; the keys here are \(keys.joined(separator: ", "))"
  }
}
