/// The size of a plot, and the room around what is drawn.
struct PlotFrame {
  let width, height: Double
  let left, right, top, bottom: Double

  /// Where columns are.
  var columns: ClosedRange<Double> { left...(width - right) }
  /// Where rows are.
  var rows: ClosedRange<Double> { top...(height - bottom) }

  /// A line across the plot for each number of an axis, with the number at its left.
  func lines(_ y: Scale) -> [String] {
    y.ticks.map { value -> String in
      let place = Self.text(y.place(value))
      return """
        <line class="grid" x1="\(Self.text(columns.lowerBound))" x2="\(Self.text(columns.upperBound))" \
        y1="\(place)" y2="\(place)"/><text class="tick" x="\(Self.text(left - 6))" y="\(place)" \
        text-anchor="end" dominant-baseline="middle">\(HTMLText.escaped(y.name(value)))</text>
        """
    }
  }

  /// A place as text.
  static func text(_ value: Double) -> String { NumberText.fixed(value, 1) }
}
