/// A plot of curves as SVG, which scales to the width it is given.
package struct LinePlot {
  /// A curve.
  package struct Curve {
    var name: String
    var points: [(x: Double, y: Double)]
    /// Whether each point is marked.
    var hasMarks: Bool

    /// Creates a curve.
    package init(name: String, points: [(x: Double, y: Double)], hasMarks: Bool = false) {
      (self.name, self.points, self.hasMarks) = (name, points, hasMarks)
    }
  }

  private let title: String
  private let curves: [Curve]
  private let note: String

  /// Creates a plot.
  /// - Parameter note: what stands beside the title.
  package init(title: String, curves: [Curve], note: String = "") {
    (self.title, self.curves, self.note) = (title, curves, note)
  }

  // As wide as the column of a phone, so that what is written there can be read.
  private static let frame = PlotFrame(
    width: 480, height: 240, left: 70, right: 14, top: 12, bottom: 32)
  /// As many colours as the style has; more curves begin again.
  static let colours = 8

  /// The plot with its title and names; nothing where there is nothing to plot.
  package var figure: String {
    let finite = curves.map(finite).filter { !$0.points.isEmpty }
    guard !finite.isEmpty else { return "" }
    let points = finite.flatMap(\.points)
    let x = Scale(points.map(\.x), to: Self.frame.columns, isWhole: true)
    let y = Scale(points.map(\.y), to: Self.frame.rows, isTurned: true)
    let names = finite.count > 1 || finite.first?.name != title
    let legend =
      names ? finite.enumerated().map(legendEntry).joined(separator: " ") : HTMLText.escaped(note)
    return """
      <figure><figcaption>\(HTMLText.escaped(title))<span class="legend">\(legend)</span></figcaption>
      <svg viewBox="0 0 \(Int(Self.frame.width)) \(Int(Self.frame.height))" role="img" \
      aria-label="\(HTMLText.escaped(title))">\(grid(x, y))
      \(finite.enumerated().map { draw($1, $0, x, y) }.joined(separator: "\n"))</svg></figure>
      """
  }

  private func finite(_ curve: Curve) -> Curve {
    var curve = curve
    curve.points.removeAll { !$0.x.isFinite || !$0.y.isFinite }
    return curve
  }

  private func legendEntry(_ index: Int, _ curve: Curve) -> String {
    "<span class=\"key c\(index % Self.colours)\">\(HTMLText.escaped(curve.name))</span>"
  }

  private func grid(_ x: Scale, _ y: Scale) -> String {
    let columns = x.ticks.map { value in
      """
      <text class="tick" x="\(Self.text(x.place(value)))" y="\(Self.text(Self.frame.height - 10))" \
      text-anchor="middle">\(HTMLText.escaped(x.name(value)))</text>
      """
    }
    return (Self.frame.lines(y) + columns).joined(separator: "\n")
  }

  private func draw(_ curve: Curve, _ index: Int, _ x: Scale, _ y: Scale) -> String {
    let colour = "c\(index % Self.colours)"
    let points = Self.thinned(curve.points)
    let path = points.enumerated().map { number, point in
      "\(number == 0 ? "M" : "L")\(Self.text(x.place(point.x))) \(Self.text(y.place(point.y)))"
    }.joined()
    let marks =
      curve.hasMarks || points.count == 1
      ? points.map { point in
        """
        <circle class="\(colour)" r="3" cx="\(Self.text(x.place(point.x)))" \
        cy="\(Self.text(y.place(point.y)))"><title>\
        \(HTMLText.escaped("\(curve.name) \(Self.short(point.y)) at \(Self.short(point.x))"))</title></circle>
        """
      }.joined() : ""
    return "<path class=\"curve \(colour)\" d=\"\(path)\"/>" + marks
  }

  /// The most points that are drawn: the width has no room for more.
  private static let mostPoints = 600

  /// Means of neighbours, where there are more points than can be seen.
  private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard points.count > mostPoints else { return points }
    let size = (points.count + mostPoints - 1) / mostPoints
    return stride(from: 0, to: points.count, by: size).map { start in
      let part = points[start..<min(points.count, start + size)]
      let count = Double(part.count)
      return (part.reduce(0) { $0 + $1.x } / count, part.reduce(0) { $0 + $1.y } / count)
    }
  }

  private static func text(_ value: Double) -> String { PlotFrame.text(value) }

  /// A number in few characters: `0.25`, `1200`, `2.5e-05`.
  package static func short(_ value: Double) -> String {
    if value == 0 { return "0" }
    if abs(value) >= 1e6 || abs(value) < 1e-3 {
      let parts = NumberText.scientific(value).split(separator: "e", maxSplits: 1)
      return ([trimmed(parts[0])] + parts.dropFirst()).joined(separator: "e")
    }
    let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
    return String(trimmed(NumberText.fixed(value, digits)[...]))
  }

  /// Digits without zeros at the end of a fraction.
  private static func trimmed(_ digits: Substring) -> Substring {
    guard digits.contains(".") else { return digits }
    var rest = digits
    while rest.last == "0" { rest.removeLast() }
    return rest.last == "." ? rest.dropLast() : rest
  }
}

/// Where values stand along an axis, and which of them are named.
package struct Scale {
  private let low, high: Double
  private let range: ClosedRange<Double>
  private let isTurned: Bool
  private let isWhole: Bool

  /// A scale that all values fit on.
  /// - Parameters:
  ///   - isTurned: whether low values stand at the end.
  ///   - isWhole: whether whole numbers alone are named.
  package init(
    _ values: [Double], to range: ClosedRange<Double>, isTurned: Bool = false, isWhole: Bool = false
  ) {
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    // Of nothing but zeros from -1 to 1.
    let margin = least < most ? 0 : least == 0 ? 1 : abs(least) * 0.1
    (low, high) = (least - margin, most + margin)
    (self.range, self.isTurned, self.isWhole) = (range, isTurned, isWhole)
  }

  /// The place of a value.
  package func place(_ value: Double) -> Double {
    let share = (value - low) / (high - low)
    let length = range.upperBound - range.lowerBound
    return isTurned ? range.upperBound - share * length : range.lowerBound + share * length
  }

  /// Four to eight round values.
  package var ticks: [Double] {
    let first = (low / step).rounded(.up)
    return (0..<9).map { (first + Double($0)) * step }.filter { $0 <= high + step * 1e-9 }
  }

  /// How far ticks are apart.
  private var step: Double {
    let span = high - low
    let power = Self.power(floorOf: span / 5)
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { span / $0 <= 7 } ?? power * 10
    return isWhole ? max(1, step) : step
  }

  /// The name of a tick, which is not that of its neighbours.
  package func name(_ value: Double) -> String {
    if max(abs(low), abs(high)) >= 1e6 || step < 1e-4 { return LinePlot.short(value) }
    let digits = [(1.0, 0), (0.1, 1), (0.01, 2), (0.001, 3)].first { step >= $0.0 * 0.999 }?.1 ?? 4
    return NumberText.fixed(value, digits)
  }

  /// The greatest power of ten that is no more than a value.
  private static func power(floorOf value: Double) -> Double {
    var power = 1.0
    while power > value { power /= 10 }
    while power * 10 <= value { power *= 10 }
    return power
  }
}
