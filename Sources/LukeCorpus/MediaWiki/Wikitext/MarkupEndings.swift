import LukeSystem

/// Where in a page each kind of markup ends for the last time.
///
/// What begins after that place cannot end, so it need not be tried: without this, each of many
/// unclosed brackets or tags would be followed to the end of the page. It is asked only on pages that
/// take long: routes that are not tried are not known to have failed within others either, which
/// matters where markup lies a hundred deep, and there the result may differ from the reference's.
struct MarkupEndings {
  private(set) var braces = -1
  private(set) var brackets = -1
  private(set) var table = -1
  private(set) var angle = -1
  private(set) var bracket = -1
  /// By the hash of the name in lower case, where the last closing tag is.
  private var tags: [UInt64: Int] = [:]

  /// The longest name of a tag that is looked up.
  private static let maximumNameCount = 64

  init(of text: UnsafeBufferPointer<UInt8>) {
    guard let bytes = text.baseAddress else { return }
    for place in stride(from: text.count - 1, through: 0, by: -1) {
      switch bytes[place] {
      case UInt8(ascii: "}"):
        if braces < 0, bytes[place + 1] == UInt8(ascii: "}") { braces = place }
      case UInt8(ascii: "]"):
        if bracket < 0 { bracket = place }
        if brackets < 0, bytes[place + 1] == UInt8(ascii: "]") { brackets = place }
      case UInt8(ascii: "|"):
        if table < 0, bytes[place + 1] == UInt8(ascii: "}") { table = place }
      case UInt8(ascii: ">"): if angle < 0 { angle = place }
      case UInt8(ascii: "<"):
        if bytes[place + 1] == UInt8(ascii: "/") { addTag(bytes, nameStart: place + 2) }
      default: break
      }
    }
  }

  private mutating func addTag(_ bytes: UnsafePointer<UInt8>, nameStart: Int) {
    var end = nameStart
    while ByteClasses.table[Int(bytes[end])] & ByteClasses.marker == 0,
      bytes.spaceLength(at: end) == 0
    {
      end += 1
      if end - nameStart > Self.maximumNameCount { return }
    }
    let hash = Self.hash(bytes, nameStart..<end)
    if tags[hash] == nil { tags[hash] = nameStart - 2 }
  }

  /// Whether a tag with this name may be closed at a place or later.
  func mayClose(_ bytes: UnsafePointer<UInt8>, name: Range<Int>, from place: Int) -> Bool {
    // Names are compared in lower case, of which only that of ASCII is looked at here.
    guard name.count <= Self.maximumNameCount, name.allSatisfy({ bytes[$0] < 0x80 }) else {
      return true
    }
    return (tags[Self.hash(bytes, name)] ?? -1) >= place
  }

  private static func hash(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = ByteHash()
    for place in range { hash.add(bytes[place].lowercasedASCII) }
    return hash.value
  }
}
