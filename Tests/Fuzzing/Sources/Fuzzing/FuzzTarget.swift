import CFuzzing
import Foundation
import LukeTraining

/// A reader and what it is fed with.
struct FuzzTarget: Sendable {
  /// What it is called in `FUZZ_TARGET`.
  let name: String
  /// Words that libFuzzer puts into inputs.
  let words: [String]
  /// Inputs to begin with: sound ones, and some that are meant to do harm.
  let seeds: @Sendable () throws -> [[UInt8]]
  /// Reads an input.
  ///
  /// What it throws must be an error that the program can report.
  let read: @Sendable ([UInt8]) throws -> Void

  init(
    _ name: String, words: [String] = [], seeds: @escaping @Sendable () throws -> [[UInt8]],
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    (self.name, self.words, self.seeds, self.read) = (name, words, seeds, read)
  }

  init(
    _ name: String, words: [String] = [], texts: [String],
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.init(name, words: words, seeds: { texts.map { Array($0.utf8) } }, read: read)
  }

  /// Reads an input; ends the process where reading does what no reader may.
  func feed(_ input: [UInt8]) {
    luke_watch(Surroundings.shared.watched)
    defer { luke_stop_watching() }
    do {
      try read(input)
    } catch {
      let report = ErrorReport(error)
      expect(report.status != .internalFault, "an error that is no message: \(error)")
      expect(!report.lines.isEmpty, "an error without a message: \(error)")
    }
  }

  /// Writes the seeds as files, and `words` as a dictionary of libFuzzer beside the folder.
  func writeSeeds(to folder: String) throws {
    let place = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (number, seed) in try seeds().enumerated() {
      try Data(seed).write(to: place.appending(path: "seed-\(number)"))
    }
    let lines = words.map { word in
      let bytes = word.utf8.map { byte -> String in
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.count < 2 ? "0" : "") + digits
      }
      return "\"\(bytes.joined())\"\n"
    }
    // Without any line a dictionary counts as broken.
    try Data(("# \(name)\n" + lines.joined()).utf8).write(
      to: URL(fileURLWithPath: folder + ".dict"))
  }
}

/// Ends the process where something is not as it must be, so that libFuzzer keeps the input.
func expect(_ isTrue: Bool, _ message: @autoclosure () -> String) {
  if !isTrue { fatalError(message()) }
}
