import LukeSystem

/// The heads there are, by the names that transformers gives them in `architectures`.
public enum LukeHeads {
  private static let known = LockedValue<[any LukeHead.Type]>([
    LukeWithoutHead.self, LukeForEntitySpanClassification.self,
    LukeForEntityPairClassification.self, LukeForMaskedLM.self,
    LukeForEntityClassification.self, LukeForTokenClassification.self,
    LukeForSequenceClassification.self, LukeForQuestionAnswering.self,
    LukeForMultipleChoice.self, LukeForEntitySpanQA.self,
  ])

  /// Every head, in the order in which messages list them.
  public static var all: [any LukeHead.Type] { known.withLock { $0 } }

  /// Adds a head, in the place of one with the same architecture.
  public static func register(_ head: any LukeHead.Type) {
    known.withLock { heads in
      heads.removeAll { $0.architecture == head.architecture }
      heads.append(head)
    }
  }

  /// The head of a name; nil for one that is not known.
  public static func head(named architecture: String) -> (any LukeHead.Type)? {
    all.first { $0.architecture == architecture }
  }

  /// The head that a configuration names; the bare encoder when it names none.
  /// - Throws: `ConfigurationError` for one that is not known.
  public static func head(
    of configuration: LukeConfiguration, origin: String
  ) throws -> any LukeHead.Type {
    let name = configuration.architectures?.first ?? LukeWithoutHead.architecture
    if let head = head(named: name) { return head }
    let names = all.map { $0.architecture }.joined(separator: ", ")
    throw ConfigurationError(
      origin: origin, faults: ["architectures: \(name) is not known; known are \(names)"])
  }
}
