import LukeCheckpoints
import LukeTasks

extension ModelArchive {
  /// What those should know who feed the model without this program, where mentions are fed as entities.
  var mentionNotes: [String] {
    guard let entities = try? recipe?.node["task"]?["entities"]?.value, entities.members != nil,
      let dictionary = entities["dictionary"]?.string
    else { return [] }
    let name = dictionary.split(separator: "/").last.map(String.init) ?? dictionary
    let checksum = entities["crc32"]?.string.map { ", CRC-32 \($0)" } ?? ""
    return [
      "the model was trained with entities beside the words: mentions of the dictionary \(name)\(checksum), "
        + "linked as task.entities of recipe.json says; transformers' LukeTokenizer takes them as entities and "
        + "entity_spans, and evaluate and predict need the dictionary (--set task.entities.dictionary=FILE)"
    ]
  }
}
