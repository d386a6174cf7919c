import LukeTasks

/// The data of a recipe as they were read, for those who look for mistakes in them.
package struct CheckedData {
  /// A file, or a part of one that is held back.
  package struct File {
    /// The path as the recipe has it.
    package var path: String
    /// Whether it holds all examples of the file.
    package var isWhole = true
    /// The CRC-32 of the file.
    package var checksum: UInt32 = 0
    /// The bytes of the file; nil for what is no file.
    package var byteCount: Int?
    /// What the task says of it in a line, without its name.
    package var description = ""
    /// What it holds.
    package var overview = CorpusOverview()

    package init(_ path: String) { self.path = path }
  }

  /// What one key of the recipe names.
  package struct Split {
    /// The key, such as `data.train`.
    package var key: String
    /// The files that could be read.
    package var files: [File]
    /// Whether all files could be read.
    package var isWhole = true
    /// Subwords of its passes; nil where nothing was tokenized.
    package var subwords: SubwordLengths?

    package init(_ key: String, _ files: [File]) { (self.key, self.files) = (key, files) }

    /// How often each label is given, and where first.
    package var labels: [String: CorpusOverview.LabelUse] {
      files.reduce(into: [:]) { labels, file in
        labels.merge(file.overview.labels) { .init(count: $0.count + $1.count, first: $0.first) }
      }
    }

    /// How many examples it has.
    var exampleCount: Int { files.reduce(0) { $0 + $1.overview.examples.count } }
    /// What an example is called.
    var unit: String { files.first?.overview.unit ?? "example" }
  }

  /// `task.kind`.
  package var kind: String
  /// What is trained on, validated with and tested on, in this order, as far as it is there.
  package var splits: [Split]
  /// Whether labels are scores, so that each may be another one.
  package var hasScores = false

  /// The most subwords of a pass (`task.max_length`); nil where that is not known.
  package var maximumLength: Int?
  /// The share of the subwords of training examples that the tokenizer does not know; nil where nobody looked.
  package var unknownShare: Double?

  package init(kind: String, splits: [Split]) { (self.kind, self.splits) = (kind, splits) }

  /// What is trained on.
  var train: Split? { splits.first { $0.key == Self.trainKey } }

  /// The key of what is trained on.
  static let trainKey = "data.train"
  /// The key of what is held back of it.
  static let heldBackKey = "data.validation_share"
}

/// How long the passes of some examples are, in subwords.
package struct SubwordLengths: Hashable {
  /// Passes and their subwords.
  package var passCount = 0, subwordCount = 0
  /// The longest pass.
  package var longest = 0

  package init() {}

  mutating func add(_ length: Int) {
    passCount += 1
    subwordCount += length
    longest = max(longest, length)
  }

  /// Subwords of a pass, on average.
  package var mean: Double { passCount == 0 ? 0 : Double(subwordCount) / Double(passCount) }
}
