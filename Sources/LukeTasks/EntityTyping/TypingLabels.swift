import LukeData

/// Looks at how many types mentions have.
enum TypingLabels {
  /// Throws for mentions that have not one type, where models give one.
  static func checkSingle(_ corpora: [MentionCorpus]) throws(DataError) {
    for corpus in corpora {
      var faults = FaultCollector(file: corpus.file)
      for text in corpus.texts {
        for mention in text.mentions {
          guard let count = mention.labels?.count, count != 1 else { continue }
          faults.add(
            text.location,
            "\"\(text.text(of: mention))\" has \(count) labels, but one is needed; task.problem_type "
              + "\"multi_label_classification\" takes any number")
        }
      }
      try faults.throwIfAny()
    }
  }

  /// Whether every mention has one type and no other.
  static func areSingle(_ corpora: [MentionCorpus]) -> Bool {
    corpora.allSatisfy { corpus in
      corpus.texts.allSatisfy { $0.mentions.allSatisfy { $0.labels?.count == 1 } }
    }
  }
}
