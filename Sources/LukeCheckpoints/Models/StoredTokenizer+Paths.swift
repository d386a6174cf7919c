import Foundation
import LukeJSON
import LukeSystem
import LukeText

extension StoredTokenizer {
  /// The files, with names in place of the paths that transformers' writers leave in their settings: where a
  /// tokenizer lay on somebody's disk nobody reads, and is nobody's business elsewhere.
  ///
  /// Files without such paths stay the bytes that they are.
  var filesWithoutPaths: [String: Data] {
    var files = files
    let name = TokenizerFiles.configuration
    guard let content = files[name], let settings = try? JSONParser.parse(content),
      let members = settings.members
    else { return files }
    let reduced = members.map { member in
      guard Self.holdsPath(member.key), let path = member.value.string, path.hasPrefix("/") else {
        return member
      }
      return JSONValue.Member(key: member.key, value: .string(RealPath.name(of: path)))
    }
    if reduced == members { return files }
    files[name] = Data(JSONWriter.write(.object(reduced), .lines(indentation: 2)))
    return files
  }

  /// Whether a key of `tokenizer_config.json` has a path or a name of the hub.
  private static func holdsPath(_ key: String) -> Bool {
    key.hasSuffix("name_or_path") || key.hasSuffix("_file")
  }
}
