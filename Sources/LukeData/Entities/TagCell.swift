/// A tag of a word in JSON: its name, or its number in a list of names, as data sets of Hugging Face have it.
enum TagCell: Decodable {
  case name(String)
  case number(Int)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .name(try container.decode(String.self))
    }
  }

  var isNumber: Bool {
    if case .number = self { true } else { false }
  }

  /// The name of the tag; numbers need the names.
  func name(in names: [String]) throws(JSONText.Fault) -> String {
    switch self {
    case .name(let name): return name
    case .number(let number):
      if names.isEmpty {
        throw JSONText.Fault(
          message: "the tags are numbers; set data.label_names to their names in order, such as "
            + "[\"O\", \"B-PER\", \"I-PER\"]")
      }
      guard names.indices.contains(number) else {
        throw JSONText.Fault(
          message: "tag \(number) is none of the \(names.count) names, which are 0 to "
            + "\(names.count - 1)")
      }
      return names[number]
    }
  }
}
