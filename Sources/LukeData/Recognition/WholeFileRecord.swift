import LukeJSON

/// Names data sets of which one JSON object is the whole file: on one line or many, they are no records.
struct WholeFileRecord {
  static let squad = "SQuAD's JSON of questions"
  static let fewRel = "FewRel's JSON"

  let name: String
  /// The task that reads it.
  let task: TaskRecord
  /// The program of jq that takes its texts out.
  let texts: String

  /// Nil where the object is nothing known.
  init?(_ object: JSONValue) {
    let articles = object["data"]?.elements ?? []
    if articles.contains(where: Self.hasQuestions) {
      (name, task) = (Self.squad, .questions)
      texts = ".data[].paragraphs[] | {text: .context}"
    } else if (object.members ?? []).contains(where: { $0.value.elements?.first?["h"] != nil }) {
      (name, task) = (Self.fewRel, .relations)
      texts = #".[][] | {text: (.tokens | join(" "))}"#
    } else {
      return nil
    }
  }

  private static func hasQuestions(_ article: JSONValue) -> Bool {
    (article["paragraphs"]?.elements ?? []).contains { $0["qas"] != nil }
  }
}
