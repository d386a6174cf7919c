import LukeData
import LukeJSON

/// Whether the `end` of spans is their last character or the one behind, as the texts beside them tell.
struct ClozeEnds {
  let areInclusive: Bool
  private(set) var notes: [String] = []

  /// Takes what is given; else ends are inclusive, as ReCoRD's are, unless some spans fit their texts with
  /// ends excluded and none with ends included.
  init(_ records: [DataRecord], given: Bool?) {
    if let given {
      areInclusive = given
      return
    }
    var (included, excluded) = (0, 0)
    for record in records {
      guard let text = record.value["passage"]?["text"]?.string else { continue }
      let scalars = Array(text.unicodeScalars)
      let answers = (record.value["qas"]?.elements ?? []).flatMap { $0["answers"]?.elements ?? [] }
      for span in (record.value["passage"]?["entities"]?.elements ?? []) + answers {
        guard let start = span["start"]?.wholeNumber, let end = span["end"]?.wholeNumber,
          let text = span["text"]?.string?.unicodeScalars, start >= 0, start <= end,
          end <= scalars.count
        else { continue }
        if scalars[start..<end].elementsEqual(text) { excluded += 1 }
        if end < scalars.count, scalars[start...end].elementsEqual(text) { included += 1 }
      }
    }
    areInclusive = included > 0 || excluded == 0
    if !areInclusive {
      notes.append(
        "\"end\" of spans is taken for the character behind, for the texts beside them fit no other way; "
          + "data.inclusive_ends says otherwise")
    }
  }
}
