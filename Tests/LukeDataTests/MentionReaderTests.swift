import Foundation
import LukeData
import LukeTestSupport
import Testing

@Suite struct MentionReaderTests {
  private func read(
    _ text: String, format: MentionDataFormat? = nil, kept: [String]? = nil,
    bad: BadRecords = .stop, requiresLabels: Bool = true
  ) throws(DataError) -> MentionCorpus {
    var options = MentionDataOptions()
    (options.format, options.keptLabels, options.badRecords) = (format, kept, bad)
    options.requiresLabels = requiresLabels
    return try MentionDataReader.read(bytes: Array(text.utf8), name: "sample", options: options)
  }

  /// Each mention as `text: types`.
  private func mentions(_ corpus: MentionCorpus) -> [[String]] {
    corpus.texts.map { text in
      text.mentions.map { mention in
        text.text(of: mention) + ": " + (mention.labels?.joined(separator: ", ") ?? "unknown")
      }
    }
  }

  @Test func openEntityAsERNIEHasIt() throws {
    let first =
      #"{"sent": "👩‍🚒 Ada met -LRB- Bo -RRB- .", "start": 4, "end": 7, "labels": ["person"], "ents": [["Q7", 0, 3, 0.5]]}"#
    let second = #"{"sent": "Rain fell", "start": 0, "end": 4, "labels": []}"#
    for text in ["[\(first), \(second)]", "[\n\(first),\n\(second)\n]\n", "\(first)\n\(second)\n"] {
      let corpus = try read(text)
      #expect(mentions(corpus) == [["Ada: person"], ["Rain: "]])
      #expect(corpus.layout == "Open Entity as ERNIE has it, UTF-8")
      #expect(
        corpus.notes == ["sample: the first mention reads: 👩‍🚒 [Ada: person] met -LRB- Bo -RRB- ."])
    }
  }

  @Test func openEntityAsItsAuthorsHaveIt() throws {
    let corpus = try read(
      """
      {"y_str": ["date", "time"], "annot_id": "f/1", "mention_span": "late Monday night", \
      "left_context_token": ["On"], "right_context_token": ["it", "rained"]}
      {"y_str": ["person", "girl"], "annot_id": "f/2", "mention_span": "She", \
      "left_context_token": [], "right_context_token": []}
      """, kept: ["person", "time"])
    #expect(mentions(corpus) == [["late Monday night: time"], ["She: person"]])
    #expect(corpus.texts.map(\.text) == ["On late Monday night it rained", "She"])
    #expect(corpus.texts.map(\.identifier) == [.text("f/1"), .text("f/2")])
    #expect(
      corpus.notes.first
        == "sample: 2 labels are left out, for data.keep_labels does not name their 2 types")
  }

  @Test func figer() throws {
    let corpus = try read(
      """
      {"tokens": ["Clay", "Matthews", "won", "."], "senid": 480, "mentions": [{"start": 0, \
      "labels": ["/person", "/person/athlete"], "end": 2}, {"start": 2, "end": 3, "labels": []}]}
      {"tokens": ["Rain"], "senid": 481, "mentions": []}
      """)
    #expect(mentions(corpus) == [["Clay Matthews: /person, /person/athlete", "won: "], []])
    #expect(corpus.texts.map(\.identifier) == [.number(480), .number(481)])
    #expect(corpus.layout == "FIGER, UTF-8")
    #expect(corpus.mentionCount == 2)
  }

  @Test func textsWithMentions() throws {
    let corpus = try read(
      """
      {"id": 1, "text": "Ada met Bo", "entities": [{"start": 0, "end": 3, "text": "Ada", "labels": ["a", "a"]}, \
      {"start": 8, "end": 10, "labels": []}]}
      {"text": "Søren left", "start": 0, "end": 5, "labels": ["b"]}
      """)
    #expect(mentions(corpus) == [["Ada: a", "Bo: "], ["Søren: b"]])
    #expect(corpus.texts.map(\.identifier) == [.number(1), nil])
    #expect(corpus.layout == "JSON of texts with mentions, UTF-8")
  }

  /// A mention of Open Entity without types.
  private static func crowd(_ mention: String) -> String {
    "{\"mention_span\": \"\(mention)\", \"y_str\": [], \"left_context_token\": [], "
      + "\"right_context_token\": []}"
  }

  private static let good = #"{"text": "a b", "start": 0, "end": 1, "labels": []}"#

  @Test(arguments: [
    (
      #"{"text": "Ada met", "entities": [{"start": 1, "end": 4, "text": "Ada", "labels": []}]}"#,
      "sample:2: \"entities[0]\": characters 1 to 4 are \"da \", not \"Ada\"; offsets count Unicode code "
        + "points, end exclusive"
    ),
    (
      #"{"text": "Ada met", "start": 0, "end": 3, "mention": "Bo", "labels": []}"#,
      "sample:2: \"start\": characters 0 to 3 are \"Ada\", not \"Bo\"; offsets count Unicode code points, end "
        + "exclusive"
    ),
    (
      #"{"text": "Ada", "start": 0, "end": 4, "labels": []}"#,
      "sample:2: \"start\": 0 to 4, end excluded, is no span of 3 characters"
    ),
    (
      #"{"text": "a  b", "start": 1, "end": 3, "labels": []}"#,
      "sample:2: \"start\": the span is blank"
    ),
    (#"{"text": "Ada", "start": 0, "end": 3}"#, "sample:2: key \"labels\" is missing"),
    (
      #"{"text": "Ada", "entities": [{"start": 0, "end": 3}]}"#,
      "sample:2: key \"entities[0].labels\" is missing"
    ),
    (
      #"{"text": "Ada", "start": 0, "end": 3, "labels": "x"}"#,
      "sample:2: \"labels\": expected an array"
    ),
    (
      #"{"text": "Ada", "start": 0, "end": 3, "labels": [" "]}"#,
      "sample:2: \"labels\": \" \" cannot name a type"
    ),
    (#"{"text": "Ada", "start": 0, "labels": []}"#, "sample:2: key \"end\" is missing"),
    (#"{"text": "Ada"}"#, "sample:2: key \"entities\" is missing"),
    (
      #"{"start": 0, "end": 3, "labels": []}"#,
      "sample:2: key \"text\" is missing; data.keys.text names another one"
    ),
  ])
  func faultsAreNamed(record: String, expected: String) {
    #expect(message { _ = try read("\(Self.good)\n\(record)\n") } == expected)
    #expect(throws: Never.self) {
      let skipped = try read("\(Self.good)\n\(record)\n", bad: .skip)
      #expect(skipped.texts.count == 1)
      #expect(
        skipped.notes.first
          == "sample: 1 bad record is left out (data.bad_records is \"skip\"):")
    }
  }

  @Test func faultsOfArraysHaveColumns() {
    let bad = #"{"sent": "Ada", "start": 2, "end": 1, "labels": []}"#
    let good = #"{"sent": "Ada", "start": 0, "end": 1, "labels": []}"#
    #expect(
      message { _ = try read("[\(good), \(bad)]") }
        == "sample:1:55: \"start\": 2 to 1, end excluded, is no span of 3 characters")
    #expect(
      message { _ = try read("[\(good)") }
        == "sample: is not valid JSON: a bracket or quote is open")
    #expect(
      message {
        _ = try read(#"{"tokens": ["a"], "mentions": [{"start": 0, "end": 2, "labels": []}]}"#)
      } == "sample:1: \"mentions[0]\": 0 to 2, end excluded, is no span of 1 tokens")
    #expect(
      message { _ = try read(Self.crowd(" ")) }
        == "sample:1: \"mention_span\": the mention is blank")
  }

  /// Of what is only asked a span may be wrong, and types are not needed.
  @Test func mentionsToAskKeepTheirFaults() throws {
    let corpus = try read(
      #"{"text": "Ada met", "entities": [{"start": 9, "end": 12}, {"start": 0, "end": 3}]}"# + "\n",
      requiresLabels: false)
    let mentions = corpus.texts[0].mentions
    #expect(
      mentions.map(\.fault) == [
        "\"entities[0]\": 9 to 12, end excluded, is no span of 7 characters", nil,
      ])
    #expect(mentions.map(\.labels) == [nil, nil])
    #expect(mentions[1].span == 0..<3)
  }

  @Test func spansOfOtherTasksCanBeAsked() throws {
    let entities =
      #"{"text": "Ada met", "entities": [{"start": 0, "end": 3, "label": "PER"}]}"# + "\n"
    let corpus = try read(entities, requiresLabels: false)
    #expect(mentions(corpus) == [["Ada: unknown"]])
    #expect(
      corpus.notes.first
        == "sample: is data of named-entity-recognition, whose texts and spans alone are read")
    #expect(
      message { _ = try read(entities) }
        == "sample: is JSON of sentences with entities, data of named-entity-recognition; "
        + "entity-typing needs texts with \"entities\" of \"start\", \"end\" and \"labels\"")
    #expect(
      message {
        _ = try read(
          #"{"text": "a", "head": {"start": 0, "end": 1}, "tail": {"start": 0, "end": 1}}"#)
      }.hasPrefix("sample: is JSON of texts with relations, data of relation-classification; "))
  }

  @Test func whatIsNoMentionIsNamed() {
    #expect(message { _ = try read("") } == "sample: is empty")
    #expect(
      message { _ = try read("Ada met Bo.\n") }
        == "sample: is no JSON; entity-typing needs texts with the mentions that are asked: "
        + "{\"text\", \"entities\": [{\"start\", \"end\", \"labels\"}]}, one object a line")
    #expect(
      message { _ = try read("{\"a\": 1}\n{\"a\": 2}\n") }.hasPrefix(
        "sample: is JSON whose records have the keys \"a\"; types are read from "))
    #expect(
      message { _ = try read("{\"text\": \"Ada\", \"entities\": []}\n") }
        == "sample: holds no mentions")
    #expect(
      message {
        _ = try read(#"{"text": "a", "label": [{"start": 0, "end": 1, "labels": ["x"]}]}"#)
      }.contains("Label Studio"))
  }

  /// What other readers say of such data.
  @Test func otherTasksNameThem() {
    func entities(_ text: String) -> String {
      message { _ = try EntityDataReader.read(bytes: Array(text.utf8), name: "sample") }
    }
    func relations(_ text: String) -> String {
      message { _ = try RelationDataReader.read(bytes: Array(text.utf8), name: "sample") }
    }
    let typed =
      #"{"text": "Ada met", "entities": [{"start": 0, "end": 3, "labels": ["person"]}]}"# + "\n"
    let found = "sample: is JSON of texts with typed mentions, data of entity-typing; "
    for text in [typed, Self.crowd("a"), "[\(typed)]"] {
      #expect(entities(text).hasPrefix(found + "named-entity-recognition needs "))
      #expect(relations(text).hasPrefix(found + "relation-classification needs "))
    }
    let figer = #"{"tokens": ["a"], "mentions": [{"start": 0, "end": 1, "labels": ["/x"]}]}"#
    #expect(
      entities(figer).hasPrefix(
        "sample: is FIGER's JSON of typed mentions, data of entity-typing; "
          + "named-entity-recognition needs "))
  }

  @Test(.enabled(if: sharedData("figer_50k") != nil)) func figerIsReadWhole() throws {
    let corpus = try MentionDataReader.read(file: #require(sharedData("figer_50k/dev.json")).path)
    #expect(corpus.texts.count == 434)
    #expect(corpus.mentionCount == 787)
    #expect(Set(corpus.labels).count == 88)
    let counts = corpus.texts.flatMap(\.mentions).compactMap { $0.labels?.count }
    #expect(counts.min() == 1 && counts.max() == 8)
  }
}
