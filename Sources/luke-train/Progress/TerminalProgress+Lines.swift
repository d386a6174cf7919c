import LukeTraining

/// Which lines of progress are shown, and when.
extension TerminalProgress {
  /// Begins to measure the speed of steps; `count` were taken before.
  func startSteps(after count: Int) {
    var meter = ProgressMeter()
    meter.start(step: count, time: clock())
    steps = meter
    (lastShown, scores) = (nil, nil)
  }

  /// Shows a step if the last line is long enough ago, or if it is the last step.
  func update(_ step: RunStep) {
    if style == .quiet { return }
    let now = clock()
    steps?.add(step, time: now)
    let isDue = lastShown.map { now - $0 >= interval } ?? true
    guard isDue || step.step == step.totalSteps, let steps else { return }
    lastShown = now
    show(ProgressLine(line(steps.parts(step), step)))
  }

  /// What is said of a step; on a terminal a bar, scores and memory as well.
  private func line(_ parts: [ProgressLine.Part], _ step: RunStep) -> [ProgressLine.Part] {
    guard case .terminal = style else { return parts }
    let share = Double(step.step) / Double(max(1, step.totalSteps))
    let score = scores.map { scores in
      scores.newest.headline
        + (scores.best.headline == scores.newest.headline ? "" : " (best \(scores.best.headline))")
    }
    let memory = memory.map { NumberText.fixed(Double($0()) / 1e9, 1) + " GB" }
    return [.init(ProgressLine.bar(share), rank: 8)] + parts
      + [.init(score, rank: 3), .init(memory, rank: 7)]
  }

  /// Begins work without steps.
  func begin(_ activity: RunActivity) {
    work = WorkMeter(beginning: clock())
    if steps == nil { lastShown = nil }
    switch activity {
    case .makingModel, .timingProducts: show(passing: activity.title)
    default: break
    }
  }

  /// Shows how far some work is, if the last line is long enough ago.
  func update(_ activity: RunActivity, _ progress: RunProgress) {
    switch progress.unit {
    case .examples, .steps: showCount(activity, progress)
    case .bytes, .blocks, .documents, .merges: showShare(activity, progress)
    }
  }

  /// Leaves the time of the work out of the speed of steps.
  func endWork() {
    if let work { steps?.skip(seconds: clock() - work.beginning) }
    work = nil
  }

  /// Shows a count: at once on a terminal, elsewhere when the work has taken a while.
  private func showCount(_ activity: RunActivity, _ progress: RunProgress) {
    guard style != .quiet, let work else { return }
    let now = clock()
    let isTerminal = if case .terminal = style { true } else { false }
    let last = isTerminal ? lastShown : max(lastShown ?? work.beginning, work.beginning)
    if let last, now - last < interval { return }
    lastShown = now
    show(work.countLine(activity, progress, time: now))
  }

  private func showShare(_ activity: RunActivity, _ progress: RunProgress) {
    guard style != .quiet, let work else { return }
    let now = clock()
    // The first moments are too short to tell what is left.
    if now - (lastShown ?? work.beginning) < interval { return }
    lastShown = now
    show(work.line(activity, progress, time: now))
  }

  /// Shows a passing state on a terminal; elsewhere nothing.
  private func show(passing line: String) {
    guard case .terminal = style else { return }
    let now = clock()
    if let lastShown, now - lastShown < interval { return }
    lastShown = now
    show(line)
  }
}
