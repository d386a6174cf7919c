import LukeData
import LukeJSON
import LukeModel
import LukeTasks

/// The topic of a line of text: a task that this package knows nothing of.
public struct TopicTask: FineTuningTask {
  public typealias Settings = TopicSettings
  public typealias Data = TopicData
  public typealias Model = TopicHead

  public static let kind = "topic-classification"

  private let labels: LabelSet
  private let encoder: TopicEncoder

  public init(_ settings: Settings, _ vocabulary: TaskVocabulary, labels: LabelSet) {
    self.labels = labels
    encoder = TopicEncoder(settings: settings, vocabulary: vocabulary)
  }

  // MARK: Data

  public static func read(
    _ source: SourceText, _ data: Data, requiresLabels: Bool
  ) throws -> Topics { try Topics(source, requiresLabels: requiresLabels) }

  public static func describe(_ corpus: Topics) -> String {
    "\(corpus.file): \(corpus.lines.count) lines"
  }

  public static func labels(in corpora: [Topics], _ settings: Settings) throws -> LabelSet {
    let topics = Set(corpora.flatMap { $0.lines.compactMap(\.topic) })
    if topics.isEmpty, let corpus = corpora.first {
      throw TaskError.noLabels(file: corpus.file, what: "topics")
    }
    return LabelSet(topics.sorted())
  }

  public static func maximumLength(_ settings: Settings) -> Int { settings.maximumLength }

  // MARK: Features

  public func features(of corpus: Topics) -> TaskFeatures<TopicFeature> {
    var features: [TopicFeature] = []
    var unreachable: [UnreachableAnnotation] = []
    var cutCount = 0
    for (number, line) in corpus.lines.enumerated() {
      let (example, isCut) = encoder.example(of: line)
      let label = line.topic.flatMap(labels.index)
      if let topic = line.topic, label == nil {
        unreachable.append(
          UnreachableAnnotation(
            location: line.location, text: line.text, label: topic,
            reason: "no training line has this topic"))
      }
      if isCut { cutCount += 1 }
      features.append(
        TopicFeature(line: number, example: example, label: label.map { Int32($0) } ?? -1))
    }
    let note =
      "\(corpus.file): \(cutCount) texts are longer than task.max_length and lost their ends"
    return TaskFeatures(
      features: features, unreachable: unreachable, notes: cutCount > 0 ? [note] : [])
  }

  public func size(of feature: TopicFeature) -> (words: Int, entities: Int) {
    (feature.example.wordIDs.count, feature.example.entityIDs.count)
  }

  public static func location(of feature: TopicFeature, in corpus: Topics) -> SourceLocation {
    corpus.lines[feature.line].location
  }

  // MARK: Model

  public func input(_ features: [TopicFeature], paddingID: Int) -> PackedBatch {
    PackedBatch(features.map(\.example), paddingID: paddingID)
  }

  public func targets(_ features: [TopicFeature]) -> [Int32] { features.map(\.label) }

  public func traceable(_ features: [TopicFeature]) -> TraceableBatch {
    TraceableBatch(features.map(\.example), [.exampleLabels(features.map(\.label))])
  }

  // MARK: Answers

  public func answers(
    _ corpus: Topics, _ features: [TopicFeature], outputs: [[Float]]
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
    zip(corpus.lines, answers).map { line, topic in
      JSONValue.object(["text": .string(line.text), "topic": .string(topic)]).compactText
    }
  }
}
