/// A question with choices, one of which is right, or any number of them.
public struct ChoiceExample: Hashable, Sendable {
  /// One of the choices.
  public struct Choice: Hashable, Sendable {
    /// What it says.
    public var text: String
    /// The name that answers have for it, such as `A`; nil where choices are counted.
    public var label: String?

    /// Creates a choice.
    public init(text: String, label: String? = nil) { (self.text, self.label) = (text, label) }
  }

  /// What the question is about; nil where there is the question alone.
  public var context: String?
  /// The question, or the start of the sentence that choices go on with; nil where there is the context
  /// alone.
  public var question: String?
  /// The choices, at least two.
  public var choices: [Choice]
  /// The index of the right choice, counted from 0; nil where it is not known, or where any number may be right.
  public var answer: Int?
  /// The indices of the right choices, where any number of them may be right; nil where one is, or they are not
  /// known.
  public var answers: [Int]?
  /// The example's own name in the file.
  public var identifier: RecordIdentifier?
  /// Where the example starts.
  public var location: SourceLocation

  /// Creates an example.
  public init(
    context: String? = nil, question: String? = nil, choices: [Choice], answer: Int? = nil,
    answers: [Int]? = nil, identifier: RecordIdentifier? = nil, location: SourceLocation
  ) {
    self.context = context
    self.question = question
    self.choices = choices
    (self.answer, self.answers) = (answer, answers)
    self.identifier = identifier
    self.location = location
  }
}
