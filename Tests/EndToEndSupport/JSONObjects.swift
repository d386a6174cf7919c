import Foundation
import LukeTestSupport
import Testing

/// The object of a JSON text.
package func jsonObject(_ text: some StringProtocol) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// The objects of JSON Lines.
package func jsonObjects(_ lines: some StringProtocol) throws -> [[String: Any]] {
  try lines.split(separator: "\n").map { try jsonObject($0) }
}
