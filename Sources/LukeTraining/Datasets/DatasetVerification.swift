import LukeSystem
import LukeTasks

/// Looks whether a data set that was fetched is whole, and whether it is read as it should be.
public enum DatasetVerification {
  /// Holds the files in a folder against the catalogue, and reads each with the reader of its task.
  /// - Parameters:
  ///   - set: the data set as the catalogue has it.
  ///   - folder: where its files are.
  ///   - observer: is told what was found out about each file.
  ///   - emit: gets one line for each file that is as it should be.
  /// - Throws: one `TrainingError` with every file that is missing, changed, or read as something else.
  public static func verify(
    _ set: PublicDataset, in folder: String, observer: any RunObserver = RunObservers(),
    emit: (String) throws -> Void
  ) throws {
    if let request = set.request {
      throw TrainingError.usage(
        "\(set.name): nothing is known of its files: \(request) (\(set.page))")
    }
    var (faults, missingCount): ([String], Int) = ([], 0)
    for file in set.files {
      let path = folder + "/" + file.name
      guard FileStatus(path)?.isFile == true else {
        faults.append("\(path): no such file; luke-train datasets fetch \(set.name) gets it")
        missingCount += 1
        continue
      }
      if let fault = try DatasetFileCheck.fault(of: file, at: path, observer) {
        faults.append("\(path): \(fault)")
        continue
      }
      for part in file.parts {
        let path = folder + "/" + part.path
        let found = try description(path, ofTask: set.task)
        let parts = Set(CountsInLine.parts(of: found.dropFirst(path.count + 2)))
        if let count = part.counts.first(where: { !parts.contains($0) }) {
          faults.append(
            "\(path): should hold \(count), and is read as \(found.dropFirst(path.count + 2))")
        } else {
          try emit(
            found
              + "; size and SHA-256 \(file.members.isEmpty ? "" : "of the archive ")are those of the "
              + "catalogue")
        }
      }
    }
    if faults.isEmpty { return }
    throw TrainingError.several(faults, missingCount == faults.count ? .missingInput : .badData)
  }

  private static func description(_ file: String, ofTask kind: String) throws -> String {
    guard let choice = TaskRegistry.task(ofKind: kind)?.unset as? any AnsweringChoice else {
      throw TrainingError.internalFault("no task that reads labelled data is called \(kind)")
    }
    return try description(file, by: choice)
  }

  private static func description<Choice: AnsweringChoice>(
    _ file: String, by choice: Choice
  ) throws -> String {
    try Choice.Task.describe(file, choice.data)
  }
}
