/// Reads JSON Lines of sentences with entities.
///
/// Records with the same `document` right after each other are one document; a record without one
/// is a document by itself.
struct EntityRecordReader {
  private let source: SourceText
  private let options: EntityDataOptions
  private var sentences: [AnnotatedSentence] = []
  /// Sentences given as tags, by their index: read once the scheme of the file is known.
  private var tagged: [(index: Int, sentence: TaggedSentence)] = []
  private var document = -1
  private var documentName: String?
  /// Sentences that are left out for their tags, by their index.
  private var leftOut: Set<Int> = []
  private var layout: CorpusLayout
  /// Lines whose labels are not as they should be, where none are needed.
  private var unlabelled = LineList()
  /// Lines with tags, whose entities are not read.
  private var doubled = LineList()
  /// The names of numbered tags and the file beside the data that has them; nil until a tag is read.
  private var labelNames: (names: [String], file: String?)?
  private var hasNumbers = false

  static func read(
    _ source: SourceText, options: EntityDataOptions
  ) throws(DataError) -> AnnotatedCorpus {
    var reader = EntityRecordReader(source, options)
    return try reader.read()
  }

  private init(_ source: SourceText, _ options: EntityDataOptions) {
    self.source = source
    self.options = options
    layout = CorpusLayout(.jsonLines, source)
  }

  private mutating func read() throws(DataError) -> AnnotatedCorpus {
    var faults = FaultCollector(file: source.file, policy: options.badRecords)
    var unread = UnreadKeys(reading: EntityRecord.readKeys)
    JSONText.forEachLine(
      of: source, as: EntityRecord.self, faults: &faults, looking: { unread.add($0) }
    ) {
      (record, line) throws(JSONText.Fault) in try take(record, line)
    }
    let notes =
      try readTags(&faults) + labelNotes + doubleNotes
      + (taskNotes.isEmpty ? [unread.note()].compactMap(\.self) : taskNotes) + nameNotes
    let kept = sentences.indices.filter { !leftOut.contains($0) }.map { sentences[$0] }
    try faults.throwIfAny(leaving: kept.count)
    if kept.isEmpty { throw .unsuitable(file: source.file, reason: "holds no sentences") }
    return AnnotatedCorpus(
      source, sentences: kept, layout: layout, notes: notes, leftOut: faults.notes)
  }

  private var nameNotes: [String] {
    guard hasNumbers, let labelNames, let file = labelNames.file else { return [] }
    return ["the tags are numbers, whose names \(file) has (data.label_names)"]
  }

  private var doubleNotes: [String] {
    guard let first = doubled.first.first else { return [] }
    return [
      (doubled.count == 1
        ? "line \(first) has" : "\(doubled.count) lines, the first of them line \(first), have")
        + " both \"tags\" of words and \"entities\"; the tags are taken"
    ]
  }

  private var taskNotes: [String] {
    guard !options.requiresLabels, let found = TaskLikeness(source, givenTo: options.task),
      found.task != .texts
    else { return [] }
    return ["is data of \(found.task.rawValue), whose texts and words alone are read"]
  }

  private var labelNotes: [String] {
    guard let first = unlabelled.first.first else { return [] }
    let lines =
      unlabelled.count == 1
      ? "line \(first) are not as they should be and"
      : "\(unlabelled.count) lines, the first of them line \(first), are not as they should be and"
    return ["the tags or entities of \(lines) are left out; none are needed here"]
  }

  /// Labels of a line; where none are needed those that are not as they should be are nil, and counted.
  private mutating func labels<Value>(
    _ line: Int, _ read: () throws(JSONText.Fault) -> Value?
  ) throws(JSONText.Fault) -> Value? {
    do throws(JSONText.Fault) { return try read() } catch {
      if options.requiresLabels { throw error }
      unlabelled.add(line)
      return nil
    }
  }

  /// Finds the entities of sentences given as tags; text without labels may have any.
  private mutating func readTags(_ faults: inout FaultCollector) throws(DataError) -> [String] {
    if tagged.isEmpty { return [] }
    var tagFaults = FaultCollector(file: source.file)
    var interpreter = TagInterpreter(
      tagged.map(\.sentence), scheme: options.tagScheme, faults: &tagFaults)
    if tagFaults.hasAny, options.takesAnyTags, WordTagging.holds(tagged.map(\.sentence)) {
      for (index, sentence) in tagged {
        var own = FaultCollector(file: source.file)
        sentences[index].tags = WordTagging.tags(sentence, &own)
        take(own, of: index, &faults)
      }
      return [WordTagging.note]
    }
    if options.requiresLabels, tagFaults.hasAny {
      if faults.leavesOut {
        leaveOut(interpreter, &faults)
        tagFaults = FaultCollector(file: source.file)
        interpreter = TagInterpreter(
          tagged.map(\.sentence), scheme: options.tagScheme, faults: &tagFaults)
        // What is left is no fault of one sentence.
        if !tagged.isEmpty { try tagFaults.throwIfAny() }
      } else {
        faults.append(tagFaults)
      }
    }
    if tagFaults.hasAny { return [] }
    layout.adopt(interpreter)
    for (index, sentence) in tagged {
      sentences[index].entities = interpreter.entities(of: sentence)
      guard options.requiresLabels else { continue }
      var own = FaultCollector(file: source.file)
      for entity in sentences[index].entities
      where sentence.words[entity.words].allSatisfy(\.isInvisible) {
        own.add(line: entity.line, "the entity is blank")
      }
      take(own, of: index, &faults)
    }
    return interpreter.notes
  }

  /// Takes out the sentences with a tag that cannot be read.
  private mutating func leaveOut(_ interpreter: TagInterpreter, _ faults: inout FaultCollector) {
    for (index, sentence) in tagged {
      guard let fault = interpreter.firstFault(in: sentence) else { continue }
      faults.add(line: fault.line, fault.message)
      leftOut.insert(index)
    }
    tagged.removeAll { leftOut.contains($0.index) }
  }

  /// Takes the faults of a sentence, which is left out where bad records are.
  private mutating func take(
    _ own: FaultCollector, of index: Int, _ faults: inout FaultCollector
  ) {
    faults.append(faults.leavesOut ? own.first : own)
    if faults.leavesOut, own.hasAny { leftOut.insert(index) }
  }

  private mutating func take(_ record: EntityRecord, _ line: Int) throws(JSONText.Fault) {
    if record.document == nil || record.document != documentName || document < 0 { document += 1 }
    documentName = record.document
    if documentName != nil { layout.marksDocuments = true }
    let location = SourceLocation(file: source.file, line: line)
    if let tokens = record.tokens {
      try take(tokens, record.tags, location)
      if record.tags != nil, record.entities != nil { doubled.add(line) }
    } else if let text = record.text {
      try take(text, record.entities, location)
    } else {
      throw JSONText.Fault(
        message:
          "key \"tokens\" or \"text\" is missing; data.keys.tokens or data.keys.text names another one"
      )
    }
    sentences[sentences.count - 1].identifier = record.id
  }

  /// The names of numbered tags, looked for beside the file where a tag is a number and none are given.
  private mutating func names(for cells: [TagCell]?) -> [String] {
    guard cells?.contains(where: \.isNumber) ?? false else { return [] }
    hasNumbers = true
    if labelNames == nil {
      let found = options.labelNames.isEmpty ? LabelNames.beside(source.file) : nil
      labelNames = (found?.names ?? options.labelNames, found?.file)
    }
    return labelNames?.names ?? []
  }

  private mutating func take(
    _ tokens: [String], _ given: Attempt<[TagCell]>?, _ location: SourceLocation
  ) throws(JSONText.Fault) {
    let names = names(for: try? given?.get())
    let tags = try labels(location.line) { () throws(JSONText.Fault) in
      var tags: [String]?
      if let cells = try given?.get() {
        var found: [String] = []
        for cell in cells { found.append(try cell.name(in: names)) }
        tags = found
      }
      if let tags, tags.count != tokens.count {
        throw JSONText.Fault(
          message:
            "\(tokens.count) token\(tokens.count == 1 ? "" : "s") but "
            + "\(tags.count) tag\(tags.count == 1 ? "" : "s")")
      }
      return tags
    }
    if let tags {
      let lines = [Int](repeating: location.line, count: tokens.count)
      tagged.append((sentences.count, TaggedSentence(words: tokens, tags: tags, lines: lines)))
    } else if options.requiresLabels {
      throw JSONText.Fault(message: "key \"tags\" is missing")
    }
    sentences.append(AnnotatedSentence(words: tokens, document: document, location: location))
  }

  private mutating func take(
    _ text: String, _ given: Attempt<[EntityRecord.Entity]>?, _ location: SourceLocation
  ) throws(JSONText.Fault) {
    if given == nil && options.requiresLabels {
      throw JSONText.Fault(message: "key \"entities\" is missing")
    }
    let plain = AnnotatedSentence(
      text: text, document: document, splitting: options.splitting, location: location)
    let aligned = try labels(location.line) { () throws(JSONText.Fault) in
      var sentence = plain
      var aligner = EntityAligner(sentence, scalars: Array(text.unicodeScalars))
      for (index, entity) in (try given?.get() ?? []).enumerated() {
        try aligner.add(entity, index: index, to: &sentence)
      }
      return sentence
    }
    var sentence = aligned ?? plain
    sentence.entities.sort {
      ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound)
    }
    sentences.append(sentence)
  }
}
