import LukeCheckpoints
import LukeData
import LukeJSON
import LukeSettings
import LukeSystem
import LukeTasks

/// Answers to a file, portion by portion, or to lines as they come.
extension FineTuning {
  /// How many examples are answered before their answers are given: of so many some are always alike in
  /// length, and those of a minute are not lost.
  private static var portionSize: Int { 256 }

  package static func predict(
    _ settings: Settings, _ data: Data, _ request: AnswerRequest, _ inference: InferenceModel,
    _ observer: any RunObserver, emit: ([String]) throws -> Void
  ) throws -> KeptAnswers? {
    try check(request.format, inference)
    let data = Labelled.dataToAnswer(data, settings)
    if request.file == "-", request.format == .jsonLines, request.sentences == nil {
      let feed = LineFeed()
      if feed.mayWait, let form = try inference.formOfLines(feed) {
        return try answer(
          feed, form, settings, data, inference, observer, output: request.output, emit: emit)
      }
      let source = try SourceText(
        bytes: feed.rest(), file: StandardInput.name, encoding: data.encoding)
      return try answer(
        source, carriedKeys(source, data, inference), settings, data, request, inference,
        observer, emit: emit)
    }
    let source = try inference.source(
      request.file, encoding: data.encoding,
      takesFolders: Labelled.takesFolders && request.sentences == nil)
    guard let splitting = request.sentences else {
      return try answer(
        source, carriedKeys(source, data, inference), settings, data, request, inference,
        observer, emit: emit)
    }
    try source.notes.forEach(observer.note)
    if CarriedKeys(source) != nil {
      throw TrainingError.usage(
        "\(source.file): is JSON Lines, and --sentences cuts plain text; leave it out, or give the texts alone "
          + "(jq -r .text)")
    }
    let records = try SentenceRecords(
      source, splitting, marksDocuments: Labelled.Corpus.self == AnnotatedCorpus.self)
    try records.notes.forEach(observer.note)
    return try answer(
      records.source, CarriedKeys(records.places), settings, withoutKeys(data), request, inference,
      observer, emit: emit)
  }

  /// What answers to a text carry on; nothing where its lines are text, whatever they look like.
  private static func carriedKeys(
    _ source: SourceText, _ data: Data, _ inference: InferenceModel
  ) -> CarriedKeys? {
    if inference.isToldPlainText { return nil }
    return CarriedKeys(source, keys: (data as? any LabelledData)?.files.keys ?? [:])
  }

  /// Data whose keys have the names that are read.
  private static func withoutKeys(_ data: Data) -> Data {
    func cleared<Files: LabelledData>(_ data: Files) -> Files {
      var data = data
      data.files.keys = [:]
      return data
    }
    return (data as? any LabelledData).map { cleared($0) } as? Data ?? data
  }

  /// Answers a text that is there.
  private static func answer(
    _ source: SourceText, _ carried: CarriedKeys?, _ settings: Settings, _ data: Data,
    _ request: AnswerRequest, _ inference: InferenceModel, _ observer: any RunObserver,
    emit: ([String]) throws -> Void
  ) throws -> KeptAnswers? {
    let corpus: Labelled.Corpus
    if request.sentences == nil {
      corpus = try self.corpus(
        of: source, data, requiresLabels: false, isText: inference.isToldPlainText, observer)
    } else {
      corpus = try Labelled.read(source, data, requiresLabels: false)
      let count = corpus.divisibleExamples?.count ?? 0
      try observer.note("\(source.file): \(counted(count, "sentence")); text")
    }
    let loaded = try load(settings, inference, report: observer.note)
    guard request.format == .jsonLines else {
      let answers = try loaded.answers(to: corpus, observer)
      try emit(loaded.task.lines(answers, corpus, as: request.format))
      return nil
    }
    let portions = corpus.portions(of: portionSize)
    var kept: UnfinishedAnswers?
    if let output = request.output {
      if portions.count > 1 {
        kept = try UnfinishedAnswers(
          for: output, of: inference.identity(of: request, corpus.checksum, settings, data),
          isReplacing: request.isReplacing)
        if kept == nil { try observer.note(UnfinishedAnswers.noteOnLongName(output)) }
      } else {
        // Answers to so few are kept nowhere, and those of another command are its own.
        try UnfinishedAnswers.checkNothingIsThere(for: output)
      }
    }
    if let kept { try tell(of: kept, observer) }
    do {
      for lines in kept?.portions ?? [] { try emit(lines) }
      try loaded.answer(
        portions, of: corpus, knownCount: kept?.portions.count ?? 0, observer
      ) { portion, answers in
        let lines = try loaded.task.lines(answers, portion)
        let all = try carried?.joined(to: lines, of: portion) ?? lines
        try kept?.add(all)
        kept?.heed()
        try emit(all)
      }
    } catch let error where !(error is Interruption) {
      // The error that ended the work is the one to show.
      if let summary = kept?.summary { try? observer.warn(summary) }
      throw error
    }
    return kept?.file
  }

  private static func tell(
    of kept: UnfinishedAnswers, _ observer: any RunObserver
  ) throws {
    if let warning = kept.warning { try observer.warn(warning) }
    if !kept.portions.isEmpty {
      try observer.note(
        "\(kept.path): goes on after the first \(counted(kept.answerCount, "answer"))")
    }
    kept.heed()
  }

  /// Answers lines as they come, each by itself; of many that are there at once a portion at a time, so that the
  /// answers to the first ones are given and kept before the last ones are asked.
  private static func answer(
    _ feed: LineFeed, _ form: LinesForm, _ settings: Settings, _ data: Data,
    _ inference: InferenceModel, _ observer: any RunObserver, output: String?,
    emit: ([String]) throws -> Void
  ) throws -> KeptAnswers? {
    let told = NotesOnce(observer)
    var kept = try output.flatMap { try StreamedAnswers(for: $0) }
    if let output, kept == nil {
      try told.note(UnfinishedAnswers.noteOnLongName(output))
    }
    let loaded = try load(settings, inference, report: told.note)
    try told.note("\(StandardInput.name): \(form.title), each line answered as it comes")
    var lines = AnsweredLines(
      form: form, leavesOutBadOnes: data.json["bad_records"]?.string == "skip",
      isUTF8: [nil, .utf8].contains(data.encoding)
    ) { _ = try Self.read($0, data, inference) }
    var count = 0
    do {
      while let part = try feed.next() {
        for portion in part.portions(of: portionSize) {
          try lines.answer(portion, told) { lines in
            count += try answer(lines, loaded, data, inference, told) { answers, numbers in
              try kept?.add(answers, upTo: lines.lastLine, at: numbers)
              try emit(answers)
            }
            if kept != nil { try InterruptFlag.current.check() }
          }
        }
      }
    } catch let error where !(error is Interruption) {
      // The error that ended the work is the one to show.
      if let summary = kept?.summary { try? told.warn(summary) }
      throw error
    }
    try told.note("\(StandardInput.name): \(counted(count, "answer"))")
    return kept?.file
  }

  /// Answers lines that are there; `emit` gets the line of each answer as well, and what is returned is how many there
  /// are.
  private static func answer(
    _ part: LinePart, _ loaded: FineTunedModel<Labelled>, _ data: Data,
    _ inference: InferenceModel, _ told: NotesOnce,
    emit: (_ answers: [String], _ lines: [Int]?) throws -> Void
  ) throws -> Int {
    let (source, corpus) = try read(part, data, inference)
    try corpus.notes.forEach(told.note)
    try loaded.task.check(corpus)
    let prepared = loaded.task.features(of: corpus)
    try prepared.notes.forEach(told.note)
    let outputs = try EvaluationLoop.outputs(loaded.task, prepared.features, loaded.model)
    let answers = loaded.task.answers(corpus, prepared.features, outputs: outputs)
    let lines = try loaded.task.lines(answers, corpus)
    try emit(
      carriedKeys(source, data, inference)?.joined(to: lines, of: corpus) ?? lines,
      corpus.answeredLines)
    return lines.count
  }

  /// Reads lines of standard input.
  private static func read(
    _ part: LinePart, _ data: Data, _ inference: InferenceModel
  ) throws -> (source: SourceText, corpus: Labelled.Corpus) {
    let source = try SourceText(
      bytes: part.bytes, file: StandardInput.name, encoding: data.encoding ?? .utf8,
      firstLine: part.firstLine)
    let corpus =
      inference.isToldPlainText
      ? try Labelled.read(source, data, requiresLabels: false)
      : try labelled(source, data, requiresLabels: false)
    return (source, corpus)
  }
}

/// What lines that are answered as they come are.
enum LinesForm: Hashable {
  /// Objects of JSON.
  case records
  /// Plain text.
  case text

  var title: String {
    switch self {
    case .records: "JSON Lines"
    case .text: "text"
    }
  }
}

extension InferenceModel {
  /// What the lines of a feed are, of which each can be answered before the next one is there; nil where all have to
  /// be there first.
  func formOfLines(_ feed: LineFeed) throws -> LinesForm? {
    guard let line = try feed.firstLine() else { return nil }
    if isToldPlainText { return .text }
    if line.first(where: { !$0.isBlank }) == UInt8(ascii: "{") {
      let members = (try? JSONParser.parse(line))?.members
      // Sentences of one document are read together.
      let isAlone = members.map { !$0.contains { $0.key == "document" } } ?? false
      return isAlone ? .records : nil
    }
    return feed.isTerminal ? .text : nil
  }

  /// What answers are of, so that others are not taken for them.
  func identity(
    of request: AnswerRequest, _ checksum: UInt32, _ settings: some Settings,
    _ data: some TaskData
  ) throws -> JSONValue {
    .object([
      "version": .string(ProgramVersion.current),
      "input": .string(Checksum.digits(checksum)),
      "model": .string(Checksum.digits(try archive.weights.checksum())),
      "task": settings.json, "data": data.json,
    ])
  }
}

extension UnfinishedAnswers {
  /// Lets a signal end the work with a word on what is kept.
  func heed() {
    InterruptFlag.current.heed(
      atStake: "the answers of the last moments", within: .seconds(2),
      advice: summary)
  }
}
