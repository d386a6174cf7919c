/// Gathers the texts of a labelling tool's file and makes sentences of them: each text is one.
struct ToolTexts {
  let source: SourceText
  let options: EntityDataOptions
  /// Records that cannot be read.
  var faults: FaultCollector
  /// What the reader has to say, parts of sentences after the file's name.
  var notes: [String] = []
  private var sentences: [AnnotatedSentence] = []
  /// Sentences given as tags, by their index: read once the scheme of the file is known.
  private var tagged: [(index: Int, sentence: TaggedSentence)] = []
  private var document = -1
  private var layout: CorpusLayout
  private var converted = Tally()
  private var unlabelled = Tally()
  private let units: OffsetUnits

  init(
    _ source: SourceText, _ options: EntityDataOptions, _ format: EntityDataFormat,
    units: OffsetUnits = .scalars
  ) {
    (self.source, self.options, self.units) = (source, options, units)
    layout = CorpusLayout(format, source)
    faults = FaultCollector(file: source.file, policy: options.badRecords)
  }

  /// How many sentences there are.
  var count: Int { sentences.count }

  /// Begins a document; whatever is added is of it.
  mutating func startDocument(isMarked: Bool = false) {
    document += 1
    if isMarked { layout.marksDocuments = true }
  }

  /// Says where the types of entities stand, for a format that has several places for them.
  mutating func takeTypes(from source: String) { layout.typeSource = source }

  /// Says that the file marks where documents start.
  mutating func marksDocuments() { layout.marksDocuments = true }

  /// Takes a text, a document of its own by default; where labels are needed, wrong ones are a fault.
  mutating func add(_ text: ToolText, startsDocument: Bool = true) {
    if startsDocument { startDocument() }
    let plain = AnnotatedSentence(
      text: text.text, document: max(0, document), splitting: options.splitting,
      location: text.location)
    var sentence = plain
    do throws(JSONText.Fault) {
      try mark(&sentence, text)
    } catch {
      if options.requiresLabels { return faults.add(text.location, error.message) }
      unlabelled.add(text.location.line, in: otherFile(text))
      sentence = plain
    }
    sentence.identifier = text.identifier
    sentence.passage = text.passage
    sentence.entities.sort {
      ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound)
    }
    sentences.append(sentence)
  }

  private mutating func mark(
    _ sentence: inout AnnotatedSentence, _ text: ToolText
  ) throws(JSONText.Fault) {
    if text.spans.isEmpty { return }
    var place = SpanPlace(text.text, usual: units)
    var aligner = EntityAligner(sentence, scalars: Array(text.text.unicodeScalars))
    for span in text.spans {
      let range = try place.find(span)
      try aligner.add(range, span.label, key: span.key, labelKey: span.labelKey, to: &sentence)
    }
    converted.add(text.location.line, place.convertedCount, in: otherFile(text))
  }

  /// The file of a text where it is another one than that of the notes, as in a folder.
  private func otherFile(_ text: ToolText) -> String? {
    text.location.file == source.file ? nil : text.location.file
  }

  /// Takes a sentence of words with a tag each, or with none; `lines` are those of the words.
  mutating func add(_ sentence: AnnotatedSentence, tags: [String]?, lines: [Int]? = nil) {
    var sentence = sentence
    sentence.document = max(0, document)
    if let tags {
      let lines = lines ?? [Int](repeating: sentence.location.line, count: tags.count)
      tagged.append(
        (sentences.count, TaggedSentence(words: sentence.words, tags: tags, lines: lines)))
    }
    sentences.append(sentence)
  }

  /// The sentences of the file.
  /// - Parameter nothing: what to say of a file without sentences.
  mutating func corpus(
    nothing: String = "holds no sentences"
  ) throws(DataError) -> AnnotatedCorpus {
    let tagNotes = try readTags()
    try faults.throwIfAny(leaving: sentences.count)
    if sentences.isEmpty { throw .unsuitable(file: source.file, reason: nothing) }
    var corpus = AnnotatedCorpus(
      source, sentences: sentences, layout: layout, notes: notes + offsetNotes + tagNotes)
    corpus.notes += faults.notes
    return corpus
  }

  private var offsetNotes: [String] {
    var notes: [String] = []
    if converted.count > 0 {
      let isOne = converted.count == 1
      let others = units == .scalars ? "UTF-16 code units" : "Unicode code points"
      notes.append(
        "the offsets of \(converted.count) \(isOne ? "entity" : "entities"), the first "
          + "\(converted.place), count \(others), as \(isOne ? "its text tells" : "their texts tell"), and are "
          + "read so")
    }
    if unlabelled.count > 0 {
      let lines =
        unlabelled.count == 1
        ? "the record \(unlabelled.place)"
        : "\(unlabelled.count) records, the first \(unlabelled.place),"
      notes.append(
        "the entities of \(lines) are not as they should be and are left out; none are needed here")
    }
    return notes
  }

  /// Reads all tags; a tag that is none stops whatever becomes of bad records, for it may be that the file
  /// was taken for what it is not.
  private mutating func readTags() throws(DataError) -> [String] {
    var own = FaultCollector(file: source.file)
    let notes = readTags(&own)
    if options.badRecords == .skip { try own.throwIfAny() } else { faults.append(own) }
    return notes
  }

  private mutating func readTags(_ own: inout FaultCollector) -> [String] {
    if tagged.isEmpty { return [] }
    var tagFaults = FaultCollector(file: source.file)
    let interpreter = TagInterpreter(
      tagged.map(\.sentence), scheme: options.tagScheme, faults: &tagFaults)
    if tagFaults.hasAny, options.takesAnyTags, WordTagging.holds(tagged.map(\.sentence)) {
      for (index, sentence) in tagged {
        sentences[index].tags = WordTagging.tags(sentence, &own)
      }
      return [WordTagging.note]
    }
    if options.requiresLabels { own.append(tagFaults) }
    if tagFaults.hasAny { return [] }
    layout.adopt(interpreter)
    for (index, sentence) in tagged {
      sentences[index].entities = interpreter.entities(of: sentence)
      for entity in sentences[index].entities
      where options.requiresLabels && sentence.words[entity.words].allSatisfy(\.isInvisible) {
        own.add(line: entity.line, "the entity is blank")
      }
    }
    return interpreter.notes
  }
}
