import LukeSystem

extension String {
  /// The text on one line, with a blank for each scalar that would steer the display: for pages and cells, where an
  /// escape would be more than anybody wants to read.
  var withBlanksForSteering: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar.steersDisplay ? " " : scalar) }
    return String(scalars)
  }
}
