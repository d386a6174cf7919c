import LukeSystem
import LukeTasks

extension Recipe {
  /// Puts the files that patterns of the data stand for in their place, and notes which; a pattern that
  /// stands for none stays, and is missing.
  mutating func expandPatterns() {
    task = Self.expanding(task, &patternNotes)
  }

  private static func expanding(
    _ choice: some AnyTaskChoice, _ notes: inout [String]
  ) -> any AnyTaskChoice {
    var choice = choice
    choice.data.train = files(choice.data.train, "data.train", &notes)
    choice.data.validation = files(choice.data.validation, "data.validation", &notes)
    choice.data.test = files(choice.data.test, "data.test", &notes)
    return choice
  }

  private static func files(
    _ paths: [String], _ key: String, _ notes: inout [String]
  ) -> [String] {
    paths.flatMap { path -> [String] in
      guard let found = FilePattern.match(path), !found.files.isEmpty else { return [path] }
      let all = found.files
      let files = withoutTextsOfAnnotations(all)
      if files.count < all.count {
        notes.append(
          "\(key): \(path): \(counted(all.count - files.count, "text")) beside annotations of brat's "
            + "(.ann) \(all.count - files.count == 1 ? "is" : "are") read with them")
      }
      notes.append("\(key): \(path): \(counted(files.count, "file")): \(FilePattern.list(files))")
      let others = found.others()
      if !others.isEmpty { notes.append("\(key): \(path): \(FilePattern.leftOut(others))") }
      return files
    }
  }

  /// The files but those that are read as the texts of others.
  private static func withoutTextsOfAnnotations(_ files: [String]) -> [String] {
    let all = Set(files)
    return files.filter { !($0.hasSuffix(".txt") && all.contains($0.dropLast(4) + ".ann")) }
  }
}
