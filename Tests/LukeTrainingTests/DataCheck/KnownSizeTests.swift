import LukeData
import LukeTasks
import LukeTraining
import Testing

/// Files that are nearly those of a public data set.
@Suite struct KnownSizeTests {
  private func texts(_ path: String, _ counts: String, key: String = "train") throws -> [String] {
    var file = CheckedData.File(path)
    file.description = counts + "; CoNLL, UTF-8"
    let data = CheckedData(
      kind: "named-entity-recognition", splits: [.init("data." + key, [file])])
    return KnownSizes.findings(in: data, try DatasetCatalog.read()).map(\.description)
  }

  @Test func aFileThatIsCutOff() throws {
    #expect(
      try texts("wnut17train.conll", "3000 sentences, 1 document, 1800 entities (person 3)") == [
        "wnut17train.conll: looks like wnut17train.conll of wnut17, which has 3394 sentences and 1975 entities, not "
          + "3000 sentences and 1800 entities; it may be cut off or changed; luke-train datasets verify wnut17 "
          + "checks it"
      ])
    // By its counts alone, under any name.
    #expect(
      try texts("mine.conll", "3390 sentences, 1974 entities") == [
        "mine.conll: looks like wnut17train.conll of wnut17, which has 3394 sentences and 1975 entities, not 3390 "
          + "sentences and 1974 entities; it may be cut off or changed; luke-train datasets verify wnut17 checks it"
      ])
    #expect(try texts("mine.conll", "3390 sentences, 1200 entities") == [])
    // Names that many sets have say nothing alone.
    #expect(try texts("data/train.txt", "17 sentences, 20 entities") == [])
    #expect(
      try texts("crossner/politics/train.txt", "17 sentences, 20 entities").first?.hasPrefix(
        "crossner/politics/train.txt: looks like train.txt of crossner-politics, ") == true)
  }

  @Test func whatIsWholeIsNotTold() throws {
    #expect(try texts("wnut17train.conll", "3394 sentences, 1 document, 1975 entities") == [])
    #expect(try texts("any.conll", "1287 sentences, 1079 entities", key: "test") == [])
    #expect(
      try texts("any.conll", "1287 sentences, 1079 entities") == [
        "any.conll: has the size of emerging.test.annotated, the test data of wnut17, and is trained on; name other "
          + "training data, if it is that file"
      ])
  }
}
