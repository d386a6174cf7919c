public import LukeData

/// A text with the places that may be the answer, and the questions on it.
public struct ClozePassage: Hashable, Sendable {
  /// The text.
  public let text: String
  /// The candidates, in Unicode scalars: each place once, in their order, of those that start together the
  /// longer one first.
  public let candidates: [Range<Int>]
  /// The questions.
  public var questions: [ClozeQuestion]
  /// Where the passage starts.
  public var location: SourceLocation

  /// Creates a passage; candidates are put into their order.
  public init(
    text: String, candidates: [Range<Int>], questions: [ClozeQuestion], location: SourceLocation
  ) {
    self.text = text
    self.candidates = Set(candidates).sorted {
      ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound)
    }
    (self.questions, self.location) = (questions, location)
  }

  /// The text of each candidate.
  public var candidateTexts: [String] {
    let scalars = Array(text.unicodeScalars)
    return candidates.map { String(String.UnicodeScalarView(scalars[$0])) }
  }

  /// Whether each candidate is an answer of a question; nil where its answers are not known.
  func areRight(_ question: ClozeQuestion) -> [Bool]? {
    guard let answers = question.answers else { return nil }
    let spans = Set(answers.compactMap(\.span))
    let texts = Set(answers.filter { $0.span == nil }.map(\.text))
    if texts.isEmpty { return candidates.map(spans.contains) }
    return zip(candidates, candidateTexts).map { spans.contains($0) || texts.contains($1) }
  }
}
