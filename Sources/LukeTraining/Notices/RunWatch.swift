/// What a run has noticed so far; part of its state, so that a run that is resumed says nothing twice.
package struct RunWatch: Codable, Hashable {
  /// All that can be noticed, in the order in which it is said.
  package static var kinds: [any NoticeKind.Type] {
    [
      TooFewSteps.self, UnknownTokens.self, ManySubwords.self, LossThatStays.self,
      NothingPredicted.self, OneAnswerAlone.self, NoBetterThanOneAnswer.self, FarBelowTraining.self,
    ]
  }

  /// The names of what was said.
  private(set) var told: [String] = []
  /// The losses, as far as they are compared.
  var losses = LossTrend()

  /// Nothing noticed yet.
  package init() {}

  enum CodingKeys: String, CodingKey { case told, losses }

  /// What is to be said now that has not been said before.
  package mutating func notices(
    at moment: RunNotice.Moment, step: Int, _ text: (any NoticeKind.Type) -> String?
  ) -> [RunNotice] {
    var notices: [RunNotice] = []
    for kind in Self.kinds where !told.contains(kind.name) {
      guard let text = text(kind) else { continue }
      told.append(kind.name)
      notices.append(RunNotice(kind.name, step: step, at: moment, text))
    }
    return notices
  }

  /// Whether something was said.
  package func hasTold(_ kind: any NoticeKind.Type) -> Bool { told.contains(kind.name) }
}
