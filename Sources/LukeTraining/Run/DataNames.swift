import LukeCheckpoints
import LukeData
import LukeJSON
import LukeTasks

/// What models note of the data that they come from: names, and never where they lay.
package enum DataNames {
  /// The name at the end of a path; of a file in an archive with that of the archive.
  package static func name(of path: String) -> String {
    JSONValue.string(path).lastPathComponents.string ?? path
  }

  /// The corpora that a key of the recipe names.
  static func split<Task: FineTuningTask>(
    _ name: String, _ corpora: [Task.Corpus], of task: Task.Type
  ) -> ModelRecord.Split? {
    if corpora.isEmpty { return nil }
    let files = corpora.map { corpus in
      ModelRecord.File(
        name: self.name(of: corpus.file), checksum: corpus.checksum, part: corpus.part,
        counts: counts(in: Task.describe(corpus), of: corpus.file))
    }
    let firsts = files.compactMap(\.counts.first)
    let isCounted = firsts.count == files.count && Set(firsts.map(\.unit)).count == 1
    return ModelRecord.Split(
      name: name,
      examples: isCounted
        ? .init(firsts.reduce(0) { $0 + $1.number }, firsts[0].unit) : nil,
      files: files)
  }

  /// The counts in the line that a task has for a file, without those of each label:
  /// `12 sentences, 3 entities (LOC 3); CoNLL`.
  package static func counts(in line: String, of file: String) -> [ModelRecord.Count] {
    let text = line.hasPrefix(file + ": ") ? line.dropFirst(file.count + 2) : line[...]
    let counted = text.prefix { $0 != ";" && $0 != "(" }
    return CountsInLine.parts(of: counted).compactMap { part in
      let words = part.split(separator: " ")
      // How many choices each question has is no sum of anything.
      guard let number = CountsInLine.number(of: part), words.count > 1,
        words.last != "each", words[1] != "to"
      else { return nil }
      return .init(
        number,
        words.count == 2
          ? CountsInLine.unit(of: words.joined(separator: " "))
          : words.dropFirst().joined(separator: " "))
    }
  }
}

extension ModelRecord.Count {
  /// The number with what is counted, of which there may be one alone: `1 document`.
  package var text: String {
    number == 1 ? "1 \(CountsInLine.one(of: unit))" : "\(number) \(unit)"
  }
}
