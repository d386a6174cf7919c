import Foundation
import LukeJSON
import LukeSystem

/// The names of numbered tags that Hugging Face's libraries write beside data: `dataset_infos.json` or
/// `dataset_info.json` with the features of the data.
enum LabelNames {
  private static let files = ["dataset_infos.json", "dataset_info.json"]
  private static let columns = ["ner_tags", "tags", "labels"]

  /// The names that stand beside a data file, and where; nil where there are none.
  static func beside(_ file: String) -> (names: [String], file: String)? {
    let folder = (file as NSString).deletingLastPathComponent
    for name in files {
      let path = (folder as NSString).appendingPathComponent(name)
      guard let data = try? WholeFile.read(path),
        let value = try? JSONParser.parse(data), let names = names(value)
      else { continue }
      return (names, path)
    }
    return nil
  }

  /// The names among the features of a data set, or of the first of its configurations.
  private static func names(_ info: JSONValue) -> [String]? {
    guard let features = info["features"] else {
      return (info.members ?? []).lazy.compactMap {
        $0.value["features"] == nil ? nil : names($0.value)
      }.first
    }
    for column in columns {
      guard let feature = features[column] else { continue }
      let list = feature["feature"] ?? feature
      if let names = list["names"]?.elements?.compactMap(\.string), !names.isEmpty { return names }
    }
    return nil
  }
}
