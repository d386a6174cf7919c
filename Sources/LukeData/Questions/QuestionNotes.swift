/// What was taken otherwise than it is written, or found out.
struct QuestionNotes {
  /// How many, and where the first is.
  struct Tally {
    private(set) var count = 0
    private(set) var first = ""

    mutating func add(_ place: String) {
      if count == 0 { first = place }
      count += 1
    }
  }

  /// Answers whose place is not given.
  var searched = Tally()
  /// Those of them that stand in several places.
  var ambiguous = Tally()
  /// Answers that stand in another place than the given one.
  var moved = Tally()
  /// Answers that the context does not hold.
  var lost = Tally()
  /// Questions without anything to see.
  var blank = Tally()

  /// One sentence for each.
  var notes: [String] {
    func places(_ list: Tally) -> String {
      "the first in \(list.first)"
    }
    func answers(_ list: Tally, _ one: String, _ many: String) -> String {
      list.count == 1 ? "1 answer \(one)" : "\(list.count) answers \(many)"
    }
    var notes: [String] = []
    if searched.count > 0 {
      let several =
        ambiguous.count > 0
        ? "; \(ambiguous.count) of them stand\(ambiguous.count == 1 ? "s" : "") there more than once, \(places(ambiguous))"
        : ""
      notes.append(
        answers(searched, "has", "have") + " no answer_start, and "
          + (searched.count == 1 ? "is taken where its" : "are taken where their")
          + " text first stands in the context" + several)
    }
    if moved.count > 0 {
      notes.append(
        answers(
          moved, "does not stand where its answer_start says, and is",
          "do not stand where their answer_start says, and are")
          + " taken from the nearest place of \(moved.count == 1 ? "its" : "their") text "
          + "(data.answer_starts is \"nearest\"), \(places(moved))")
    }
    if lost.count > 0 {
      notes.append(
        answers(lost, "does", "do")
          + " not stand in the context at all: \(lost.count == 1 ? "its" : "their") "
          + "text counts in scores, and nothing is learned from it (data.answer_starts is \"nearest\"), "
          + places(lost))
    }
    if blank.count > 0 {
      notes.append(
        (blank.count == 1 ? "1 question is" : "\(blank.count) questions are")
          + " blank, and asked all the same, \(places(blank))")
    }
    return notes
  }
}
