import LukeJSON

/// Reads FewRel's JSON: one object whose keys are relations, each with a list of instances
/// `{"tokens", "h": [name, id, [[indices of words]]], "t": [...]}`; or a list of instances alone, which have
/// no relations.
struct FewRelReader {
  private let source: SourceText
  private let options: RelationDataOptions
  private var examples: [RelationExample] = []
  private var faults: FaultCollector
  /// Instances with a span in several places, and those with one that leaves words out.
  private var repeated = InstanceList()
  private var broken = InstanceList()
  /// How many instances begin in each line.
  private var perLine: [Int: Int] = [:]
  private var unread = UnreadKeys(reading: ["tokens", "h", "t"])

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = FewRelReader(source, options)
    return try reader.read()
  }

  private init(_ source: SourceText, _ options: RelationDataOptions) {
    (self.source, self.options) = (source, options)
    faults = FaultCollector(file: source.file, policy: options.badRecords)
  }

  private mutating func read() throws(DataError) -> RelationReading {
    let root: JSONNode
    do throws(JSONSyntaxError) { root = try JSONReader.read(source.bytes) } catch {
      faults.add(JSONText.Fault(error), line: 1)
      try faults.throwIfAny(leaving: 0)
      return RelationReading()
    }
    if let relations = root.members {
      let lists = relations.map { ($0, $0.value.elements) }
      count(lists.flatMap { $0.1 ?? [] })
      for (relation, instances) in lists { take(relation, instances) }
    } else if options.requiresLabels {
      throw .unsuitable(
        file: source.file,
        reason: "is FewRel's JSON without relations, which have a key for each of them")
    } else {
      let instances = root.elements ?? []
      count(instances)
      for (index, instance) in instances.enumerated() { take(instance, "[\(index)]", nil) }
    }
    try faults.throwIfAny(leaving: examples.count)
    return RelationReading(
      examples: examples, notes: faults.notes + notes + unread.notes(of: source))
  }

  private mutating func count(_ instances: [JSONNode]) {
    for instance in instances { perLine[location(instance.origin).line, default: 0] += 1 }
  }

  /// Where something starts; the column only where the line alone does not tell it.
  private func location(_ origin: JSONOrigin) -> SourceLocation {
    guard case .file(let line, let column) = origin else {
      return SourceLocation(file: source.file, line: 1)
    }
    return SourceLocation(
      file: source.file, line: line, column: perLine[line, default: 2] > 1 ? column : nil)
  }

  private mutating func take(_ relation: JSONMember, _ instances: [JSONNode]?) {
    let name = relation.key
    if name.isInvisible || name.withoutInvisibleEnds != name {
      return faults.add(location(relation.keyOrigin), "\"\(name)\" cannot name a relation")
    }
    guard let instances else {
      return faults.add(
        location(relation.keyOrigin), "\"\(name)\": expected an array of instances")
    }
    for (index, instance) in instances.enumerated() { take(instance, "\(name)[\(index)]", name) }
  }

  private mutating func take(_ instance: JSONNode, _ path: String, _ relation: String?) {
    let location = location(instance.origin)
    unread.add(instance.value)
    do throws(JSONText.Fault) {
      examples.append(try example(instance.value, path, relation, location))
    } catch {
      faults.add(location, error.message)
    }
  }

  private mutating func example(
    _ instance: JSONValue, _ path: String, _ relation: String?, _ location: SourceLocation
  ) throws(JSONText.Fault) -> RelationExample {
    guard instance.members != nil else {
      throw JSONText.Fault(message: "\"\(path)\": expected an object")
    }
    guard let tokens = instance["tokens"] else { throw Self.missing("\(path).tokens") }
    guard let words = tokens.elements.map({ $0.compactMap(\.string) }),
      words.count == tokens.elements?.count
    else { throw JSONText.Fault(message: "\"\(path).tokens\": expected an array of strings") }
    var spans = SpanAttempts(requiresLabels: options.requiresLabels)
    var found = FewRelSpan.Oddities()
    let head = try spans.span { () throws(JSONText.Fault) in
      try FewRelSpan.words(instance["h"], "\(path).h", of: words, &found)
    }
    let tail = try spans.span { () throws(JSONText.Fault) in
      try FewRelSpan.words(instance["t"], "\(path).t", of: words, &found)
    }
    if found.isRepeated { repeated.add(location, path) }
    if found.isBroken { broken.add(location, path) }
    var example = RelationExample(
      tokens: words, head: head, tail: tail, relation: relation, identifier: nil,
      location: location)
    example.fault = spans.fault
    return example
  }

  private static func missing(_ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "key \"\(key)\" is missing")
  }

  private var notes: [String] {
    [
      (repeated, "name several places of head or tail, of which the first is taken"),
      (broken, "have a head or tail that leaves words out, which are taken as part of it"),
    ].compactMap { lines, what in
      guard let first = lines.first else { return nil }
      return "\(source.file): \(lines.count) of the instances, the first in \(first), \(what)"
    }
  }

  /// How many instances are so, and which is the first.
  private struct InstanceList {
    private(set) var count = 0
    private(set) var first: String?

    mutating func add(_ location: SourceLocation, _ path: String) {
      count += 1
      if first != nil { return }
      // Of several instances in a line the line alone would tell none.
      let place = location.column.map { ", column \($0) (\(path))" } ?? ""
      first = "line \(location.line)\(place)"
    }
  }
}

extension FewRelReader {
  /// How many bytes are looked at for the keys of an instance.
  private static let sampleSize = 1 << 16

  /// Whether a text begins as FewRel's JSON does, be it whole or broken later on.
  static func isRecognized(_ source: SourceText) -> Bool {
    let keys: Set<String> = ["tokens", "h", "t"]
    if source.startsAsArray {
      return source.firstRecords.first.map { record in
        keys.isSubset(of: Set((record.members ?? []).map(\.key)))
      } ?? false
    }
    func skipBlanks(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      bytes.drop { $0.isBlank || $0 == .newline }
    }
    // {"P177": [{
    var rest = skipBlanks(source.bytes[...])
    guard rest.first == UInt8(ascii: "{") else { return false }
    rest = skipBlanks(rest.dropFirst())
    guard rest.first == UInt8(ascii: "\""),
      let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\""))
    else { return false }
    for mark in ":[{".utf8 {
      rest = skipBlanks(mark == UInt8(ascii: ":") ? rest[(end + 1)...] : rest.dropFirst())
      guard rest.first == mark else { return false }
    }
    let sample = rest.prefix(sampleSize)
    return keys.allSatisfy { sample.firstRange(of: Array("\"\($0)\"".utf8)) != nil }
  }
}
