import LukeSystem

/// A plot of numbers that were answered against those that are annotated, a point for each, as SVG, which scales to the
/// width it is given.
package struct ScatterPlot {
  /// What is annotated, and what was answered.
  package typealias Point = (gold: Double, answer: Double)

  /// The points that are drawn: all, or as many of them as can be told apart.
  package let drawn: [Point]
  private let title: String
  private let note: String

  /// Creates a plot; points that are no numbers are left out.
  /// - Parameter note: what stands beside the title.
  package init(title: String, points: [Point], note: String = "") {
    (self.title, self.note) = (title, note)
    drawn = Self.sample(points.filter { $0.gold.isFinite && $0.answer.isFinite })
  }

  /// The most points that are drawn.
  package static let mostPoints = 2000

  /// As many points as are drawn, each as likely as the others, in their order; the same ones every time.
  ///
  /// Source: Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S.
  private static func sample(_ points: [Point]) -> [Point] {
    guard points.count > mostPoints else { return points }
    var generator = SplitMix64(seed: 1)
    var chosen: [Point] = []
    for (index, point) in points.enumerated() {
      let needed = mostPoints - chosen.count
      if generator.integer(in: 0..<(points.count - index)) < needed { chosen.append(point) }
    }
    return chosen
  }

  // MARK: Drawing

  private static let frame = PlotFrame(
    width: 480, height: 440, left: 70, right: 14, top: 12, bottom: 50)

  /// The plot with its title; nothing where there is nothing to plot.
  package var figure: String {
    if drawn.isEmpty { return "" }
    // Both axes have the same numbers, so that the diagonal is where answers are what is annotated.
    let values = drawn.flatMap { [$0.gold, $0.answer] }
    let x = Scale(values, to: Self.frame.columns)
    let y = Scale(values, to: Self.frame.rows, isTurned: true)
    let dots = drawn.map { point in
      "<circle r=\"3\" cx=\"\(Self.text(x.place(point.gold)))\" cy=\"\(Self.text(y.place(point.answer)))\"/>"
    }
    return """
      <figure><figcaption>\(HTMLText.escaped(title))<span class="legend">\(HTMLText.escaped(note))</span>\
      </figcaption>
      <svg viewBox="0 0 \(Int(Self.frame.width)) \(Int(Self.frame.height))" role="img" \
      aria-label="\(HTMLText.escaped(title))">\(Self.frame.lines(y).joined(separator: "\n"))
      \(columns(x))
      \(names)
      <g class="dots">\(dots.joined())</g>
      <path class="diagonal" d="M\(Self.text(Self.frame.left)) \(Self.text(Self.frame.rows.upperBound))\
      L\(Self.text(Self.frame.columns.upperBound)) \(Self.text(Self.frame.top))"/></svg></figure>
      """
  }

  private func columns(_ x: Scale) -> String {
    x.ticks.map { value -> String in
      let place = Self.text(x.place(value))
      return """
        <line class="grid" x1="\(place)" x2="\(place)" y1="\(Self.text(Self.frame.top))" \
        y2="\(Self.text(Self.frame.rows.upperBound))"/><text class="tick" x="\(place)" \
        y="\(Self.text(Self.frame.rows.upperBound + 20))" text-anchor="middle">\(HTMLText.escaped(x.name(value)))</text>
        """
    }.joined(separator: "\n")
  }

  /// What stands along the axes.
  private var names: String {
    let (column, row) = (
      Self.text((Self.frame.columns.lowerBound + Self.frame.columns.upperBound) / 2),
      Self.text((Self.frame.rows.lowerBound + Self.frame.rows.upperBound) / 2)
    )
    return """
      <text class="tick" x="\(column)" y="\(Self.text(Self.frame.height - 8))" text-anchor="middle">annotated</text>
      <text class="tick" x="16" y="\(row)" text-anchor="middle" transform="rotate(-90 16 \(row))">answered</text>
      """
  }

  private static func text(_ value: Double) -> String { PlotFrame.text(value) }
}
