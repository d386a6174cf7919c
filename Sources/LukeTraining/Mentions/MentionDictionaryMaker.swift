import LukeCorpus
import LukeData
import LukeSystem
import LukeTasks

/// Makes a mention dictionary: which titles the texts of a corpus's links lead to, and how often these texts
/// are links.
public enum MentionDictionaryMaker {
  /// Reads corpora twice, once for their links and once for where the texts of these stand, and writes the
  /// dictionary.
  /// - Parameters:
  ///   - inputs: corpus folders, or files that a corpus can be made of, or patterns of both.
  ///   - file: the place to write, JSON Lines, packed where it ends with `.zst`.
  ///   - reading: how files are read; the language is noted in the dictionary.
  ///   - settings: which texts and titles are kept.
  ///   - isReplacing: whether a file that is there is replaced.
  ///   - observer: is told what happens.
  /// - Throws: a `UserError`, also where nothing would be in the dictionary.
  public static func make(
    of inputs: [String], in file: String, reading: CorpusSettings = .init(),
    _ settings: MentionDictionarySettings = .init(), isReplacing: Bool = false,
    observer: any RunObserver = RunObservers()
  ) throws {
    if let end = [".gz", ".bz2", ".xz", ".zip"].first(where: file.hasSuffix) {
      throw TrainingError.usage(
        "\(file): is not packed as \(end); a name that ends with .zst is packed, any other is not")
    }
    let inputs = try InputPatterns.expanded(inputs, takesCorpora: true, observer)
    let place = OutputPlace(file, reading: inputs, isReplacing: isReplacing)
    try place.withClaimOnFile {
      let opened = try inputs.map { try LinkedInput($0, reading) }
      try RepeatedPaths.notes(ofInputs: inputs).forEach(observer.note)
      InterruptFlag.current.heedMaking("the mention dictionary")
      try build(opened, inputs.joined(separator: ", "), reading, settings, to: file, observer)
    }
  }

  private static func build(
    _ inputs: [LinkedInput], _ names: String, _ reading: CorpusSettings,
    _ settings: MentionDictionarySettings, to file: String, _ observer: any RunObserver
  ) throws {
    var (links, found) = (LinkTexts(settings), LinkedInput.Reading())
    for input in inputs {
      let part = try input.read(.countingLinks, isFirst: true, observer) { documents in
        var links = LinkTexts(settings)
        links.add(documents)
        return links
      } consume: {
        links.merge($0)
      }
      found.counts.add(part.counts)
      found.redirects.add(contentsOf: part.redirects)
      found.language = found.language ?? part.language
    }
    try checkLinks(links, found.counts, names, reading)
    let candidates = MentionCandidates(links, settings, resolve: found.redirects.resolve)
    var occurrences = OccurrenceTable(count: candidates.count)
    for input in inputs {
      _ = try input.read(.countingMentions, isFirst: false, observer) { documents in
        var found = TextOccurrences()
        found.add(documents, candidates, settings)
        return found
      } consume: {
        occurrences.add($0)
      }
    }
    let writer = MentionDictionaryWriter(candidates, occurrences, settings)
    if writer.textCount == 0 {
      throw TrainingError.badData(
        "\(names): none of the texts of \(counted(links.linkCount, "link")) would be in the dictionary; give "
          + "a lower --min-count than \(settings.minimumCount), a lower --min-link-probability than "
          + "\(settings.minimumLinkProbability), or a higher --max-words than \(settings.maximumWordCount)"
      )
    }
    try writer.write(to: file, language: reading.language ?? found.language, found: links)
    try tell(writer, links, candidates, settings, file, observer)
  }

  private static func checkLinks(
    _ links: LinkTexts, _ counts: CorpusCounts, _ names: String, _ reading: CorpusSettings
  ) throws {
    if links.documentCount == 0 {
      throw TrainingError.badData("\(names): \(counts.reasonForNothing(reading.dumps))")
    }
    if links.linkCount == 0 {
      throw TrainingError.badData(
        "\(names): there are no links in \(counted(links.documentCount, "document")), so there are no "
          + "mentions; links are read from dumps, and from JSON Lines with \"entities\" of \"start\", \"end\" and "
          + "\"title\"")
    }
  }

  private static func tell(
    _ writer: MentionDictionaryWriter, _ links: LinkTexts, _ candidates: MentionCandidates,
    _ settings: MentionDictionarySettings, _ file: String, _ observer: any RunObserver
  ) throws {
    if links.longCount > 0 {
      try observer.note(
        "\(counted(links.longCount, "link")) left out: more words than --max-words, "
          + "\(settings.maximumWordCount)")
    }
    if candidates.leftOutCount > 0 {
      try observer.note(
        "\(counted(Int(candidates.leftOutCount), "link")) to titles left out: fewer for their text than "
          + "--min-count, \(settings.minimumCount), or behind the first --max-titles, "
          + "\(settings.maximumTitleCount)")
    }
    let rare = candidates.count - writer.textCount
    if rare > 0 {
      try observer.note(
        "\(counted(rare, "text")) left out: links less often than --min-link-probability, "
          + "\(settings.minimumLinkProbability), or nowhere between words")
    }
    let sums = writer.sums
    try observer.observe(
      .wrote(
        RunOutput(
          file,
          "\(counted(writer.textCount, "text")) with \(counted(sums.titles, "title")), "
            + "\(sums.links) of \(counted(links.linkCount, "link"))")))
  }
}
