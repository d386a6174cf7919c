import LukeJSON
import LukeSystem

/// Names what is JSON from its first byte to its last: none of it is text, however short it is.
package struct WholeJSON {
  /// What the bytes are, with its article.
  package let name: String
  /// Whether they are several values, one a line.
  let areLines: Bool
  /// What would do in its place.
  package static let advice = "write {\"text\": …}, one object a line"

  /// Nil where the bytes, perhaps the first ones of more, are not JSON.
  package init?(_ bytes: [UInt8], isWhole: Bool = true) {
    let isArray = bytes.first { !$0.isBlank && $0 != .newline } == UInt8(ascii: "[")
    do throws(JSONSyntaxError) {
      (name, areLines) = (Self.name(of: try JSONParser.parse(bytes, whole: Self.sample)), false)
    } catch {
      if isArray, !isWhole, Self.isCutOff(error) {
        (name, areLines) = ("a JSON array", false)
      } else if isArray, Self.areArrays(bytes, isWhole: isWhole) {
        (name, areLines) = ("JSON Lines of arrays", true)
      } else {
        return nil
      }
    }
  }

  private static let sample = "sample"

  private static func name(of value: JSONValue) -> String {
    switch value {
    case .object(let members): members.isEmpty ? "an empty JSON object" : "a JSON object"
    case .array(let elements): elements.isEmpty ? "an empty JSON array" : "a JSON array"
    case .string: "a JSON string"
    case .number: "a JSON number"
    case .bool, .null: "the JSON value \(value.compactText)"
    }
  }

  /// Whether the end of the bytes is all that is wrong.
  private static func isCutOff(_ error: JSONSyntaxError) -> Bool {
    error.message.hasSuffix("the end of the \(sample)") || error.message.contains("closing quote")
  }

  /// Whether every line is an array; the last of a sample may be cut off.
  private static func areArrays(_ bytes: [UInt8], isWhole: Bool) -> Bool {
    var count = 0
    return bytes.withUnsafeBufferPointer { buffer in
      for place in ByteLines(buffer) {
        let line = buffer[place].drop(while: \.isBlank)
        if line.isEmpty || !isWhole && place.upperBound == buffer.count { continue }
        guard line.first == UInt8(ascii: "["), (try? JSONParser.parse(line))?.elements != nil else {
          return false
        }
        count += 1
      }
      return count > 0
    }
  }
}
