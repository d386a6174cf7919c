import LukeData
import LukeJSON

/// What stands in the lines of JSON Lines beside what is read, which answers carry on as it was.
struct CarriedKeys {
  private var lines: [Int: ArraySlice<UInt8>] = [:]
  private var members: [Int: [JSONValue.Member]] = [:]
  /// The keys that the data have for names that are read.
  private var keys: [String: String] = [:]

  /// What answers alone say: a label of the data would be taken for one.
  private static let keysOfAnswers: Set<String> = [
    "answer", "answers", "candidates", "choices", "correct", "end", "entities", "gold", "index",
    "indices", "label", "labels", "pairs", "reason", "relation", "score", "start", "words",
  ]

  /// The keys of a text; nil where it is no JSON Lines.
  /// - Parameter keys: the keys of the data for names that are read, of which answers have what they need.
  init?(_ source: SourceText, keys: [String: String] = [:]) {
    var lines: [Int: ArraySlice<UInt8>] = [:]
    var isRecords: Bool?
    source.forEachLine { number, line in
      if line.isEmpty || isRecords == false { return }
      let isObject = line.first == UInt8(ascii: "{") && line.last == UInt8(ascii: "}")
      // What the first line is, the text is; others may be left out as bad ones.
      if isRecords == nil { isRecords = isObject }
      if isObject { lines[number] = line }
    }
    guard isRecords == true else { return nil }
    (self.lines, self.keys) = (lines, keys)
  }

  /// What lines of a text that was made carry on, from the first line on.
  init(_ members: [[JSONValue.Member]]) {
    self.members = Dictionary(uniqueKeysWithValues: zip(1..., members).map { ($0, $1) })
  }

  /// Answers, each with what its line carries on at its end.
  /// - Parameters:
  ///   - answers: objects as text.
  ///   - corpus: what was read and is answered. Lines of examples that nobody knows carry nothing on, and what answers
  ///     say under a name of theirs is not said again.
  func joined(to answers: [String], of corpus: some LabelledCorpus) throws -> [String] {
    guard let numbers = corpus.answeredLines, numbers.count == answers.count else {
      return answers
    }
    let read = corpus.answeredKeys
    return try zip(answers, numbers).map { answer, number in
      let all = members[number] ?? lines[number].flatMap { try? JSONParser.parse($0).members } ?? []
      if all.isEmpty { return answer }
      let own = Set(try JSONParser.parse(Array(answer.utf8)).members?.map(\.key) ?? [])
      let said = read.filter { own.contains($0.value) }.keys.map { keys[$0] ?? $0 }
      let passed = own.union(Self.keysOfAnswers).union(keys.values).union(said)
      let others = all.filter { !passed.contains($0.key) }
      if others.isEmpty { return answer }
      let text = JSONValue.object(others).compactText
      return String(answer.dropLast()) + (own.isEmpty ? "" : ",") + text.dropFirst()
    }
  }
}
