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

  /// The head of a name, that of a plain encoder included; nil for one that is not known.
  public static func head(named architecture: String) -> (any LukeHead.Type)? {
    EncoderFamily.allCases.lazy.compactMap { head(named: architecture, of: $0) }.first
  }

  /// The head that a class of a family has; nil for one that is not known.
  public static func head(
    named architecture: String, of family: EncoderFamily
  ) -> (any LukeHead.Type)? {
    heads(of: family).first { $0.architecture(of: family) == architecture }
  }

  private static func heads(of family: EncoderFamily) -> [any LukeHead.Type] {
    family.hasEntities ? all : all.filter { $0.readsWordsAlone }
  }

  /// The head that a configuration names; the bare encoder when it names none.
  /// - Throws: `ConfigurationError` for one that is not known.
  public static func head(
    of configuration: LukeConfiguration, origin: String
  ) throws -> any LukeHead.Type {
    let family = configuration.family
    let name = configuration.architectures?.first ?? LukeWithoutHead.architecture(of: family)
    if let head = head(named: name, of: family) { return head }
    let names = heads(of: family).map { $0.architecture(of: family) }.joined(separator: ", ")
    throw ConfigurationError(
      origin: origin, faults: ["architectures: \(name) is not known; known are \(names)"])
  }
}
