import Foundation
import LukeData
import LukeJSON
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

/// Mentions as transformers' LukeTokenizer feeds them; see Scripts/make_mention_goldens.py.
@Suite struct MentionFeatureTests {
  private let folder: TemporaryFolder
  private let golden: JSONValue
  private let entities: EntityVocabulary

  init() throws {
    folder = try TemporaryFolder()
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens/mentions.json")
    golden = try JSONParser.parse(Data(contentsOf: file))
    let titles = (golden["entities"]?.elements ?? []).compactMap(\.string)
    entities = EntityVocabulary().addingTitles(titles)
    try write(golden["dictionary"]?.elements ?? [])
  }

  /// The quickstart's tokenizer as those of LUKE are: no space is put before a text, which transformers' would put
  /// before every mention, too.
  private func tokenizer() throws -> Tokenizer {
    let folder = packageFolder.appending(path: "Datasets/quickstart/tokenizer")
    var files = [
      "tokenizer_config.json": Data(
        #"{"tokenizer_class": "RobertaTokenizer", "add_prefix_space": false}"#.utf8)
    ]
    for name in ["vocab.json", "merges.txt"] {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return try Tokenizer(files: files, origin: "quickstart")
  }

  private var dictionary: String { folder("mentions.jsonl") }

  private func write(_ lines: [JSONValue], language: String = "null") throws {
    let header =
      #"{"format": "luke-train mention dictionary", "version": 1, "language": \#(language), "#
      + #""lowercase": true, "strip_accents": false, "texts": \#(lines.count)}"#
    let text = ([header] + lines.map(\.compactText)).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(filePath: dictionary))
  }

  private func settings(_ change: (inout MentionSettings) -> Void = { _ in }) -> MentionSettings {
    var settings = MentionSettings()
    settings.dictionary = dictionary
    change(&settings)
    return settings
  }

  private func vocabulary(_ entities: EntityVocabulary? = nil) throws -> TaskVocabulary {
    TaskVocabulary(
      tokenizer: try tokenizer(), maskEntityID: 2, secondMaskEntityID: 3,
      entities: entities ?? self.entities)
  }

  private func text(_ first: String, _ second: String? = nil) -> TextExample {
    TextExample(
      text: first, secondText: second, location: SourceLocation(file: "sample", line: 1))
  }

  private func features(
    _ examples: [TextExample], _ settings: MentionSettings?, length: Int = 64
  ) throws -> TaskFeatures<TextFeature> {
    let linker = try MentionLinker(settings, vocabulary())
    return TextFeatureBuilder(
      try tokenizer(), maximumLength: length, labels: LabelSet([]),
      linker: linker
    ).features(of: TextCorpus(examples))
  }

  private func numbers(_ value: JSONValue?) -> [Int32] {
    (value?.elements ?? []).compactMap { $0.integer.map(Int32.init) }
  }

  @Test func everyExampleIsTransformers() throws {
    let cases = try #require(golden["cases"]?.elements)
    #expect(cases.count == 42)
    for golden in cases {
      let settings = settings {
        $0.maximumMentionLength = 2
        if golden["known"]?.bool == true { $0.candidate = .mostProbableKnown }
      }
      let example = text(
        try #require(golden["text"]?.string), golden["second_text"]?.string)
      let length = try #require(golden["max_length"]?.integer)
      let found = try features([example], settings, length: length).features[0].example
      #expect(found.wordIDs == numbers(golden["input_ids"]), "\(golden.compactText)")
      #expect(found.entityIDs == numbers(golden["entity_ids"]), "\(golden.compactText)")
      #expect(
        found.entityPositions == (golden["entity_positions"]?.elements ?? []).map(numbers),
        "\(golden.compactText)")
      // Words are those without entities.
      let plain = try features([example], nil, length: length).features[0].example
      #expect(plain.wordIDs == found.wordIDs && plain.entityIDs.isEmpty)
    }
  }

  @Test func choicesAndQuestionsHaveTheirEntities() throws {
    let tokenizer = try tokenizer()
    let linker = try MentionLinker(settings(), vocabulary())
    let place = SourceLocation(file: "sample", line: 1)
    let choices = ChoiceFeatureBuilder(tokenizer, maximumLength: 64, linker: linker).features(
      of: ChoiceCorpus([
        ChoiceExample(
          question: "Where is Lindum?", choices: [.init(text: "in York"), .init(text: "nowhere")],
          location: place)
      ]))
    #expect(choices.features[0].choices.map(\.entityIDs) == [[7, 5], [7]])
    let context = String(repeating: "Anna saw York and Lindum. ", count: 6)
    var options = QuestionAnsweringSettings()
    (options.maximumLength, options.stride) = (40, 8)
    let question = QuestionExample(
      context: context, question: "Did Anna see York?", answers: nil, location: place)
    let questions = QuestionFeatureBuilder(tokenizer, settings: options, linker: linker)
      .features(of: QuestionCorpus([question]))
    #expect(questions.features.count > 2)
    for feature in questions.features {
      let plain = TextFeatureBuilder(
        tokenizer, maximumLength: 1000, labels: LabelSet([]), linker: linker)
      let start = feature.offsets[0].lowerBound
      let end = try #require(feature.offsets.last).upperBound
      let window = String(
        String.UnicodeScalarView(Array(context.unicodeScalars)[start..<end]))
      let whole = plain.features(of: TextCorpus([text("Did Anna see York?", window)]))
      #expect(feature.example.entityIDs == whole.features[0].example.entityIDs)
      #expect(feature.example.entityIDs.first == 5)
      for (id, places) in zip(feature.example.entityIDs, feature.example.entityPositions) {
        let words = places.map { feature.example.wordIDs[Int($0)] }
        let name = tokenizer.decode(words).trimmingCharacters(in: .whitespaces)
        #expect(name == (id == 5 ? "York" : "Lindum"))
      }
    }
  }

  @Test func whatIsLinkedIsTold() throws {
    let examples = [text("Lindum and York, the Marigold"), text("nothing")]
    let notes = try features(examples, settings()).notes
    #expect(
      notes == [
        "\(dictionary): 8 texts to be found, 5 of them with an entity that the model has",
        "examples: 3 mentions found in what is read, 2 linked (66.7 %), entities in 1 of 2 passes; 1 names no "
          + "entity that the model has",
      ])
    let few = try features([text("Lindum York Lindum")], settings { $0.maximumEntityCount = 2 })
    #expect(few.features[0].example.entityIDs == [7, 5])
    #expect(
      few.notes[1]
        == "examples: 3 mentions found in what is read, 2 linked (66.7 %), entities in 1 of 1 pass; 1 left out "
        + "beyond task.entities.max_entities")
    #expect(try features(examples, nil).notes == [])
    let certain = try features(examples, settings { $0.minimumProbability = 0.75 })
    #expect(certain.features[0].example.entityIDs == [7, 5])
    #expect(
      certain.notes[0]
        == "\(dictionary): 5 texts to be found, 3 of them with an entity that the model has")
  }

  @Test func anotherDictionaryIsTold() throws {
    let noted = try settings().noted()
    let checksum = try #require(noted.checksum)
    #expect(try noted.noted() == noted)
    try write([], language: #""en""#)
    let now = try #require(try settings().noted().checksum)
    #expect(
      message { try noted.noted() }
        == "task.entities.crc32: \(dictionary) has the CRC-32 \(now), not \(checksum): it is another dictionary "
        + "than the recipe was made with; put that one back, or leave crc32 out")
    #expect(
      try features([text("York")], noted).notes == [
        "task.entities.dictionary: \(dictionary): is not the dictionary that the model was trained with (CRC-32 "
          + "\(now), not \(checksum)); other mentions may be linked",
        "\(dictionary): 0 texts to be found, 0 of them with an entity that the model has: the dictionary and the "
          + "model do not belong together",
        "examples: 0 mentions found in what is read, 0 linked, entities in 0 of 1 pass",
      ])
    try FileManager.default.removeItem(atPath: dictionary)
    #expect(
      message { try MentionLinker(settings(), vocabulary()) }
        == "task.entities.dictionary: \(dictionary): no such file; --set task.entities.dictionary=FILE says where "
        + "the mention dictionary is, and --set task.entities=null answers without entities")
  }

  @Test func languagesAreThoseOfTheDictionary() throws {
    let several = try EntityVocabulary(
      data: Data(
        #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "en:[MASK]": 2, "en:York": 4, "de:York": 5}"#.utf8),
      name: "entity_vocab.json")
    func ids(_ settings: MentionSettings) throws -> [Int32] {
      let linker = try MentionLinker(settings, vocabulary(several))
      return TextFeatureBuilder(
        try tokenizer(), maximumLength: 64, labels: LabelSet([]), linker: linker
      ).features(of: TextCorpus([text("York")])).features[0].example.entityIDs
    }
    #expect(
      message { try ids(settings()) }
        == "task.entities.language: the model has entities of several languages, and \(dictionary) does not say "
        + "of which its titles are; name it")
    #expect(try ids(settings { $0.language = "de" }) == [5])
    try write(golden["dictionary"]?.elements ?? [], language: #""en""#)
    #expect(try ids(settings()) == [4])
  }
}
