import LukeCheckpoints

/// What is said of what a card tells the hub: what was taken over without being asked for, what nothing says, and the
/// options that say it.
enum HubNote {
  /// One sentence; nil where all was given.
  /// - Parameters:
  ///   - facts: what the card says.
  ///   - given: what was asked for.
  ///   - record: what the model knows about itself.
  static func text(_ facts: HubFacts, given: HubFacts, _ record: ModelRecord?) -> String? {
    // What begins at random is made from nothing.
    let hasBase = record?.start?.weights != ModelStart.random.name
    let all: [(key: String, option: String, value: String?, isGiven: Bool)] = [
      ("base_model", "--base-model", facts.baseModel, given.baseModel != nil || !hasBase),
      (
        "language", "--language",
        facts.languages.isEmpty ? nil : facts.languages.joined(separator: ", "),
        !given.languages.isEmpty
      ),
      ("license", "--license", facts.license?.identifier, given.license != nil),
    ]
    let left = all.filter { !$0.isGiven }
    if left.isEmpty { return nil }
    let taken = left.compactMap { fact in fact.value.map { "\(fact.key) \($0)" } }
    let missing = left.filter { $0.value == nil }.map(\.key)
    let parts = [
      taken.isEmpty ? nil : "\(list(taken)) \(verb(taken)) taken over from the model",
      missing.isEmpty ? nil : "\(list(missing)) \(verb(missing)) not known",
    ].compactMap(\.self)
    let options = left.map(\.option)
    return parts.joined(separator: ", ") + "; \(list(options)) "
      + (options.count == 1 ? "says what it is" : "say what they are")
  }

  private static func verb(_ names: [String]) -> String { names.count == 1 ? "is" : "are" }

  private static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined()
      : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
