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
  let endings: MarkupEndings
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
  /// How many steps were made; beyond the limit no new route is tried.
  var work = 0
  let workLimit: Int

  /// Prepares to scan; `text` must have `padding` zero bytes before it and after it.
  init(text: UnsafeBufferPointer<UInt8>, workPerByte: Int = 48) {
    bytes = text.baseAddress!
    count = text.count
    endings = MarkupEndings(of: text)
    workLimit = workPerByte * text.count + 1 << 20
    events.reserveCapacity(text.count / 32 + 16)
    frames.reserveCapacity(Self.maximumDepth)
  }

  /// Whether the text is so entangled that it was given up on.
  var isExhausted: Bool { work > workLimit }

  /// Reads the whole text; false if it was too entangled.
  mutating func scan() -> Bool {
    push([])
    _ = run()
    return !isExhausted
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
