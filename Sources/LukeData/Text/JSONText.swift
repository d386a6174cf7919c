import Foundation
import LukeJSON

/// Decodes JSON so that what is wrong is said in one line, with the key it is wrong at.
package enum JSONText {
  /// Why a piece of JSON is not what it should be.
  package struct Fault: Error {
    package let message: String
    /// Where in the piece it is, both counted from 1; nil where a key says it.
    package var place: (line: Int, column: Int)?
    /// Where in the piece it begins, if it is in two places.
    package var first: (line: Int, column: Int)?

    package init(message: String) { self.message = message }
  }

  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: ArraySlice<UInt8>, using decoder: JSONDecoder = JSONDecoder(),
    looking: (JSONValue) -> Void = { _ in }
  ) throws(Fault) -> Value {
    looking(try checked(bytes))
    do {
      return try decoder.decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw Fault(error)
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(message: "is not valid JSON")
    }
  }

  /// Throws what a stricter reader finds wrong and where: Foundation's gives no places, and of a key
  /// that is given twice it takes one without a word.
  private static func checked(_ bytes: ArraySlice<UInt8>) throws(Fault) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONParser.parse(bytes, whole: "line")
    } catch {
      throw Fault(error)
    }
  }

  /// Decodes every line of JSON Lines; blank lines are skipped, faults collected.
  ///
  /// `looking` gets each line as it is, before it is decoded.
  package static func forEachLine<Value: Decodable>(
    of source: SourceText, as type: Value.Type, faults: inout FaultCollector,
    looking: (JSONValue) -> Void = { _ in },
    _ body: (_ value: Value, _ line: Int) throws(Fault) -> Void
  ) {
    let decoder = JSONDecoder()
    source.forEachLine { number, line in
      guard !line.isEmpty else { return }
      do throws(Fault) {
        try body(decode(type, from: line, using: decoder, looking: looking), number)
      } catch {
        faults.add(error, line: number)
      }
    }
  }

  fileprivate static func message(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty: "is not valid JSON"
    case .keyNotFound(let key, let context):
      "key \"\(path(context.codingPath + [key]))\" is missing"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      context.codingPath.isEmpty
        ? "expected \(name(type))" : "\"\(path(context.codingPath))\": expected \(name(type))"
    case .dataCorrupted(let context):
      "\"\(path(context.codingPath))\": \(context.debugDescription)"
    @unknown default: "is not valid JSON"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is RecordIdentifier.Type: "a string or a whole number"
    case is String.Type: "a string"
    case is Int.Type, is WholeNumber.Type: "a whole number"
    case is Double.Type: "a number"
    case is TagCell.Type: "a tag, or its number"
    case is Bool.Type: "true or false"
    case is [any Decodable].Type, is [Any].Type: "an array"
    default: "\(type)".contains("Array") ? "an array" : "an object"
    }
  }
}

extension JSONText.Fault {
  /// What of a piece is not of the kind that it should be, with its key.
  init(_ error: DecodingError) { message = JSONText.message(error) }

  /// What is wrong with the syntax of a piece.
  package init(_ error: JSONSyntaxError) {
    place = (error.line, error.column)
    if let repetition = error.repetition {
      message = "the key \"\(repetition.key)\" is given twice"
      first = (repetition.line, repetition.column)
    } else {
      message = "is not valid JSON: \(error.message)"
    }
  }
}
