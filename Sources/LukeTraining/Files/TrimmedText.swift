extension String {
  /// The text without white space at both ends.
  var trimmingBlanks: String {
    let kept = unicodeScalars.drop { $0.properties.isWhitespace }
    let end = kept.lastIndex { !$0.properties.isWhitespace }
    return end.map { String(kept[...$0]) } ?? ""
  }
}
