import LukeData
import LukeJSON

extension EntityTypingTask {
  /// The types of the mentions of each text held against those of the file.
  public func judged(_ answers: [[PredictedTypes]], _ corpus: MentionCorpus) -> [JudgedAnswer] {
    zip(corpus.texts, answers).map { text, answers in
      let judged = zip(text.mentions, answers).map { mention, answer in
        JudgedAnswer(text.location, gold: mention.labels, answers: answer.labels)
      }
      return JudgedAnswer(joining: judged, at: text.location)
    }
  }
}
