import Foundation

/// Writes answers as JSON Lines with keys in a fixed order.
enum AnswerLine {
  static func text(_ answer: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(answer), as: UTF8.self)
  }
}
