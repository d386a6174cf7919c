/// Finds the spans of an example: of one that is only asked a span may be wrong, for the others are answered
/// all the same.
struct SpanAttempts {
  let requiresLabels: Bool
  /// What is wrong with the first span that is.
  private(set) var fault: String?

  init(requiresLabels: Bool) { self.requiresLabels = requiresLabels }

  /// The span that `find` finds, or none.
  mutating func span(
    _ find: () throws(JSONText.Fault) -> Range<Int>
  ) throws(JSONText.Fault) -> Range<Int> {
    do throws(JSONText.Fault) { return try find() } catch {
      if requiresLabels { throw error }
      fault = fault ?? error.message
      return RelationExample.noSpan
    }
  }
}
