/// Gathers the faults of a file, so that a user sees many at once and not one per attempt.
///
/// Whoever reads a file adds what is wrong, goes on reading, and calls ``throwIfAny()`` at the end; where bad
/// records are left out, ``notes`` says which.
public struct FaultCollector: Sendable {
  /// How many faults are kept word for word; of the others it is said how many they are.
  public static let limit = 20

  private var faults: [DataFault] = []
  /// Those after the first ones that say something else.
  private var others: [DataFault] = []
  private var common = CommonFault()
  private var count = 0
  private let file: String
  private let policy: BadRecords

  /// Begins without faults.
  public init(file: String, policy: BadRecords = .stop) {
    (self.file, self.policy) = (file, policy)
  }

  /// Takes a fault of a line, counted from 1; the column counts Unicode scalars from 1.
  public mutating func add(line: Int, column: Int? = nil, _ message: String) {
    add(SourceLocation(file: file, line: line, column: column), message)
  }

  /// Takes a fault at a place.
  public mutating func add(_ location: SourceLocation, _ message: String) {
    count += 1
    take(DataFault(location, message), isRare: common.note(message))
  }

  private mutating func take(_ fault: DataFault, isRare: Bool) {
    if leavesOut {
      // In the order of the file, whichever step of reading finds what.
      let next = faults.firstIndex { fault.location.precedes($0.location) }
      faults.insert(fault, at: next ?? faults.endIndex)
      if faults.count > Self.limit { faults.removeLast() }
    } else if faults.count < Self.limit {
      faults.append(fault)
    } else if isRare, others.count < Self.limit {
      others.append(fault)
    }
  }

  /// Takes a fault of JSON that starts at a line and column.
  package mutating func add(_ fault: JSONText.Fault, line: Int, column: Int = 1) {
    func inFile(_ place: (line: Int, column: Int)) -> (line: Int, column: Int) {
      (line + place.line - 1, place.line == 1 ? column + place.column - 1 : place.column)
    }
    // Several objects may share a line, which alone would not tell them apart.
    guard let place = fault.place.map(inFile) else {
      return add(line: line, column: column > 1 ? column : nil, fault.message)
    }
    let first = fault.first.map(inFile).map { " (first at \($0.line):\($0.column))" } ?? ""
    add(line: place.line, column: place.column, fault.message + first)
  }

  /// Takes the faults of another collector, which come after its own.
  mutating func append(_ other: FaultCollector) {
    count += other.count
    common.add(other.common)
    for fault in other.faults {
      take(fault, isRare: !faults.contains { $0.message == fault.message })
    }
    for fault in other.others { take(fault, isRare: true) }
  }

  var hasAny: Bool { count > 0 }

  /// The first fault alone: a record is left out once, however much is wrong with it.
  var first: FaultCollector {
    var first = FaultCollector(file: file)
    if let fault = faults.first { first.add(fault.location, fault.message) }
    return first
  }

  /// Whether bad records are left out.
  var leavesOut: Bool { policy == .skip }

  /// Throws what was gathered, as ``DataError/malformed(faults:count:)``; nothing where there is none, or
  /// where bad records are left out.
  ///
  /// A fault that nearly all lines have is told by the first of them and by how many there are.
  public func throwIfAny() throws(DataError) {
    if !leavesOut { try throwAny() }
  }

  /// Throws as ``throwIfAny()`` does, and also where bad records are left out and so many are left: none.
  func throwIfAny(leaving recordCount: Int) throws(DataError) {
    if !leavesOut || recordCount == 0 { try throwAny() }
  }

  private func throwAny() throws(DataError) {
    if count == 0 { return }
    let summary = common.summary(of: faults + others, count: count)?.prefix(Self.limit)
    throw .malformed(faults: summary.map(Array.init) ?? faults, count: count)
  }

  /// What was left out and why, one sentence each.
  public var notes: [String] {
    guard count > 0, policy == .skip else { return [] }
    let records = count == 1 ? "1 bad record is" : "\(count) bad records are"
    let more = count > faults.count ? ["  … and \(count - faults.count) more"] : []
    return ["\(file): \(records) left out (data.bad_records is \"skip\"):"]
      + faults.map { "  \($0)" } + more
  }
}

extension SourceLocation {
  /// Whether a place is before another one of the same file.
  fileprivate func precedes(_ other: SourceLocation) -> Bool {
    file == other.file && (line, column ?? 0) < (other.line, other.column ?? 0)
  }
}
