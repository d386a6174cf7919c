import LukeData
import LukeModel
import LukeTasks
import LukeText

/// What is seen of data with the tokenizer of the model.
extension DataLook {
  /// Makes the features of all examples as a run does, and keeps none of them.
  func tokenize(_ model: OpenedModel) throws {
    guard let labels, !train.isEmpty,
      let (task, tokenizer) = try task(of: model, labels)
    else { return }
    let files = splits.first(where: \.isTrained)?.files ?? []
    let known = Set(files.flatMap(\.overview.labels.keys))
    var (featureCount, unaskedCount, exampleCount) = (0, 0, 0)
    var sample = SubwordSample(fileCount: train.count)
    for split in splits {
      var lengths = SubwordLengths()
      for corpus in split.corpora {
        guard try attempt("labels", { try task.check(corpus) }) != nil else { continue }
        let found = try observer.during(.tokenizing(file: corpus.file)) {
          task.features(of: corpus)
        }
        for feature in found.features { lengths.add(task.size(of: feature).words) }
        note(found.notes, "lengths", found.unaskedCount > 0 ? .warning : .note)
        // Labels that the training data lack are told as such.
        let unreachable = found.unreachable.filter { known.isEmpty || known.contains($0.label) }
        findings += Self.findings(unreachable, isTrained: split.isTrained)
        guard split.isTrained else { continue }
        featureCount += found.features.count
        unaskedCount += found.unaskedCount
        exampleCount += found.exampleCount
        sample.add(found.features, of: corpus, task, tokenizer)
      }
      subwords[split.key] = lengths
    }
    let corpora = train
    _ = try attempt("unasked") {
      try FineTuning<Labelled>.checkIsLearnable(
        corpora, featureCount: featureCount, unaskedCount: unaskedCount,
        exampleCount: exampleCount)
    }
    let tokens = TokenSample(sample.examples, tokenizer)
    findings += sample.findings(tokens)
    unknownShare =
      tokens.subwordCount == 0
      ? nil : Double(tokens.unknownCount) / Double(tokens.subwordCount)
  }

  /// How many annotations of a file that are out of reach for one reason have a line each.
  private static var mostLines: Int { 3 }

  private static func findings(
    _ annotations: [UnreachableAnnotation], isTrained: Bool
  ) -> [Finding] {
    // Reasons differ in numbers, such as how many subwords there are.
    func kind(_ annotation: UnreachableAnnotation) -> String {
      annotation.reason.filter { !$0.isNumber }
    }
    let groups = Dictionary(grouping: annotations.indices) { kind(annotations[$0]) }
    return groups.values.sorted { $0[0] < $1[0] }.flatMap { places in
      let alike = places.map { annotations[$0] }
      if alike.count <= mostLines { return alike.map { finding($0, isTrained: isTrained) } }
      let shown = "\(alike[0].label) \"\(ShownText.short(alike[0].text, 60))\""
      return [
        Finding(
          "unreachable", .warning, at: alike.map(\.location),
          "\(alike.count) annotations, the first \(shown), cannot be "
            + "\(isTrained ? "learned" : "found"): \(alike[0].reason)")
      ]
    }
  }

  private static func finding(
    _ annotation: UnreachableAnnotation, isTrained: Bool
  ) -> Finding {
    Finding(
      "unreachable", .warning, at: [annotation.location],
      "\(annotation.label) \"\(ShownText.short(annotation.text, 60))\" cannot be "
        + "\(isTrained ? "learned" : "found"): \(annotation.reason)")
  }

  /// Sets the task up for the model, with what is chosen where the recipe is silent.
  private func task(
    of model: OpenedModel, _ labels: LabelSet
  ) throws -> (Labelled, Tokenizer)? {
    typealias Run = FineTuning<Labelled>
    let examples = Run.Examples(train: train, validation: [], test: [], labels: labels)
    let given = settings
    let made = try attempt("model") { () -> (Labelled, Tokenizer, [String]) in
      var settings = given
      let drafted = try Run.draft(settings, model)
      let chosen = try Run.choose(&settings, examples, model)
      let starting = try StartingModel(
        model, for: Run.requirements(settings, examples), kind: Run.kind, drafted: drafted)
      return (
        try Labelled(settings, starting.vocabulary, labels: labels), starting.vocabulary.tokenizer,
        chosen.map(\.note)
      )
    }
    guard let (task, tokenizer, chosen) = made else { return nil }
    note(chosen, "chosen", .note)
    return (task, tokenizer)
  }
}
