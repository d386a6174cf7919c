/// Names that fields of questions with choices usually have, in small letters.
enum ChoiceNames {
  /// What a question is about.
  static let contexts = ["context", "premise", "sent1", "ctx_a", "article", "passage"]
  /// The question, the likeliest first.
  static let questions = [
    "question", "question_stem", "stem", "sent2", "ctx_b", "startphrase", "ctx", "query", "prompt",
    "sentence", "goal",
  ]
  /// A list of choices.
  static let lists = ["choices", "endings", "options"]
  /// What the names of fields with a choice each begin with.
  static let columns = ["choice", "ending", "option", "answer", "alternative", "sol"]
  /// Which choice is right, the likeliest first.
  static let answers = [
    "answerkey", "answer_key", "label", "gold_label", "answer", "correct_answer", "correct",
    "answer_index", "labels", "answers", "correct_answers",
  ]
  /// An example's own name.
  static let identifiers = ["id", "idx", "index", "guid", "q_id", "question_id", "qid"]

  /// All of these, by which the first row of a table is known.
  static let all: Set<String> = {
    var names = Set(contexts + questions + lists + answers + identifiers)
    let suffixes: [String] = (0...9).map(String.init) + ["a", "b", "c", "d", "e"]
    for name in columns {
      for suffix in suffixes {
        names.insert(name + suffix)
        names.insert(name + "_" + suffix)
        names.insert(name + " " + suffix)
      }
    }
    return names
  }()

  /// What follows one of the names of choices: a number, or a letter in small letters; nil where a name
  /// is none.
  static func suffix(of name: String, after beginning: String) -> String? {
    let name = name.lowercased()
    guard name.hasPrefix(beginning) else { return nil }
    var suffix = name.dropFirst(beginning.count)
    if suffix.first == "_" || suffix.first == " " { suffix = suffix.dropFirst() }
    let bytes = Array(suffix.utf8)
    let isNumber = (1...3).contains(bytes.count) && bytes.allSatisfy { (48...57).contains($0) }
    let isLetter = bytes.count == 1 && (97...122).contains(bytes[0])
    return isNumber || isLetter ? String(suffix) : nil
  }
}
