import LukeTraining

/// Writes the line on work that has no steps: its share that is done, and the time left.
struct WorkMeter {
  /// When the work began, in seconds.
  let beginning: Double

  func line(_ activity: RunActivity, _ progress: RunProgress, time: Double) -> String {
    let (done, total) = (progress.done, progress.total)
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    var parts = [activity.title]
    // Of a pipe nobody knows how much is to come.
    parts.append(
      total > 0
        ? "\(NumberText.padded(String(Int(share * 100)), 3)) %" : Self.count(done, progress.unit))
    if !progress.details.isEmpty { parts.append(progress.details) }
    if let left = left(share, time) { parts.append(left) }
    return parts.joined(separator: "  ")
  }

  /// The same for what is counted: examples and steps.
  func countLine(_ activity: RunActivity, _ progress: RunProgress, time: Double) -> String {
    let (done, total) = (progress.done, progress.total)
    guard total > 0 else { return "\(activity.title) \(done)" }
    let counts = "\(activity.title) \(done)/\(total)"
    return counts + (left(min(1, Double(done) / Double(total)), time).map { "  " + $0 } ?? "")
  }

  /// How long the rest takes, at the speed so far; nil where nothing is known of it yet.
  private func left(_ share: Double, _ time: Double) -> String? {
    guard share > 0, time > beginning else { return nil }
    return "\(NumberText.duration((time - beginning) * (1 - share) / share)) left"
  }

  /// What is done, where there is no whole to compare it with.
  private static func count(_ done: Int, _ unit: RunProgress.Unit) -> String {
    unit == .bytes ? NumberText.fixed(Double(done) / 1e6, 1) + " MB" : "\(done) \(unit.rawValue)"
  }
}
