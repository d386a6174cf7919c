import Foundation
import LukeCheckpoints
import LukeData
import LukeSystem
import LukeTasks
import LukeText

/// `luke-train train-tokenizer INPUT... FOLDER`: a byte-level BPE learned from text.
public enum TokenizerCommand {
  /// Learns from corpora, or from what `build-corpus` makes them of, and writes transformers' files.
  /// - Parameter format: of all files, as `data.format` names it; nil finds it out of each.
  public static func run(
    inputs: [String], folder: String, format: CorpusFormat?, settings: TokenizerTrainingSettings,
    isReplacing: Bool, options: CommandOptions
  ) throws {
    options.setThreads()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    for input in inputs where !CorpusFolder.isCorpus(input) {
      try CorpusFile.checkIsThere(input)
    }
    let place = OutputPlace(folder, reading: inputs, isReplacing: isReplacing)
    try place.withClaimOnFolder(isOwn: isOwnFile) {
      InterruptFlag.current.heedPreparing("the tokenizer")
      try train(
        try words(in: inputs, format, reporter), settings, to: folder, reporter,
        confirm: { try place.checkFolder(isOwn: isOwnFile) })
    }
    reporter.finish()
  }

  /// The words of corpora and files.
  private static func words(
    in inputs: [String], _ format: CorpusFormat?, _ reporter: ProgressReporter
  ) throws -> WordCounts {
    var words = WordCounts(addsPrefixSpace: false)
    for input in inputs {
      if CorpusFolder.isCorpus(input) {
        words.merge(try CorpusReading.words(try CorpusFolder(input), reporter))
      } else {
        words.merge(
          try CorpusReading.words(try CorpusFile(input, format: format), reporter))
      }
    }
    if words.count > 0 { return words }
    throw TrainingError.badData(
      "\(inputs.joined(separator: ", ")): there is no text to learn from")
  }

  /// Whether a name is that of a file that is written.
  static func isOwnFile(_ name: String) -> Bool {
    ["vocab.json", "merges.txt", "tokenizer_config.json"].contains(name)
  }

  /// Learns merges with progress and writes the tokenizer.
  ///
  /// `confirm` is asked before the folder appears: other programs may have put something there.
  static func train(
    _ words: WordCounts, _ settings: TokenizerTrainingSettings, to folder: String,
    _ reporter: ProgressReporter, confirm: () throws -> Void = {}
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
      try confirm()
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
  var checksum: UInt32 { StoredTokenizer(self).checksum }
}

extension StoredTokenizer {
  /// What the tokenizer is known by: the CRC-32 of its files.
  var checksum: UInt32 {
    var checksum = Checksum()
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      for bytes in [Data(name.utf8), content] { bytes.withUnsafeBytes { checksum.update($0) } }
    }
    return checksum.value
  }
}
