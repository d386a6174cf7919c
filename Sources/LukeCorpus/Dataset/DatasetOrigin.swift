/// What a data set is built from, and how: two data sets of the same origin are the same to the byte.
package struct DatasetOrigin: Hashable, Sendable, Codable {
  /// How documents become examples.
  package var settings: PackingSettings
  /// The language of the documents, where the entity vocabulary has several.
  package var language: String?
  /// What identifies the inputs (tokenizer, entity vocabulary, corpus and so on), by name.
  package var digests: [String: String]
  /// The share of the documents that is held out into a second data set.
  package var heldOutFraction: Double
  /// The number of examples that are compressed as one.
  package var examplesPerBlock: Int
  /// The number of examples after which a shard is ended, at the next end of a document.
  package var examplesPerShard: Int

  package init(
    settings: PackingSettings = PackingSettings(), language: String? = nil,
    digests: [String: String] = [:], heldOutFraction: Double = 0, examplesPerBlock: Int = 256,
    examplesPerShard: Int = 65_536
  ) {
    self.settings = settings
    self.language = language
    self.digests = digests
    self.heldOutFraction = heldOutFraction
    self.examplesPerBlock = examplesPerBlock
    self.examplesPerShard = examplesPerShard
  }

  /// Why nothing can be built so; nil when it can.
  var fault: String? {
    if let fault = settings.fault { return fault }
    if !(heldOutFraction >= 0 && heldOutFraction < 1) {
      return "held_out_fraction is \(heldOutFraction); it must be at least 0 and less than 1"
    }
    for (name, value) in [
      ("examples_per_block", examplesPerBlock), ("examples_per_shard", examplesPerShard),
    ] where !(1...1 << 24).contains(value) {
      return "\(name) is \(value); it must be from 1 to \(1 << 24)"
    }
    return nil
  }

  /// The names of what differs from another origin, in alphabetical order.
  func differences(from other: DatasetOrigin) -> [String] {
    let digests = Set(self.digests.keys).union(other.digests.keys).filter {
      self.digests[$0] != other.digests[$0]
    }
    var names = Array(digests)
    if settings != other.settings { names.append("settings") }
    if language != other.language { names.append("language") }
    if heldOutFraction != other.heldOutFraction { names.append("held_out_fraction") }
    if examplesPerBlock != other.examplesPerBlock { names.append("examples_per_block") }
    if examplesPerShard != other.examplesPerShard { names.append("examples_per_shard") }
    return names.sorted()
  }

  private enum CodingKeys: String, CodingKey {
    case settings, language, digests
    case heldOutFraction = "held_out_fraction"
    case examplesPerBlock = "examples_per_block"
    case examplesPerShard = "examples_per_shard"
  }
}
