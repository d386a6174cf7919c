import Foundation
import LukeData
import LukeModel
import LukeTasks
import LukeText

/// The topic of a line of text: a task that this package knows nothing of.
public struct TopicTask: FineTuningTask {
  public typealias Settings = TopicSettings
  public typealias Data = TopicData
  public typealias Model = TopicHead

  /// One line as the model reads it.
  public struct Feature: StoredFeature {
    var line: Int
    var wordIDs: [Int32]
    var label: Int32

    init(line: Int, wordIDs: [Int32], label: Int32) {
      (self.line, self.wordIDs, self.label) = (line, wordIDs, label)
    }

    public func store(in writer: inout FeatureWriter) {
      writer.write(line)
      writer.write(wordIDs)
      writer.write(Int(label))
    }

    public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
      let (line, words) = (try reader.integer(), try reader.integers())
      self.init(line: line, wordIDs: words, label: Int32(truncatingIfNeeded: try reader.integer()))
    }
  }

  public static let kind = "topic-classification"
  public static let markers: [TaskMarker] = []

  private let settings: Settings
  private let tokenizer: Tokenizer
  private let labels: LabelSet

  public init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) {
    (self.settings, tokenizer, self.labels) = (settings, vocabulary.tokenizer, labels)
  }

  public static func read(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> Topics { try Topics(source, requiresLabels: requiresLabels) }

  public static func describe(_ corpus: Topics) -> String {
    "\(corpus.file): \(corpus.lines.count) lines"
  }

  public static func labels(in corpora: [Topics], _ settings: Settings) -> LabelSet {
    LabelSet(Set(corpora.flatMap { $0.lines.compactMap(\.topic) }).sorted())
  }

  public static func maximumLength(_ settings: Settings) -> Int { settings.maximumLength }

  public func features(of corpus: Topics) -> TaskFeatures<Feature> {
    let features = corpus.lines.enumerated().map { number, line in
      let words = tokenizer.ids(of: line.text).prefix(settings.maximumLength - 2)
      return Feature(
        line: number, wordIDs: [tokenizer.classificationID] + words + [tokenizer.separatorID],
        label: line.topic.flatMap(labels.index).map { Int32($0) } ?? -1)
    }
    return TaskFeatures(features: features, unreachable: [], notes: [])
  }

  public func input(_ features: [Feature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map { LukeExample(wordIDs: $0.wordIDs) }, paddingID: paddingID)
  }

  public func targets(_ features: [Feature]) -> [Int32] { features.map(\.label) }
  public func rows(of feature: Feature) -> Int { 1 }
  public func size(of feature: Feature) -> (words: Int, entities: Int) {
    (feature.wordIDs.count, 0)
  }

  public static func location(of feature: Feature, in corpus: Topics) -> SourceLocation {
    SourceLocation(file: corpus.file, line: corpus.lines[feature.line].number)
  }

  public func traceable(_ features: [Feature]) -> TraceableBatch {
    TraceableBatch(
      features.map { LukeExample(wordIDs: $0.wordIDs) }, [.exampleLabels(features.map(\.label))])
  }

  public func answers(
    _ corpus: Topics, _ features: [Feature], outputs: [[Float]]
  ) -> [String] {
    var topics = [String](repeating: "", count: corpus.lines.count)
    for (feature, logits) in zip(features, outputs) {
      let best = logits.indices.max { logits[$0] < logits[$1] } ?? 0
      topics[feature.line] = labels.names[best]
    }
    return topics
  }

  public func score(_ answered: [(answers: [String], corpus: Topics)]) -> TaskScores {
    let pairs = answered.flatMap { zip($0.answers, $0.corpus.lines.map(\.topic)) }
    let right = pairs.count { $0.0 == $0.1 }
    let accuracy = TaskScores.Value(
      name: "accuracy", value: Double(right) / Double(max(1, pairs.count)))
    return TaskScores(
      deciding: accuracy, values: [accuracy], table: "\(right) of \(pairs.count) right")
  }

  public func lines(_ answers: [String], _ corpus: Topics) throws -> [String] {
    try zip(corpus.lines, answers).map { line, topic in
      String(
        decoding: try JSONEncoder().encode(["text": line.text, "topic": topic]), as: UTF8.self)
    }
  }
}
