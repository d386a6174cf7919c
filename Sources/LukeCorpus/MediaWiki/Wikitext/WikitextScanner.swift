/// Splits a page's wikitext into events, trying each piece of markup and taking back what fails.
///
/// It reads bytes where the reference reads characters: all that means something is ASCII, but for
/// white space in tags. What it finds is the same as the reference finds, piece by piece: a link,
/// template or tag that does not end is text from its first bracket on, and what was read within it
/// is read again.
struct WikitextScanner {
  /// A route that is being tried.
  struct Frame {
    /// The place and the context where it began, as one number.
    var key: UInt64
    /// The first event that belongs to it.
    var firstEvent: Int
    /// The context of the route below.
    var outerContext: WikitextContext
  }

  /// What became of a route: its events stay, or they are gone.
  enum Route {
    case complete
    case failed
  }

  /// How many routes may lie in each other before brackets become text; the reference's number.
  static let maximumDepth = 100
  /// Where routes that the reference does not limit fail, so that the stack cannot overflow.
  static let hardMaximumDepth = 600
  /// How many zero bytes lie before the text and after it.
  ///
  /// Tags that the end of the text closes leave the head one byte further each.
  static let padding = 1024

  /// The text; zero bytes lie on both sides of it.
  let bytes: UnsafePointer<UInt8>
  let count: Int
  /// Where markup can end at all; nil while that is not looked up.
  private let endings: MarkupEndings?
  let classes = ByteClasses.table
  /// The byte at hand.
  var head = 0
  /// The context of the innermost route.
  var context: WikitextContext = []
  var frames: [Frame] = []
  var events: [WikitextEvent] = []
  var failedRoutes = FailedRoutes()
  var isInHeading = false
  /// The level of the heading that was read last.
  var headingLevel = 0
  /// Where a comment begins that nothing ends, so that those after it have no end either.
  var unclosedComment = Int.max
  /// How many steps were made.
  var work = 0
  /// After so many steps the text is given up.
  private let workLimit: Int

  /// Reads a whole text, which must have `padding` zero bytes before it and after it; nil if it is
  /// so entangled that this would take too long.
  static func scan(_ text: UnsafeBufferPointer<UInt8>) -> WikitextScanner? {
    // Real pages take less than two steps a byte, and seldom a dozen.
    for (limit, looksAhead) in [(8 * text.count + 1 << 18, false), (20 * text.count, true)] {
      guard var scanner = WikitextScanner(text, workLimit: limit, looksAhead: looksAhead) else {
        return nil
      }
      scanner.push([])
      _ = scanner.run()
      if !scanner.isExhausted { return scanner }
    }
    return nil
  }

  private init?(_ text: UnsafeBufferPointer<UInt8>, workLimit: Int, looksAhead: Bool) {
    guard let bytes = text.baseAddress else { return nil }
    self.bytes = bytes
    self.workLimit = workLimit
    count = text.count
    endings = looksAhead ? MarkupEndings(of: text) : nil
    events.reserveCapacity(text.count / 32 + 16)
    frames.reserveCapacity(Self.maximumDepth)
  }

  /// Whether the text is so entangled that it is given up.
  var isExhausted: Bool { work > workLimit }

  /// Whether markup that begins at the head, or before, may end at all.
  @inline(__always)
  func mayEnd(_ ending: (MarkupEndings) -> Int) -> Bool {
    endings.map { head <= ending($0) } ?? true
  }

  /// Whether a tag whose content begins at the head may be closed.
  @inline(__always)
  func mayCloseTag(_ name: Range<Int>) -> Bool {
    endings.map { $0.mayClose(bytes, name: name, from: head) } ?? true
  }

  // MARK: Routes

  @inline(__always)
  func key(_ context: WikitextContext) -> UInt64 {
    (UInt64(head) + 1) << WikitextContext.bitCount | context.rawValue
  }

  /// Whether a route from the head on is not known to fail.
  @inline(__always)
  func mayTry(_ context: WikitextContext) -> Bool {
    !isExhausted && !failedRoutes.contains(key(context))
  }

  @inline(__always)
  var mayNest: Bool { frames.count < Self.maximumDepth }

  @inline(__always)
  mutating func push(_ new: WikitextContext) {
    frames.append(Frame(key: key(new), firstEvent: events.count, outerContext: context))
    context = new
  }

  /// Ends the innermost route and leaves its events to the one below.
  @inline(__always)
  mutating func pop() { context = frames.removeLast().outerContext }

  /// Ends the innermost route and takes its events back.
  mutating func discard() {
    let frame = frames.removeLast()
    events.removeLast(events.count - frame.firstEvent)
    context = frame.outerContext
  }

  /// Ends the innermost route as failed.
  mutating func fail() -> Route {
    rememberFailure()
    discard()
    return .failed
  }

  mutating func rememberFailure() {
    if let frame = frames.last { failedRoutes.insert(frame.key) }
  }

  /// Tries a route from the head on.
  mutating func read(_ context: WikitextContext) -> Route {
    guard mayTry(context) else { return .failed }
    push(context)
    return run()
  }

  // MARK: Events

  /// Adds text to the innermost route.
  @inline(__always)
  mutating func emit(_ range: Range<Int>) {
    let last = events.count - 1
    if last >= frames[frames.count - 1].firstEvent, events[last].kind == .text,
      Int(events[last].end) == range.lowerBound
    {
      events[last].end = Int32(truncatingIfNeeded: range.upperBound)
    } else {
      events.append(WikitextEvent(.text, range))
    }
  }

  /// Adds the byte at the head as text.
  @inline(__always)
  mutating func emitByte() { emit(head..<head + 1) }

  mutating func emit(_ kind: WikitextEvent.Kind) { events.append(WikitextEvent(kind)) }

  /// Takes events back.
  mutating func takeBack(to eventCount: Int) { events.removeLast(events.count - eventCount) }
}
