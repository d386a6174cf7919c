public import Foundation
import LukeJSON
import LukeSystem

/// The recipe of the run that a model comes from: its bytes, which are written back as they are, and
/// what they say.
///
/// The bytes are parsed when that is first asked for, and once: all copies give the same.
public struct StoredRecipe: Sendable {
  /// The resolved recipe, JSON in UTF-8.
  public let data: Data
  private let parsed: Once<JSONNode>

  /// The recipe in the bytes of a `recipe.json`.
  public init(data: Data) {
    self.data = data
    parsed = Once { try JSONReader.read([UInt8](data)) }
  }

  /// The recipe in JSON text.
  public init(_ text: String) { self.init(data: Data(text.utf8)) }

  /// The recipe as text; bytes that are no UTF-8 become U+FFFD.
  public var text: String { String(decoding: data, as: UTF8.self) }

  /// What the recipe says, with the place of each part.
  /// - Throws: `JSONSyntaxError`.
  package var node: JSONNode {
    get throws(JSONSyntaxError) {
      do { return try parsed.value } catch let error as JSONSyntaxError { throw error } catch {
        preconditionFailure("reading JSON throws nothing else: \(error)")
      }
    }
  }
}

extension StoredRecipe: Hashable {
  /// Whether both have the same bytes.
  public static func == (one: Self, other: Self) -> Bool { one.data == other.data }

  /// Feeds the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(data) }
}

extension StoredRecipe: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The recipe in JSON text.
  public init(stringLiteral text: String) { self.init(text) }

  /// The text.
  public var description: String { text }
}
