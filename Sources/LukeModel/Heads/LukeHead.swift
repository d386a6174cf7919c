public import LukeAutodiff
public import LukeLayers

/// LUKE with something that stands on it: one class of transformers.
///
/// What a model is traced, timed, written and trained by follows from its head alone, so that a new
/// one is one type, listed in ``LukeHeads``.
public protocol LukeHead: SendableMetatype {
  /// The class of transformers that loads the model, as `architectures` of `config.json` names it.
  static var architecture: String { get }
  /// Whether it is the encoder alone, whose parameters have no `luke.` before their names.
  static var isBareEncoder: Bool { get }
  /// Whether it reads the pooler, and whether models of it have one.
  static var pooler: LukePooler { get }
  /// Whether it reads several choices for each example: in transformers' batches words and entities have
  /// an axis more, `[examples, choices, words]`.
  static var readsChoices: Bool { get }
  /// Whether it has no use for entities, so that it may stand on a plain encoder, too.
  static var readsWordsAlone: Bool { get }
  /// Modules that transformers' class on a plain encoder calls otherwise, the encoder's below `luke.`.
  static func modules(
    of family: EncoderFamily
  ) -> [(own: String, theirs: String)]
  /// The parts of a model that are the head's own.
  static var parts: Set<ParameterPart> { get }
  /// Whether its decoders are tables of the encoder, which files of transformers hold a second time.
  static var hasTiedDecoders: Bool { get }
  /// The encoder.
  var luke: LukeEncoder { get }

  /// Declares the parameters of encoder and head; a classifier has the classes that the configuration
  /// names (``LukeConfiguration/labelCount``).
  init(_ configuration: LukeConfiguration, in store: ParameterStore)

  /// Runs a batch as transformers does, with every output under its name there.
  ///
  /// `loss`, `[1, 1]`, is nil where the head or the batch has no labels.
  /// - Throws: `ConfigurationError` where arguments of the batch are missing or do not fit the head.
  func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?)
}

extension LukeHead {
  /// No.
  public static var isBareEncoder: Bool { false }
  /// There, and not read.
  public static var pooler: LukePooler { .unread }
  /// No.
  public static var readsChoices: Bool { false }
  /// No.
  public static var readsWordsAlone: Bool { false }
  /// None.
  public static func modules(of family: EncoderFamily) -> [(own: String, theirs: String)] { [] }
  /// A classifier, and the pooler where it is read: models of other heads may have none worth reading.
  public static var parts: Set<ParameterPart> {
    pooler == .read ? [.classifier, .pooler] : [.classifier]
  }
  /// No.
  public static var hasTiedDecoders: Bool { false }
}

extension LukeHead {
  /// The class of transformers that loads the model on an encoder of a family:
  /// `LukeForTokenClassification`, `BertForTokenClassification`.
  public static func architecture(of family: EncoderFamily) -> String {
    let own = EncoderFamily.luke.classPrefix
    guard !family.hasEntities, architecture.hasPrefix(own) else { return architecture }
    return family.classPrefix + architecture.dropFirst(own.count)
  }
}

/// A head that is trained on labelled examples: from a packed batch to outputs, and to a loss.
public protocol FineTunedHead: LukeHead {
  /// What a pass reads: packed examples, and where in them the head looks.
  associatedtype Input
  /// What the outputs should be: the class of each row where nothing else is said.
  associatedtype Targets = [Int32]

  /// The bias of its classifier, `[columns]`; nil where there is none, or where columns are no classes.
  var classifierBias: Parameter? { get }
  /// How many classes the rows of outputs tell apart: the first so many columns of the bias are theirs.
  var classCount: Int { get }
  /// Counts targets for what a new classifier begins with.
  func count(_ targets: Targets, in prior: inout ClassPrior)
  /// The outputs of a pass, a row for each thing that is asked: `[rows, columns]`.
  func outputs(_ input: Input, on tape: Tape) -> Tensor
  /// The loss of outputs, summed over what has a target and divided by `normalizer`, `[1, 1]`.
  func loss(
    _ outputs: Tensor, _ targets: Targets, normalizer: Float, options: CrossEntropyOptions,
    on tape: Tape
  ) -> Tensor
}

extension FineTunedHead {
  /// None.
  public var classifierBias: Parameter? { nil }
  /// As many as there are columns.
  public var classCount: Int { classifierBias?.count ?? 0 }

  /// Counts nothing.
  public func count(_ targets: Targets, in prior: inout ClassPrior) {}

  /// The loss without class weights, label smoothing and the like.
  public func loss(
    _ outputs: Tensor, _ targets: Targets, normalizer: Float, on tape: Tape
  ) -> Tensor {
    loss(outputs, targets, normalizer: normalizer, options: .plain, on: tape)
  }
}

extension FineTunedHead where Targets == [Int32] {
  /// Counts classes.
  public func count(_ targets: [Int32], in prior: inout ClassPrior) { prior.add(targets) }

  /// Softmax cross-entropy over the columns; rows with a negative target do not count.
  public func loss(
    _ outputs: Tensor, _ targets: [Int32], normalizer: Float, options: CrossEntropyOptions,
    on tape: Tape
  ) -> Tensor {
    tape.crossEntropy(outputs, labels: targets, normalizer: normalizer, options: options)
  }
}

/// One output of a model under transformers' name and shape.
public struct TracedOutput {
  /// What transformers calls it: `last_hidden_state`, `logits`, `loss`.
  public let name: String
  /// Sizes of the axes; empty for a loss.
  public let shape: [Int]
  /// Elements, row-major, zeros at padding.
  public let values: [Float]

  /// Creates an output.
  public init(name: String, shape: [Int], values: [Float]) {
    (self.name, self.shape, self.values) = (name, shape, values)
  }

  /// A matrix as it is.
  public init(name: String, _ matrix: Tensor) {
    self.init(name: name, shape: [matrix.rows, matrix.columns], values: matrix.values)
  }

  /// The only element of a loss.
  public init(name: String, scalar: Tensor) {
    self.init(name: name, shape: [], values: scalar.values)
  }
}

extension LukeConfiguration {
  /// The number of classes; two where the configuration names none, as in transformers.
  public var labelCount: Int { labels?.count ?? 2 }
}
