import LukeJSON
import LukeSettings

/// One `--set key.path=value` of the command line.
public struct RecipeOverride: Hashable, Sendable {
  /// The key path, parts separated by points; numbers count elements of lists from 0.
  public var keyPath: String
  /// The value as typed: JSON, or else text.
  public var text: String

  /// Splits `key.path=value`; nil when there is no `=` or no key before it.
  public init?(_ argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    keyPath = String(argument[..<equals])
    text = String(argument[argument.index(after: equals)...])
  }

  /// The value with its origin, in every part of it.
  private var node: JSONNode {
    JSONNode((try? JSONParser.parse(text.utf8)) ?? .string(text), origin: origin)
  }

  private var origin: JSONOrigin { .override(key: keyPath, text: text) }

  /// Puts the value into `root`, making the objects on the way.
  func apply(to root: inout JSONNode, reader: inout SettingsReader) {
    let parts = keyPath.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.contains("") {
      reader.fault("a key path is keys with points between", at: keyPath, origin: origin)
    } else {
      set(&root, parts[...], reader: &reader)
    }
  }

  private func set(
    _ target: inout JSONNode, _ parts: ArraySlice<String>, reader: inout SettingsReader
  ) {
    guard let key = parts.first else {
      target = node
      return
    }
    if var elements = target.elements {
      guard let index = Int(key), elements.indices.contains(index) else {
        let place = keyPath.split(separator: ".").dropLast(parts.count).joined(separator: ".")
        reader.fault(
          "\(place) is a list of \(elements.count); there is no element \(key)", at: keyPath,
          origin: origin)
        return
      }
      set(&elements[index], parts.dropFirst(), reader: &reader)
      target = JSONNode(elements: elements, origin: target.origin)
    } else if var members = target.members {
      if let index = members.firstIndex(where: { $0.key == key }) {
        set(&members[index].value, parts.dropFirst(), reader: &reader)
      } else {
        var value = JSONNode(.object([]), origin: origin)
        set(&value, parts.dropFirst(), reader: &reader)
        members.append(JSONMember(key, value, keyOrigin: origin))
      }
      target = JSONNode(members: members, origin: target.origin)
    } else {
      target = JSONNode(.object([]), origin: origin)
      set(&target, parts, reader: &reader)
    }
  }
}
