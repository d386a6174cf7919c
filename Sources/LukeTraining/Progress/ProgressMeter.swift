/// Measures speed and writes the text of a report.
struct ProgressMeter {
  private var firstStep = 0
  private var startTime = 0.0
  /// Times and words of the last reports, for the present speed.
  private var recent: [(time: Double, words: Int)] = []
  private var now = 0.0

  /// How many seconds back the words per second reach.
  private static let window = 20.0

  mutating func start(step: Int, time: Double) {
    firstStep = step
    startTime = time
    now = time
    recent = [(time, 0)]
  }

  mutating func add(_ state: ProgressState, time: Double) {
    now = time
    recent.append((time, state.words))
    while recent.count > 2, time - recent[1].time >= Self.window { recent.removeFirst() }
  }

  /// Moves the past forward by a time that does not count.
  mutating func skip(seconds: Double) {
    startTime += seconds
    for index in recent.indices { recent[index].time += seconds }
  }

  func line(_ state: ProgressState) -> String {
    let digits = String(state.totalSteps).count
    var parts = [
      "step \(Self.padded(String(state.step), digits))/\(state.totalSteps)",
      "loss \(Self.fixed(state.loss, 4))",
      "rate \(Self.scientific(state.learningRate))",
    ]
    if let speed = wordsPerSecond { parts.append("\(Int(speed)) words/s") }
    if let left = secondsLeft(state) { parts.append("\(Self.duration(left)) left") }
    return parts.joined(separator: "  ")
  }

  /// When the measured work began.
  var beginning: Double { startTime }

  /// A line on work that has no steps.
  func line(_ title: String, done: Int, of total: Int, _ details: String, time: Double) -> String {
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 0
    var parts = [title, "\(Self.padded(String(Int(share * 100)), 3)) %"]
    if !details.isEmpty { parts.append(details) }
    if share > 0, time > startTime {
      parts.append("\(Self.duration((time - startTime) * (1 - share) / share)) left")
    }
    return parts.joined(separator: "  ")
  }

  private var wordsPerSecond: Double? {
    guard let first = recent.first, let last = recent.last, last.time > first.time else {
      return nil
    }
    return Double(last.words - first.words) / (last.time - first.time)
  }

  private func secondsLeft(_ state: ProgressState) -> Double? {
    let done = state.step - firstStep
    guard done > 0, now > startTime else { return nil }
    return (now - startTime) / Double(done) * Double(state.totalSteps - state.step)
  }
}

// MARK: - Text of numbers

extension ProgressMeter {
  static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A number with so many digits after the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let whole = (value < 0 && scaled > 0 ? "-" : "") + String(scaled / scale)
    if digits == 0 { return whole }
    let fraction = String(scaled % scale)
    return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// A number as `1.23e-05`.
  static func scientific(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    var mantissa = abs(value)
    var exponent = 0
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    while mantissa >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    let digits = String(abs(exponent))
    return (value < 0 ? "-" : "") + fixed(mantissa, 2) + "e" + (exponent < 0 ? "-" : "+")
      + (digits.count < 2 ? "0" : "") + digits
  }

  /// Seconds as `42 s`, `3 min 05 s` or `2 h 07 min`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(), 1e9))
    func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }
}
