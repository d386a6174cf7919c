/// Names of tags that are not read like others.
struct TagNames {
  private let names: [[UInt8]]

  private init(_ names: String) { self.names = names.split(separator: " ").map { Array($0.utf8) } }

  /// Tags that never have content.
  static let areAlwaysEmpty = TagNames("br wbr hr meta link img")
  /// Tags that the end of the text may close.
  static let mayStayOpen = TagNames("br wbr hr meta link img li dt dd th td tr")
  /// Tags whose content is no wikitext.
  static let holdPlainText = TagNames(
    """
    categorytree ce chem gallery graph hiero imagemap inputbox math nowiki pre score section \
    source syntaxhighlight templatedata timeline
    """)
  /// Tags whose content is not text to read.
  static let areInvisible = TagNames(
    "categorytree gallery graph imagemap inputbox math score section templatedata timeline")
  /// Tags that are left out of a paragraph's own text, by names in this case only.
  static let areLeftOut = TagNames("ref table")

  /// Whether the name in a range is one of these, in any case.
  func contains(_ bytes: UnsafePointer<UInt8>, _ name: Range<Int>) -> Bool {
    names.contains { other in
      other.count == name.count
        && other.indices.allSatisfy {
          bytes[name.lowerBound + $0].lowercasedASCII == other[$0]
        }
    }
  }

  /// Whether the name in a range is one of these, letter by letter.
  func containsExactly(_ bytes: UnsafePointer<UInt8>, _ name: Range<Int>) -> Bool {
    names.contains { other in
      other.count == name.count
        && other.indices.allSatisfy { bytes[name.lowerBound + $0] == other[$0] }
    }
  }
}
