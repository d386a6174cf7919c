/// A piece of a page as the scanner found it; pieces with content are two events around it.
///
/// Only what can leave a trace in the text is kept: templates, comments, attributes are `.nothing`,
/// which still parts the text before it from the text after it.
struct WikitextEvent {
  enum Kind: UInt8 {
    /// Bytes of the page as they are.
    case text
    case nothing
    /// A character named or numbered; `start` is its scalar.
    case entity
    /// `start` is the first byte of the title.
    case linkOpen
    case linkSeparator
    case linkClose
    /// An external link in brackets, shown by its title.
    case bracketedOpen
    case bracketedSeparator
    /// An address in the text, shown itself.
    case freeOpen
    case addressClose
    /// `start` to `end` is the name of the tag.
    case tagOpen
    /// A tag without content.
    case tagAlone
    /// A table in wiki markup, and its rows and cells.
    case tableOpen
    case rowOpen
    case tagClose
    case headingOpen
    case headingClose
    case argumentOpen
    case argumentSeparator
    case argumentClose
  }

  var kind: Kind
  var start: Int32
  var end: Int32

  init(_ kind: Kind, _ range: Range<Int> = 0..<0) {
    self.kind = kind
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
}
