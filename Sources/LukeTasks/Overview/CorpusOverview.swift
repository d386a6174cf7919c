public import LukeData

/// What a file of examples holds, looked over before anything is trained on it.
///
/// Readers refuse what cannot be read; this is for what can be read and is likely not what was meant.
public struct CorpusOverview: Sendable {
  /// What one example is called, such as `sentence`.
  public var unit = "example"
  /// What was found out of the file, by name, such as `format` and `encoding`.
  public var layout: [(name: String, value: String)] = []
  /// How many documents the examples are of; nil where nothing says so.
  public var documentCount: Int?
  /// The examples, in the order of the file.
  public var examples: [Example] = []
  /// How often each label is given, and where first.
  public private(set) var labels: [String: LabelUse] = [:]
  /// Whether the labels are numbers that are learned as scores where no setting says otherwise.
  public var hasScores = false
  /// What a task itself finds odd.
  public var remarks: [Remark] = []
  /// The first example as it was understood.
  public var first: ShownExample?

  /// Nothing seen yet.
  public init() {}

  /// Nothing seen yet of a file of which the format is found out.
  init(unit: String = "example", format: String) {
    self.unit = unit
    layout = [("format", format)]
  }

  /// An example: what is read of it, and what it is labelled as.
  public struct Example: Hashable, Sendable {
    /// Its text, or what of it is shown.
    public var text: String
    /// All else that makes it another example than one of the same text, such as a second text.
    public var rest: String
    /// All its labels in one text, by which contradictions are found; nil where it has none.
    public var answer: String?
    /// Where it begins.
    public var location: SourceLocation

    /// Creates an example.
    public init(text: String, rest: String = "", answer: String?, location: SourceLocation) {
      (self.text, self.rest, self.answer, self.location) = (text, rest, answer, location)
    }
  }

  /// How often a label is given.
  public struct LabelUse: Hashable, Sendable {
    /// How often.
    public var count: Int
    /// Where it is given first.
    public var first: SourceLocation

    /// Creates a count.
    public init(count: Int, first: SourceLocation) { (self.count, self.first) = (count, first) }
  }

  /// Something odd that only the task itself can see.
  public struct Remark: Hashable, Sendable {
    /// What it is called, such as `mistaken_tag`.
    public var kind: String
    /// Where it is, or the first of them.
    public var location: SourceLocation
    /// What is so, and what to do.
    public var what, remedy: String

    /// Creates a remark.
    public init(kind: String, location: SourceLocation, what: String, remedy: String) {
      (self.kind, self.location, self.what, self.remedy) = (kind, location, what, remedy)
    }
  }

  /// Takes a label.
  public mutating func add(label: String, at location: @autoclosure () -> SourceLocation) {
    labels[label, default: LabelUse(count: 0, first: location())].count += 1
  }
}
