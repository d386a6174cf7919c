/// The name that a file gives an example, which answers carry on as it was: a text or a number.
public enum RecordIdentifier: Hashable, Sendable, Codable {
  /// A string of JSON.
  case text(String)
  /// A whole number of JSON.
  case number(Int)

  /// Reads a string or a whole number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      throw DecodingError.typeMismatch(
        RecordIdentifier.self, .init(codingPath: decoder.codingPath, debugDescription: ""))
    }
  }

  /// Writes what was read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
