public import LukeData
public import LukeText

/// What is chosen where the settings are silent.
extension QuestionAnsweringTask {
  /// What windows have in common, by the longest question.
  /// - Throws: `TaskError.stride` where it is given and a question leaves no more than that to windows.
  public static func choose(
    _ settings: inout QuestionAnsweringSettings, for corpora: [QuestionCorpus],
    _ tokenizer: Tokenizer
  ) throws -> [(key: String, reason: String)] {
    let lengths = corpora.map { corpus in
      corpus.examples.map { tokenizer.ids(of: QuestionFeatureBuilder.question($0)).count }
    }
    let longest = min(settings.maximumQuestionLength, lengths.joined().max() ?? 0)
    let room = settings.room(beside: longest, tokenizer)
    guard let stride = settings.stride else {
      let chosen = QuestionAnsweringSettings.stride(ofRoom: room)
      settings.stride = chosen
      let left =
        "the longest question, \(counted(longest, "subword")), leaves \(max(0, room)) to windows"
      return [("stride", left)]
    }
    if room > stride { return [] }
    try check(stride, settings, corpora, lengths, tokenizer)
    return []
  }

  /// Throws where contexts are cut into windows that are no longer than what they have in common.
  private static func check(
    _ stride: Int, _ settings: QuestionAnsweringSettings,
    _ corpora: [QuestionCorpus], _ lengths: [[Int]], _ tokenizer: Tokenizer
  ) throws(TaskError) {
    var last: (context: String, count: Int) = ("", 0)
    var (count, total, least) = (0, 0, Int.max)
    for (corpus, lengths) in zip(corpora, lengths) {
      total += corpus.examples.count
      for (example, length) in zip(corpus.examples, lengths) {
        let room = settings.room(beside: min(length, settings.maximumQuestionLength), tokenizer)
        guard room > 0, room <= stride else { continue }
        if last.context != example.context {
          last = (example.context, tokenizer.ids(of: example.context).count)
        }
        if last.count > room { (count, least) = (count + 1, min(least, room)) }
      }
    }
    if count == 0 { return }
    throw .stride(
      stride, maximumLength: settings.maximumLength, largest: least - 1,
      questions: "\(count) of \(counted(total, "question"))")
  }
}

extension QuestionAnsweringSettings {
  /// How many subwords a question of `count` and the special tokens leave to a window of its context; less
  /// than 1 where they leave none.
  func room(beside count: Int, _ tokenizer: Tokenizer) -> Int {
    maximumLength - tokenizer.sequence([Int32](repeating: 0, count: count), []).ids.count
  }
}
