import Foundation
import LukeCheckpoints
import LukeCorpus
import LukeData
import LukeSystem
import LukeTasks
import LukeText

/// Makes a tokenizer: a byte-level BPE learned from text.
public enum TokenizerMaker {
  /// Learns from corpora, or from what `build-corpus` makes them of, and writes transformers' files.
  /// - Parameters:
  ///   - inputs: corpus folders, or files that a corpus can be made of, or patterns of both.
  ///   - folder: the place to write.
  ///   - format: of all files, as `data.format` names it; nil finds it out of each.
  ///   - settings: the size of the vocabulary, and what is merged.
  ///   - isReplacing: whether a tokenizer that is there is replaced.
  ///   - observer: is told what happens.
  public static func make(
    of inputs: [String], in folder: String, format: CorpusFormat? = nil,
    _ settings: TokenizerTrainingSettings = .init(), isReplacing: Bool = false,
    observer: any RunObserver = RunObservers()
  ) throws {
    let inputs = try InputPatterns.expanded(inputs, takesCorpora: true, observer)
    for input in inputs where !CorpusFolder.isCorpus(input) {
      try CorpusFile.checkIsThere(input)
    }
    try RepeatedPaths.notes(ofInputs: inputs).forEach(observer.note)
    let place = OutputPlace(folder, reading: inputs, isReplacing: isReplacing)
    try place.withClaimOnFolder(isOwn: isOwnFile) {
      InterruptFlag.current.heedMaking("the tokenizer")
      try train(
        try words(in: inputs, format, observer), settings, to: folder, observer,
        confirm: { try place.checkFolder(isOwn: isOwnFile) })
    }
  }

  /// The words of corpora and files.
  private static func words(
    in inputs: [String], _ format: CorpusFormat?, _ observer: any RunObserver
  ) throws -> WordCounts {
    var words = WordCounts(addsPrefixSpace: false)
    var counts = CorpusCounts()
    for input in inputs {
      let found: WordCounts
      if CorpusFolder.isCorpus(input) {
        found = try CorpusReading.words(try CorpusFolder(input), observer)
      } else {
        let file = try CorpusFile(input, format: format)
        found = try CorpusReading.words(file, observer)
        counts.add(file.counts)
      }
      if inputs.count > 1, found.count == 0 {
        try observer.note("\(input): there is no text in it")
      }
      words.merge(found)
    }
    if words.count > 0 { return words }
    throw TrainingError.badData(
      "\(inputs.joined(separator: ", ")): \(counts.reasonForNothing(DumpSettings()))")
  }

  /// Whether a name is that of a file that is written.
  static func isOwnFile(_ name: String) -> Bool {
    BytePairVocabulary.fileNames.contains(name)
  }

  /// Learns merges with progress and writes the tokenizer.
  ///
  /// `confirm` is asked before the folder appears: other programs may have put something there.
  static func train(
    _ words: WordCounts, _ settings: TokenizerTrainingSettings, to folder: String,
    _ observer: any RunObserver, confirm: () throws -> Void = {}
  ) throws {
    let trainer = try BytePairTrainer(
      vocabularySize: settings.vocabularySize, minimumCount: settings.minimumFrequency)
    let vocabulary = try observer.during(.learningMerges, in: .merges) { progress in
      try trainer.train(on: words) { (done, total) throws in try progress.update(done, of: total) }
    }
    let files = try vocabulary.files()
    try AtomicFile.writeFolder(to: folder) { partial in
      for (name, content) in files.sorted(by: { $0.key < $1.key }) {
        try AtomicFile.write(content, to: partial + "/" + name)
      }
      try confirm()
    }
    let summary =
      "\(counted(vocabulary.count, "token")) learned from \(counted(words.count, "different word"))"
    try observer.observe(.wrote(RunOutput(folder, summary)))
    if vocabulary.count < settings.vocabularySize {
      try observer.note(
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
