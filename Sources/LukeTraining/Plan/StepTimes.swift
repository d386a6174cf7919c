/// How long steps take, by what they read: a line through those that were timed.
package struct StepTimes {
  private var steps: [(words: Double, seconds: Double)] = []

  /// Takes a step.
  package mutating func add(words: Int, seconds: Double) { steps.append((Double(words), seconds)) }

  /// Creates times of no step.
  package init() {}

  /// How many were timed.
  var count: Int { steps.count }

  /// The seconds of a step on the average; 0 where none was timed.
  package var meanSeconds: Double {
    steps.isEmpty ? 0 : steps.reduce(0) { $0 + $1.seconds } / Double(steps.count)
  }

  /// The seconds of a step that reads so many words; at least those that each word alone would take.
  package func seconds(ofWords words: Double) -> Double {
    guard !steps.isEmpty else { return 0 }
    let count = Double(steps.count)
    let meanWords = steps.reduce(0) { $0 + $1.words } / count
    let spread = steps.reduce(0) { $0 + ($1.words - meanWords) * ($1.words - meanWords) }
    guard spread > 0 else { return meanSeconds }
    let common = steps.reduce(0) {
      $0 + ($1.words - meanWords) * ($1.seconds - meanSeconds)
    }
    // Neither fewer seconds for more words nor more than in proportion.
    let slope = min(max(0, common / spread), meanSeconds / max(1, meanWords))
    return meanSeconds + slope * (words - meanWords)
  }
}
