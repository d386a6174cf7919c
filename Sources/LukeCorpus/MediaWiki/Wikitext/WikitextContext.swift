/// What kind of markup the character at hand stands in, and what was noticed about it so far.
///
/// The states are those of mwparserfromhell 0.7, whose reading of wikitext is the reference; a
/// route through the text is told from others by its place and these.
struct WikitextContext: OptionSet {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: UInt64) { rawValue = 1 << bit }

  /// How many bits there are.
  static let bitCount: UInt64 = 34

  static let templateName = Self(bit: 0)
  static let templateKey = Self(bit: 1)
  static let templateValue = Self(bit: 2)
  static let argumentName = Self(bit: 3)
  static let argumentDefault = Self(bit: 4)
  static let linkTitle = Self(bit: 5)
  static let linkText = Self(bit: 6)
  static let address = Self(bit: 7)
  static let addressTitle = Self(bit: 8)
  static let tagOpen = Self(bit: 15)
  static let tagAttribute = Self(bit: 16)
  static let tagBody = Self(bit: 17)
  static let tagClose = Self(bit: 18)
  /// After a `;` at the start of the line: a colon begins the definition.
  static let term = Self(bit: 19)
  static let table = Self(bit: 20)
  static let tableRow = Self(bit: 21)
  static let tableCell = Self(bit: 22)
  /// A cell whose attributes, up to a single bar, may be still to come.
  static let cellStyle = Self(bit: 23)
  static let dataLine = Self(bit: 24)
  static let headerLine = Self(bit: 25)

  // What was noticed in a template's name or a link's title, where not every character may stand.
  static let hasText = Self(bit: 26)
  static let hasTemplate = Self(bit: 27)
  static let failsOnText = Self(bit: 28)
  static let failsNext = Self(bit: 29)
  static let sawLeftBrace = Self(bit: 30)
  static let sawRightBrace = Self(bit: 31)
  static let failsOnEquals = Self(bit: 32)

  /// The title of a heading that began with this many equals signs, 1 to 6.
  static func heading(level: Int) -> Self { Self(bit: UInt64(8 + level)) }

  static let template: Self = [.templateName, .templateKey, .templateValue]
  static let argument: Self = [.argumentName, .argumentDefault]
  static let link: Self = [.linkTitle, .linkText]
  static let heading = Self(rawValue: 0b111111 << 9)
  static let cellLine: Self = [.dataLine, .headerLine, .cellStyle]

  /// Routes that fail when the text ends within them.
  static let needsEnd: Self = [
    .template, .argument, .link, .addressTitle, .heading, .tagOpen, .tagAttribute, .tagBody,
    .tagClose, .table,
  ]
  /// Routes that some characters end without success.
  static let isDelicate: Self = [
    .templateName, .linkTitle, .addressTitle, .templateKey, .argumentName,
  ]
  /// Routes that lie on another one, which fails with them.
  static let failsTwice: Self = [.templateKey, .tagClose, .tableRow]
  static let forbidsLinks: Self = [.templateName, .argumentName, .linkTitle, .address]
  static let forbidsAddresses: Self = [
    .templateName, .argumentName, .linkTitle, .address, .addressTitle,
  ]

  /// The level of the heading whose title this is.
  var headingLevel: Int {
    63 - intersection(.heading).rawValue.leadingZeroBitCount - 8
  }
}

extension WikitextContext {
  @inline(__always)
  func hasAny(of other: Self) -> Bool { rawValue & other.rawValue != 0 }
}
