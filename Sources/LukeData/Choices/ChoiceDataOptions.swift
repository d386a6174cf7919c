/// How questions with choices are to be read; what is nil is found out from the file.
public struct ChoiceDataOptions: Hashable, Sendable {
  /// How records are written.
  public var records = RecordOptions()
  /// Which fields hold what.
  public var columns = ChoiceColumns()
  /// The number of the first choice where answers are numbers.
  public var firstNumber: Int?
  /// What is asked for `cause`, as COPA writes it.
  public var causeQuestion = "What was the cause of this?"
  /// What is asked for `effect`.
  public var effectQuestion = "What happened as a result?"
  /// What becomes of records that cannot be read.
  public var badRecords = BadRecords.stop
  /// Whether every example must have an answer.
  public var requiresLabels = true

  /// Options that find out everything.
  public init() {}
}
