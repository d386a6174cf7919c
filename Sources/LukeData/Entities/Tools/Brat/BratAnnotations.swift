/// What a file `.ann` of brat's says, in its own offsets.
struct BratAnnotations {
  /// A line `R1<TAB>Works-for Arg1:T1 Arg2:T2`.
  struct Relation {
    let name, type: String
    /// The spans that it is between, Arg1 first, with what each of them is.
    let arguments: [(role: String, span: String)]
    let line: Int
  }

  let file: String
  /// Entities and the triggers of events, those of several parts left out.
  private(set) var spans: [ToolSpan] = []
  private(set) var lines: [String: Int] = [:]
  private(set) var triggers: Set<String> = []
  /// The names and lines of spans of several parts.
  private(set) var discontinuous: [(name: String, line: Int)] = []
  private(set) var relations: [Relation] = []
  /// What is wrong with lines of relations, which those who read entities alone need not know.
  private(set) var relationFaults: [(line: Int, message: String)] = []
  /// The names that several lines with spans have, with the line of the second one.
  private(set) var repeated: [String: Int] = [:]
  /// How many annotations of other kinds there are.
  private(set) var others: [Character: Int] = [:]

  /// The spans that are no triggers.
  var entities: [ToolSpan] { spans.filter { !triggers.contains($0.key) } }

  init(_ source: SourceText, _ faults: inout FaultCollector) {
    file = source.file
    source.forEachLine { number, line in
      if let message = take(line.string, number) {
        faults.add(SourceLocation(file: source.file, line: number), message)
      }
    }
  }

  /// Takes a line; gives what is wrong with it.
  private mutating func take(_ line: String, _ number: Int) -> String? {
    guard let kind = line.first else { return nil }
    let columns = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    guard kind == "T" else {
      if !"REAMN#*".contains(kind) {
        return "is no annotation of brat's, which begins with T, R, E, A, M, N, # or *"
      }
      others[kind, default: 0] += 1
      takeParts(kind, String(columns[0]), columns.count > 1 ? columns[1] : "", number)
      return nil
    }
    let place = columns.count > 1 ? columns[1].split(separator: " ") : []
    let name = String(columns[0])
    if columns.count > 1, columns[1].contains(";") {
      discontinuous.append((name, number))
      return nil
    }
    guard place.count == 3, let start = Int(place[1]), let end = Int(place[2]) else {
      return "expected T1, a tab, type, start and end, a tab, text"
    }
    if lines[name] != nil, repeated[name] == nil { repeated[name] = number }
    lines[name] = number
    spans.append(
      ToolSpan(
        start: start, end: end, label: String(place[0]),
        surface: columns.count > 2 ? String(columns[2]) : nil, key: name, labelKey: name))
    return nil
  }

  private mutating func takeParts(
    _ kind: Character, _ name: String, _ column: Substring, _ number: Int
  ) {
    let parts = column.split(separator: " ")
    func argument(_ part: Substring) -> (role: String, span: String)? {
      guard let colon = part.firstIndex(of: ":") else { return nil }
      return (String(part[..<colon]), String(part[part.index(after: colon)...]))
    }
    if kind == "E", let trigger = parts.first.flatMap(argument) {
      triggers.insert(trigger.span)
    } else if kind == "R" {
      var arguments = parts.dropFirst().compactMap(argument)
      guard let type = parts.first, !arguments.isEmpty, arguments.count == parts.count - 1,
        arguments.allSatisfy({ !$0.role.isEmpty && !$0.span.isEmpty })
      else {
        return relationFaults.append(
          (number, "expected R1, a tab, relation and two spans, as Arg1:T1 Arg2:T2"))
      }
      let roles = arguments.map(\.role)
      if let role = Self.roles.first(where: { role in roles.count { $0 == role } > 1 }) {
        return relationFaults.append(
          (number, "\"\(role)\" is given twice; one of the spans is Arg1, the other is Arg2"))
      }
      // The names say which is which, not their order; others than brat's own have no other one.
      if roles == Self.roles.reversed() { arguments.reverse() }
      relations.append(
        Relation(name: name, type: String(type), arguments: arguments, line: number))
    }
  }

  /// What brat calls the two spans of a relation, in their order.
  private static let roles = ["Arg1", "Arg2"]
}
