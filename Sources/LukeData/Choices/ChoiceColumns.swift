/// Which fields of a record hold what; nil finds them out.
public struct ChoiceColumns: Hashable, Sendable, Codable {
  /// What the question is about: a passage, a premise, a sentence before.
  public var context: RecordField?
  /// The question, or the start of the sentence that choices go on with.
  public var question: RecordField?
  /// One field with a list of choices, or several with a choice each, in their order.
  public var choices: [RecordField]?
  /// Which choice is right.
  public var answer: RecordField?
  /// The example's own name, which answers carry on.
  public var identifier: RecordField?

  /// Creates a choice of fields; by default all is found out.
  public init(
    context: RecordField? = nil, question: RecordField? = nil, choices: [RecordField]? = nil,
    answer: RecordField? = nil, identifier: RecordField? = nil
  ) {
    self.context = context
    self.question = question
    self.choices = choices
    self.answer = answer
    self.identifier = identifier
  }
}
