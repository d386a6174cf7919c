/// What a model knows about itself: how good it is, what it was trained on, and when, where and by which
/// version.
///
/// A model file has it as `/about`, an exported folder as `about.json`. Data and models are known by their
/// names alone: where they lay is nobody's business elsewhere, nor are the names of machine and user.
public struct ModelRecord: Hashable, Sendable {
  /// The program and its version, such as `luke-train 0.1.0`.
  public var program: String?
  /// When the model was written, in UTC: `2026-11-27T17:15:02Z`.
  public var created: String?
  /// The seconds that training took, scoring and saving included, over all starts of the run; nil where
  /// nobody noted it.
  public var trainingSeconds: Double?
  /// The optimizer steps behind the weights.
  public var step: Int?
  /// The passes over the training data behind the weights.
  public var epoch: Double?
  /// The seed of shuffling, dropout and initial values.
  public var seed: Int?
  /// What training started from.
  public var start: Start?
  /// What the Hugging Face hub is told of it besides.
  public var hub = HubFacts()
  /// The scores on the validation data.
  public var validation: Scores?
  /// The scores on the test data.
  public var test: Scores?
  /// What it was trained, validated and tested on, in this order, as far as there is such.
  public var data: [Split] = []
  /// What computed.
  public var machine: Machine?

  /// Nothing known.
  public init() {}
}

extension ModelRecord {
  /// The model that training started from.
  public struct Start: Hashable, Sendable {
    /// The name of its file or folder.
    public var name: String
    /// What its weights had learned, in words, such as `a LUKE` or `random weights`.
    public var weights: String

    /// Creates a start.
    public init(name: String, weights: String) { (self.name, self.weights) = (name, weights) }
  }

  /// A score under the name of the run log.
  public struct Score: Hashable, Sendable {
    /// For example `f1` or `PER/f1`.
    public let name: String
    /// As a rule from 0 to 1.
    public let value: Double

    /// Creates a score.
    public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
  }

  /// The scores of a model on some data.
  public struct Scores: Hashable, Sendable {
    /// The name of the score that decides.
    public var deciding: String
    /// The deciding score as a number that is higher the better the model is.
    public var rank: Double
    /// All scores in the order of the run log.
    public var values: [Score]

    /// Creates scores.
    public init(deciding: String, rank: Double, values: [Score]) {
      (self.deciding, self.rank, self.values) = (deciding, rank, values)
    }

    /// The deciding score itself.
    public var score: Double { values.first { $0.name == deciding }?.value ?? rank }
  }

  /// How many there are of something.
  public struct Count: Hashable, Sendable {
    /// What is counted, such as `sentences`.
    public var unit: String
    /// How many.
    public var number: Int

    /// Creates a count.
    public init(_ number: Int, _ unit: String) { (self.number, self.unit) = (number, unit) }
  }

  /// A file of data.
  public struct File: Hashable, Sendable {
    /// Its name without folders.
    public var name: String
    /// The CRC-32 of its bytes; nil where it could be read once only.
    public var checksum: UInt32?
    /// Which part of its examples was taken, in words; nil for all of them.
    public var part: String?
    /// What is in it, the examples first.
    public var counts: [Count]

    /// Creates a file.
    public init(name: String, checksum: UInt32?, part: String? = nil, counts: [Count] = []) {
      (self.name, self.checksum, self.part, self.counts) = (name, checksum, part, counts)
    }
  }

  /// The data that one key of the recipe names.
  public struct Split: Hashable, Sendable {
    /// `train`, `validation` or `test`.
    public var name: String
    /// The examples of all files together; nil where nobody counted.
    public var examples: Count?
    /// The files in their order; none for what was held back of the training data.
    public var files: [File]

    /// Creates a split.
    public init(name: String, examples: Count?, files: [File]) {
      (self.name, self.examples, self.files) = (name, examples, files)
    }
  }

  /// What computed: of the machine nothing by which it could be told from others of its kind.
  public struct Machine: Hashable, Sendable {
    /// The processor's name as the system tells it.
    public var processor: String
    /// Cores that the process may use, and threads that it used.
    public var cores, threads: Int
    /// Bytes of memory.
    public var memory: Int
    /// The library of matrix products, and the instructions of all else.
    public var kernels: String

    /// Creates a machine.
    public init(processor: String, cores: Int, threads: Int, memory: Int, kernels: String) {
      (self.processor, self.cores, self.threads) = (processor, cores, threads)
      (self.memory, self.kernels) = (memory, kernels)
    }
  }
}
