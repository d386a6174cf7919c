import Foundation
import LukeData
import LukeFiles
import LukeTasks
import LukeText

/// `luke-train train-tokenizer INPUT... FOLDER`: a byte-level BPE learned from text.
public enum TokenizerCommand {
  /// Learns from a corpus, or from the lines of text files, and writes transformers' files.
  public static func run(
    inputs: [String], folder: String, settings: TokenizerTrainingSettings, isReplacing: Bool,
    options: CommandOptions
  ) throws {
    options.setThreads()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    AtomicFile.removeAbandonedPartials(in: folder)
    try FileAccess.requireRoom(for: folder, isReplacing: isReplacing) {
      ["vocab.json", "merges.txt", "tokenizer_config.json"].contains($0)
    }
    try AtomicFile.checkRoom(forFolder: folder)
    for input in inputs where !CorpusFolder.isCorpus(input) {
      try FileAccess.checkIsFile(input, named: input, what: "file")
    }
    InterruptFlag.shared.heedPreparing("the tokenizer")
    var words = WordCounts(addsPrefixSpace: false)
    for input in inputs {
      if CorpusFolder.isCorpus(input) {
        words.merge(try CorpusReading.words(try CorpusFolder(input), reporter))
      } else {
        try add(linesOf: input, to: &words, reporter)
      }
    }
    if words.count == 0 {
      throw TrainingError.badData(
        "\(inputs.joined(separator: ", ")): there is no text to learn from")
    }
    try train(words, settings, to: folder, reporter)
    reporter.finish()
  }

  private static func add(
    linesOf file: String, to words: inout WordCounts, _ reporter: ProgressReporter
  ) throws {
    let lines = try TextFileLines(file)
    let progress = WorkProgress("counting words", reporter)
    while let line = try lines.next() {
      words.add(line)
      try progress.update(lines.bytesRead, of: lines.byteCount)
    }
  }

  /// Learns merges with progress and writes the tokenizer.
  static func train(
    _ words: WordCounts, _ settings: TokenizerTrainingSettings, to folder: String,
    _ reporter: ProgressReporter
  ) throws {
    let trainer = try BytePairTrainer(
      vocabularySize: settings.vocabularySize, minimumCount: settings.minimumFrequency)
    let progress = WorkProgress("learning merges", reporter)
    let vocabulary = try trainer.train(on: words) { (done, total) throws in
      try progress.update(done, of: total)
    }
    let files = try vocabulary.files()
    try AtomicFile.writeFolder(to: folder) { partial in
      for (name, content) in files { try AtomicFile.write(content, to: partial + "/" + name) }
    }
    reporter.note(
      "\(folder): \(vocabulary.count) tokens learned from \(words.count) different words")
    if vocabulary.count < settings.vocabularySize {
      reporter.note(
        "\(folder): fewer than the \(settings.vocabularySize) asked for: no other pair occurs "
          + "\(settings.minimumFrequency) times")
    }
  }
}

extension Tokenizer {
  /// What the tokenizer is known by.
  var checksum: UInt32 {
    var checksum = Checksum()
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      for bytes in [Data(name.utf8), content] { bytes.withUnsafeBytes { checksum.update($0) } }
    }
    return checksum.value
  }
}
