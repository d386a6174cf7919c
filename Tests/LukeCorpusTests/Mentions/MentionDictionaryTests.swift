import Foundation
import LukeCorpus
import LukeTestSupport
import LukeText
import Testing

/// Counting links and their texts, and reading what was written.
@Suite struct MentionDictionaryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder("mentions.jsonl") }

  /// A paragraph whose links are in braces, `{text|title}`.
  private func paragraph(_ marked: String) -> LinkedText {
    var (text, links) = ("", [EntityLink]())
    for (index, part) in marked.split(separator: /[{}]/, omittingEmptySubsequences: false)
      .enumerated()
    {
      let fields = part.split(separator: "|").map(String.init)
      let start = text.utf8.count
      text += index % 2 == 1 ? fields[0] : String(part)
      if index % 2 == 1 {
        links.append(EntityLink(title: fields[1], range: start..<text.utf8.count))
      }
    }
    return LinkedText(text: text, links: links)
  }

  private func write(
    _ documents: [[String]], _ settings: MentionDictionarySettings = .init(),
    redirects: [String: String] = [:], to path: String? = nil
  ) throws -> [String] {
    let documents = documents.map { LinkedDocument(paragraphs: $0.map(paragraph)) }
    var links = LinkTexts(settings)
    // However they are cut.
    for document in documents {
      var part = LinkTexts(settings)
      part.add([document])
      links.merge(part)
    }
    let candidates = MentionCandidates(links, settings) { redirects[$0] ?? $0 }
    var occurrences = OccurrenceTable(count: candidates.count)
    for document in documents.reversed() {
      var part = TextOccurrences()
      part.add([document], candidates, settings)
      occurrences.add(part)
    }
    try MentionDictionaryWriter(candidates, occurrences, settings)
      .write(to: path ?? self.path, language: "en", found: links)
    return path == nil
      ? try String(contentsOfFile: self.path, encoding: .utf8).split(separator: "\n")
        .map(String.init) : []
  }

  private let documents = [
    ["{York|York} and {New York|New York City}. In new york there is no york.", "{NEW  YORK|NYC}"],
    ["New Yorkers of New York know {New York|New York (state)}, not {York|Duke of York}"],
  ]

  @Test func linksAndOccurrencesAreCounted() throws {
    let lines = try write(documents, redirects: ["NYC": "New York City"])
    #expect(
      lines == [
        #"{"format": "luke-train mention dictionary", "version": 1, "language": "en", "lowercase": true, "#
          + #""strip_accents": false, "texts": 2, "documents": 2, "links": 5, "min_count": 1, "#
          + #""min_link_probability": 0.01, "max_words": 20, "max_titles": 100}"#,
        #"{"text": "new york", "links": 3, "occurrences": 5, "documents": 2, "link_probability": 0.6, "titles": ["#
          + #"{"title": "New York City", "count": 2, "probability": 0.6666666666666666}, "#
          + #"{"title": "New York (state)", "count": 1, "probability": 0.3333333333333333}]}"#,
        // Within "New York" it stands, too.
        #"{"text": "york", "links": 2, "occurrences": 8, "documents": 2, "link_probability": 0.25, "titles": ["#
          + #"{"title": "Duke of York", "count": 1, "probability": 0.5}, "#
          + #"{"title": "York", "count": 1, "probability": 0.5}]}"#,
      ])
  }

  @Test func settingsChooseTexts() throws {
    func texts(_ change: (inout MentionDictionarySettings) -> Void) throws -> [String] {
      var settings = MentionDictionarySettings()
      change(&settings)
      return try write(documents, settings).dropFirst().map {
        String($0.split(separator: "\"", omittingEmptySubsequences: false)[3])
      }
    }
    #expect(try texts { _ in } == ["new york", "york"])
    #expect(try texts { $0.minimumLinkProbability = 0.3 } == ["new york"])
    #expect(try texts { $0.minimumCount = 2 } == [])
    #expect(try texts { $0.maximumWordCount = 1 } == ["york"])
    #expect(try texts { $0.lowercases = false } == ["New York", "York", "NEW YORK"])
    // However an accent is written, the text and the title are one, and the file has normal form C.
    let forms = try write([["{Z\u{fc}rich|\u{dc}r} {zu\u{308}rich|U\u{308}r} {zu\u{308}rich|Z}"]])
    #expect(forms.count == 2)
    let title = "{\"title\": \"\u{dc}r\", \"count\": 2, \"probability\": 0.6666666666666666}"
    #expect(
      forms[1].utf8.elementsEqual(
        ("{\"text\": \"z\u{fc}rich\", \"links\": 3, \"occurrences\": 3, \"documents\": 1, "
          + "\"link_probability\": 1, \"titles\": [\(title), {\"title\": \"Z\", \"count\": 1, "
          + "\"probability\": 0.3333333333333333}]}").utf8), "\(forms[1])")
    let accents = try write([["{Zürich|A} {Zurich|A} zu\u{308}rich"]])
    #expect(accents.count == 3)
    var settings = MentionDictionarySettings()
    settings.stripsAccents = true
    let stripped = try write([["{Zürich|A} {Zurich|A} zu\u{308}rich"]], settings)
    #expect(
      stripped[1]
        == #"{"text": "zurich", "links": 2, "occurrences": 3, "documents": 1, "link_probability": "#
        + #"0.6666666666666666, "titles": [{"title": "A", "count": 2, "probability": 1}]}"#)
    settings.maximumTitleCount = 1
    #expect(
      try write(documents, settings)[1].hasSuffix(
        #""titles": [{"title": "NYC", "count": 1, "probability": 0.3333333333333333}]}"#))
    // A part of a word is no occurrence of it, and special titles are none.
    #expect(try write([["{Paris|Paris}ians {x|[MASK]}"]]).count == 1)
  }

  @Test func packedFilesAreTheSame() throws {
    _ = try write(documents)
    let packed = folder("mentions.jsonl.zst")
    _ = try write(documents, to: packed)
    func read(_ path: String) throws -> MentionDictionary {
      try MentionDictionary(
        file: path, threads: 2, choosing: .init { title, _ in title == "York" ? 7 : nil })
    }
    for dictionary in [try read(path), try read(packed)] {
      #expect(dictionary.header.language == "en")
      #expect(dictionary.header.textCount == 2)
      #expect(dictionary.counts == (2, 0))
      #expect(dictionary.index.text(at: 1) == "york")
    }
  }

  private func read(
    _ lines: String..., choosing choice: MentionDictionary.Choice = .init { _, _ in 1 }
  ) throws -> MentionDictionary {
    try MentionDictionary(
      bytes: Array(lines.joined(separator: "\n").utf8), name: "m.jsonl", choosing: choice)
  }

  private static let header =
    #"{"format": "luke-train mention dictionary", "version": 1, "lowercase": true, "strip_accents": false}"#

  @Test func faultsAreNamed() throws {
    let none =
      "m.jsonl: is no mention dictionary, which begins with {\"format\": \"luke-train mention dictionary\", "
      + "...}; build-mention-dictionary makes one"
    #expect(message { try read("") } == none)
    #expect(message { try read(#"{"text": "a"}"#, "x") } == none)
    #expect(message { try read("\u{0}\u{1}") } == none)
    func fault(_ line: String) -> String { message { try read(Self.header, line) } }
    #expect(
      message {
        try read(#"{"format": "luke-train mention dictionary", "version": 2}"#)
      } == "m.jsonl:1: has version 2 of the format; this luke-train reads version 1")
    #expect(
      message {
        try read(#"{"format": "luke-train mention dictionary", "version": 1, "lowercase": 1}"#)
      } == "m.jsonl:1: \"lowercase\" must be true or false")
    #expect(fault("{") == "m.jsonl:2:2: expected a key in double quotes, found the end of the line")
    #expect(fault("[]") == "m.jsonl:2: \"text\" must be a text in quotes")
    #expect(
      fault(#"{"text": "a", "link_probability": 1.5}"#)
        == "m.jsonl:2: \"link_probability\" must be a number from 0 to 1")
    #expect(
      fault(#"{"text": "a", "link_probability": 1, "titles": []}"#)
        == "m.jsonl:2: \"titles\" must be a list of {\"title\", \"probability\"}, not empty")
    #expect(
      fault(#"{"text": "a", "link_probability": 1, "titles": [{"title": ""}]}"#)
        == "m.jsonl:2: \"titles\"[0]: \"title\" must be a text, not empty")
    #expect(
      fault(#"{"text": "a", "link_probability": 1, "titles": [{"title": "A"}]}"#)
        == "m.jsonl:2: \"titles\"[0]: \"probability\" must be a number from 0 to 1")
    let line =
      #"{"text": "A", "link_probability": 1, "titles": [{"title": "A", "probability": 1}]}"#
    #expect(
      fault(line.replacing("\"A\", \"l", with: "\" \", \"l")) == "m.jsonl:2: \"text\" is blank")
    #expect(
      fault(line + "\n" + line.replacing("\"A\", \"l", with: "\"a\", \"l"))
        == "m.jsonl:3: the text \"a\" is on line 2 already")
    let counted = Self.header.dropLast() + #", "texts": 3}"#
    #expect(
      message { try read(String(counted), line) }
        == "m.jsonl: holds 1 text, but its first line says 3: it is not whole; get it anew, or make it with "
        + "build-mention-dictionary")
  }

  /// A model may have a title in either form, and so may a text.
  @Test func titlesAndTextsAreFoundInEitherForm() throws {
    func line(_ text: String, _ title: String) -> String {
      "{\"text\": \"\(text)\", \"link_probability\": 1, \"titles\": [{\"title\": \"\(title)\", "
        + "\"probability\": 1}]}"
    }
    let forms = ["Z\u{fc}rich", "Zu\u{308}rich"]
    for written in forms {
      for known in forms {
        let dictionary = try read(
          Self.header, line(written, written),
          choosing: .init { title, _ in Array(title.utf8) == Array(known.utf8) ? 4 : nil })
        #expect(dictionary.entity(ofText: 0) == 4)
        for text in forms {
          let worded = WordedText(text, dictionary.header.normalization)
          var found: [Int] = []
          dictionary.index.forEachMatch(in: worded, at: 0, limit: worded.wordCount) { number, _ in
            found.append(number)
            return true
          }
          #expect(found == [0])
        }
      }
    }
    // A dictionary that has both forms, as older ones may, goes on with the first.
    let both = try read(Self.header, line(forms[0], "A"), line(forms[1], "B"), line("c", "C"))
    #expect(both.counts.mentions == 2 && both.equivalentCount == 1)
    #expect(
      message { _ = try read(Self.header, line(forms[0], "A"), line(forms[0], "B")) }
        == "m.jsonl:3: the text \"Zürich\" is on line 2 already")
  }

  @Test func titlesAreChosen() throws {
    let line =
      #"{"text": "a", "link_probability": 0.5, "titles": [{"title": "Bb", "probability": 0.25}, "#
      + #"{"title": "C", "probability": 0.5}, {"title": "Dd", "probability": 0.25}]}"#
    func entity(_ change: (inout MentionDictionary.Choice) -> Void) throws -> Int32?? {
      var choice = MentionDictionary.Choice { title, _ in ["Bb": 4, "Dd": 5][title] }
      change(&choice)
      let dictionary = try read(Self.header, line, choosing: choice)
      return dictionary.index.count == 0 ? nil : .some(dictionary.entity(ofText: 0))
    }
    #expect(try entity { _ in } == .some(nil))
    #expect(try entity { $0.takesKnownTitles = true } == 4)
    #expect(
      try entity {
        $0.takesKnownTitles = true
        $0.minimumProbability = 0.5
      } == .some(nil))
    #expect(try entity { $0.minimumProbability = 0.6 } == nil)
    #expect(try entity { $0.minimumLinkProbability = 0.6 } == nil)
  }
}
