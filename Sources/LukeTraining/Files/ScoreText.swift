/// Scores as people read them: shares in percent, all else as it is.
enum ScoreText {
  /// Whether a score is from 0 to 1, by its name: an error, a loss and a threshold are not.
  static func isShare(_ name: String) -> Bool {
    !["error", "loss", "perplexity", "threshold"].contains { name.hasSuffix($0) }
  }

  /// The value of a score of that name.
  static func value(_ name: String, _ value: Double) -> String {
    isShare(name) ? NumberText.fixed(value * 100, 2) : NumberText.fixed(value, 4)
  }
}
