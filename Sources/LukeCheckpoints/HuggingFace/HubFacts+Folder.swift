import Foundation
import LukeJSON
import LukeSystem

/// What a folder says of the model in it.
extension HubFacts {
  /// Reads the folder of a model: where it comes from by its place, by `config.json` and by the head of its card, the
  /// rest by that head.
  ///
  /// What is no name, code or licence of the hub says nothing, least of all where something lay on a disk.
  package init(ofFolder path: String) {
    let folder = RealPath.withoutSlashesAtEnd(path)
    let head = CardHead(Self.text(folder + "/" + HuggingFaceFolder.cardName) ?? "")
    let noted = [Self.configuredName(folder), head.text("base_model")].compactMap(\.self)
    self.init(
      baseModel: Self.nameInCache(folder) ?? Self.clonedName(folder)
        ?? noted.first(where: Self.isNameByItself),
      languages: head["language"].filter(Self.isLanguage), license: Self.license(head))
  }

  /// The text of a file; nil where there is none that can be read.
  private static func text(_ file: String) -> String? {
    if FileKind(file) != .file { return nil }
    return try? String(decoding: HuggingFaceFolder.contents(of: file), as: UTF8.self)
  }

  // MARK: Where it comes from

  /// The name of a model that lies in the hub's own cache: `models--OWNER--NAME/snapshots/REVISION`.
  private static func nameInCache(_ folder: String) -> String? {
    let parts = folder.split(separator: "/")
    guard parts.count > 2, parts[parts.count - 2] == "snapshots",
      parts[parts.count - 3].hasPrefix("models--")
    else { return nil }
    return name(parts[parts.count - 3].dropFirst("models--".count).replacing("--", with: "/"))
  }

  /// The name of a model that was cloned from the hub.
  private static func clonedName(_ folder: String) -> String? {
    guard let settings = text(folder + "/.git/config"),
      let found = settings.firstMatch(
        of: /url\s*=\s*\S*(?:huggingface|hf)\.co[:\/](?!datasets\/|spaces\/)([^\s\/]+\/[^\s\/]+)/)
    else { return nil }
    let place = found.output.1
    return name(place.hasSuffix(".git") ? place.dropLast(4) : place)
  }

  /// What transformers notes of where a model was loaded from: a name of the hub, or some folder.
  private static func configuredName(_ folder: String) -> String? {
    guard let content = text(folder + "/" + HuggingFaceFolder.configurationName) else {
      return nil
    }
    return (try? JSONParser.parse(Data(content.utf8)))?["_name_or_path"]?.string
  }

  private static func name(_ text: some StringProtocol) -> String? {
    isModelName(String(text)) ? String(text) : nil
  }

  /// Whether a text that may be a path as well is the name of a model on the hub.
  package static func isNameByItself(_ text: String) -> Bool {
    guard isModelName(text), !FileManager.default.fileExists(atPath: text) else { return false }
    let parts = text.split(separator: "/")
    if parts.count == 1 { return namesWithoutOwner.contains(text) }
    return !foldersOfModels.contains(parts[0].lowercased())
      && parts[1].wholeMatch(of: /checkpoint[-_]?\d+|step[-_]?\d+|epoch[-_]?\d+/) == nil
  }

  /// Models that the hub knew before they had owners; any other word is the name of a folder.
  private static let namesWithoutOwner: Set<String> = [
    "bert-base-cased", "bert-base-chinese", "bert-base-german-cased",
    "bert-base-multilingual-cased",
    "bert-base-multilingual-uncased", "bert-base-uncased", "bert-large-cased",
    "bert-large-cased-whole-word-masking", "bert-large-uncased",
    "bert-large-uncased-whole-word-masking", "distilroberta-base", "roberta-base", "roberta-large",
    "xlm-roberta-base", "xlm-roberta-large",
  ]

  /// Folders in which people keep models; as owners on the hub they would be told by an option.
  private static let foldersOfModels: Set<String> = [
    "checkpoint", "checkpoints", "content", "data", "downloads", "experiments", "export", "exports",
    "home", "mnt", "model", "models", "out", "output", "outputs", "pretrained", "pretrained_models",
    "result", "results", "run", "runs", "save", "saved", "saved_models", "tmp", "trained",
    "weights",
  ]

  // MARK: Its licence

  private static func license(_ head: CardHead) -> License? {
    guard let identifier = head.text("license"), isLicense(identifier) else { return nil }
    let link = head.text("license_link")
    return License(
      identifier, name: head.text("license_name").flatMap { $0.contains("/") ? nil : $0 },
      link: link?.hasPrefix("https://") == true ? link : nil)
  }
}
