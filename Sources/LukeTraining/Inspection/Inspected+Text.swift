import Foundation
import LukeCheckpoints
import LukeCorpus
import LukeData
import LukeFiles
import LukeJSON
import LukeModel
import LukeSystem
import LukeTasks
import LukeText

/// What is shown of each kind of thing that is no model.
enum Inspected {
  /// The file that alone is a tokenizer.
  static let tokenizerFile = "tokenizer.json"
}

// MARK: - Corpora and what is made of them

extension Inspected {
  /// A corpus that build-corpus made.
  static func corpus(_ path: String) throws -> InspectedContent {
    let manifest = try CorpusFolder(RealPath.withoutSlashesAtEnd(path)).manifest
    let counts = manifest.counts
    let size = manifest.shards.reduce(0) { $0 + $1.size }
    let word = ShellText.quoted(path)
    return InspectedContent(
      kind: "corpus", path: path, what: "a corpus",
      rows: [
        InspectedRow(
          "documents", "\(counts.documents), with \(counted(counts.paragraphs, "paragraph"))"),
        InspectedRow("links", "\(counts.links)"),
        InspectedRow(
          "size",
          "\(FileSize.text(counts.bytes)) of text, \(FileSize.text(size)) in "
            + counted(manifest.shards.count, "file")),
        InspectedRow("language", manifest.language ?? "not known"),
        InspectedRow("made of", TitleRow.list(manifest.sources.map(\.file))),
      ],
      next: [
        "luke-train build-entity-vocabulary \(word) entities.jsonl",
        "luke-train train-tokenizer \(word) tokenizer",
        "luke-train build-mention-dictionary \(word) --output mentions.jsonl",
      ],
      details: manifest.sources.map {
        "source: \($0.file), \($0.size) bytes, crc32 \($0.crc32)"
      }
        + manifest.shards.map {
          "file: \($0.file), \($0.size) bytes, crc32 \($0.crc32), \(counted($0.count ?? 0, "document"))"
        }
        + counts.dumps.sorted { $0.key < $1.key }.map { "left out: \($0.key) \($0.value)" },
      members: [try member("manifest", manifest)])
  }

  /// Sequences for pretraining.
  static func sequences(_ path: String) throws -> InspectedContent {
    let manifest = try DatasetReader(folder: RealPath.withoutSlashesAtEnd(path)).manifest
    let contents = manifest.contents
    let size = contents.shards.reduce(0) { $0 + $1.size }
    return InspectedContent(
      kind: "sequences", path: path,
      what: "a data set for pretraining" + (manifest.isHeldOut ? ", of what was held out" : ""),
      rows: [
        InspectedRow(
          "sequences",
          "\(contents.examples), of \(counted(contents.documents, "document"))"),
        InspectedRow("words", "\(contents.words)"),
        InspectedRow("mentions", "\(contents.mentions)"),
        InspectedRow(
          "size", "\(FileSize.text(size)) in \(counted(contents.shards.count, "file"))"),
      ],
      details: contents.shards.map {
        "file: \($0.file), \($0.size) bytes, crc32 \($0.crc32), \(counted($0.examples, "sequence"))"
      },
      members: [try member("manifest", manifest)])
  }

  /// The folder of what a pretraining recipe reads.
  static func prepared(_ path: String) throws -> InspectedContent {
    let folder = RealPath.withoutSlashesAtEnd(path)
    let ledger = try PreparedFolder.ledger(of: folder)
    var (rows, members) = ([InspectedRow](), [JSONValue.Member]())
    for (name, entry) in ledger.entries.sorted(by: { $0.key < $1.key }) {
      let thing = entry.isWhole ? (try? Recognition.thing(at: folder + "/" + name)) : nil
      let content = thing as? InspectedContent
      rows.append(
        InspectedRow(
          name, entry.isWhole ? content?.summary ?? "gone or damaged" : "not made to its end"))
      members.append(.init(key: name, value: content?.json ?? .null))
    }
    return InspectedContent(
      kind: "prepared", path: path, what: "what was prepared for pretraining", rows: rows,
      next: ["luke-train prepare RECIPE.json checks it, and makes anew what is damaged"],
      details: ledger.entries.sorted { $0.key < $1.key }.flatMap { name, entry in
        ["\(name) follows from: \(entry.fingerprint)"]
          + entry.checksums.sorted { $0.key < $1.key }.map {
            "file: \($0.key), crc32 \(Checksum.digits($0.value))"
          }
      },
      members: [.init(key: "contents", value: .object(members))])
  }

  private static func member(
    _ key: String, _ value: some Encodable
  ) throws -> JSONValue.Member {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return .init(key: key, value: try JSONParser.parse(encoder.encode(value)))
  }
}

// MARK: - Vocabularies

extension Inspected {
  /// A tokenizer in a folder.
  static func tokenizer(_ path: String, in folder: String) throws -> InspectedContent {
    let tokenizer = try Tokenizer(folder: URL(filePath: folder))
    let special = [
      tokenizer.classificationID, tokenizer.separatorID, tokenizer.paddingID, tokenizer.unknownID,
      tokenizer.maskID,
    ].map { "\(tokenizer.token(id: $0) ?? "none") \($0)" }
    let sample = "LUKE knows words and entities."
    let pieces = tokenizer.ids(of: sample).map { tokenizer.token(id: $0) ?? "" }
    let count = tokenizer.vocabularySize
    return InspectedContent(
      kind: "tokenizer", path: path, what: "a tokenizer, \(tokenizer.transformersClass)",
      rows: [
        InspectedRow("tokens", "\(count)"),
        InspectedRow("special", special.joined(separator: ", ")),
        InspectedRow("example", "\"\(sample)\" is \(pieces.joined(separator: " "))"),
      ],
      notes: tokenizer.notes, next: ["luke-train tokenize \(ShellText.quoted(folder)) text.txt"],
      details: (0..<Int32(count)).map { "\($0): \(tokenizer.token(id: $0) ?? "")" },
      members: [
        .init(key: "class", value: .string(tokenizer.transformersClass)),
        .init(key: "tokens", value: .integer(count)),
        .init(
          key: "special",
          value: .object([
            "classification": .integer(Int(tokenizer.classificationID)),
            "separator": .integer(Int(tokenizer.separatorID)),
            "padding": .integer(Int(tokenizer.paddingID)),
            "unknown": .integer(Int(tokenizer.unknownID)), "mask": .integer(Int(tokenizer.maskID)),
          ])),
        .init(key: "files", value: .array(tokenizer.files.keys.sorted().map(JSONValue.string))),
      ])
  }

  /// An entity vocabulary; nil for a file that is none: each has the special entities.
  static func entities(_ path: String) -> InspectedContent? {
    guard let entities = try? EntityVocabulary(file: URL(filePath: path)),
      entities.unknownID != nil || entities.maskID != nil
    else { return nil }
    let titles = entities.titles()
    let special =
      [("[PAD]", entities.paddingID), ("[UNK]", entities.unknownID)]
      + [("[MASK]", entities.maskID), ("[MASK2]", entities.secondMaskID)]
    let found = special.compactMap { name, id in id.map { "\(name) \($0)" } }
    let languages = Set(entities.languages.compactMap(\.self)).sorted()
    let frequent = titles.filter { title in !special.contains { $0.0 == title.title } }
    let counts = entities.hasCounts ? entities.counts() : []
    return InspectedContent(
      kind: "entity-vocabulary", path: path, what: "an entity vocabulary",
      rows: [
        InspectedRow(
          "entities", "\(entities.vocabularySize), with \(counted(titles.count, "title"))"),
        InspectedRow("first", TitleRow.list(frequent.map(\.title))),
        InspectedRow("special", found.joined(separator: ", ")),
        InspectedRow(
          "languages", languages.isEmpty ? "not said" : languages.joined(separator: ", ")),
        InspectedRow("counts", entities.hasCounts ? "yes" : "none"),
      ],
      details: titles.enumerated().map { number, title in
        "\(title.id): \(title.title)"
          + (counts.indices.contains(number) ? counts[number].map { ", \($0) times" } ?? "" : "")
      },
      members: [
        .init(key: "entities", value: .integer(entities.vocabularySize)),
        .init(key: "titles", value: .integer(titles.count)),
        .init(key: "languages", value: .array(languages.map(JSONValue.string))),
        .init(key: "has_counts", value: .bool(entities.hasCounts)),
      ])
  }

  /// A mention dictionary; nil for a file that is none.
  /// - Throws: what is wrong with one.
  static func mentions(_ path: String) throws -> InspectedContent? {
    let dictionary: MentionDictionary
    do {
      dictionary = try MentionDictionary(
        file: path, threads: AllowedCores.current.count,
        choosing: .init(id: { _, _ in nil }))
    } catch let error as DataError {
      // Without the header it is another file; whoever has it says what is wrong with the rest.
      if case .malformed = error { throw error }
      if error.description.contains("it is not whole") { throw error }
      return nil
    } catch is FileError {
      return nil
    }
    let (header, count) = (dictionary.header, dictionary.counts.mentions)
    return InspectedContent(
      kind: "mention-dictionary", path: path, what: "a mention dictionary",
      rows: [
        InspectedRow("texts", "\(count)"),
        InspectedRow("language", header.language ?? "not known"),
      ],
      next: [
        "task.entities of a recipe: {\"dictionary\": \(JSONValue.string(path).compactText)}, with model.entity_vocabulary of \"keep\""
      ],
      members: [
        .init(key: "texts", value: .integer(count)),
        .init(key: "language", value: header.language.map(JSONValue.string) ?? .null),
      ])
  }
}

// MARK: - Configurations

extension Inspected {
  /// The `config.json` of a model; nil for JSON of other kinds.
  static func configuration(_ path: String) throws -> InspectedContent? {
    guard let bytes = try? FileAccess.read(path, named: path, what: "file"),
      let json = try? JSONParser.parse(bytes),
      ["model_type", "hidden_size", "num_hidden_layers"].contains(where: { json[$0] != nil }),
      case .configuration(let configuration, let notes) = try ModelSource.open(path)
    else { return nil }
    return InspectedContent(
      kind: "configuration", path: path, what: "a configuration without weights",
      rows: [
        InspectedRow("class", configuration.architectures?.first ?? configuration.family.rawValue),
        InspectedRow("size", configuration.sizeText),
      ],
      notes: notes,
      next: [
        "model.from of a recipe: \(JSONValue.string(path).compactText) begins with random weights of these sizes"
      ],
      details: ["configuration: \(json.compactText)"],
      members: [.init(key: "configuration", value: json)])
  }
}

extension LukeConfiguration {
  /// The sizes in a line.
  var sizeText: String {
    let entities =
      usesEntities
      ? ", \(counted(entityVocabularySize, "entity", plural: "entities"))" : ", no entities"
    return
      "\(counted(layerCount, "layer")), \(hiddenSize) wide, \(counted(attentionHeadCount, "head")), "
      + "\(counted(vocabularySize, "subword"))\(entities), \(counted(maximumWordCount, "position"))"
  }
}

/// Some of many titles in a line.
enum TitleRow {
  static func list(_ titles: [String], most: Int = 8) -> String {
    if titles.isEmpty { return "none" }
    return titles.prefix(most).map { ShownText.short($0, 40) }.joined(separator: ", ")
      + (titles.count > most ? ", … (\(titles.count))" : "")
  }
}
