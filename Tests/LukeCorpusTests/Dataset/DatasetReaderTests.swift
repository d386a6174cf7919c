import Foundation
import LukeCorpus
import LukeTestSupport
import Testing

@Suite struct DatasetReaderTests {
  /// Runs `body` with the folder of a whole data set.
  private func withDataset(_ body: (_ path: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      _ = try sampleBuilder(path).build(next: pull(sampleCorpus))
      try body(path)
    }
  }

  private func edit(_ file: String, _ change: (inout String) -> Void) throws {
    var text = try String(contentsOfFile: file, encoding: .utf8)
    change(&text)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
  }

  @Test func settingsComeBack() throws {
    try withTemporaryFolder { folder in
      let origin = sampleOrigin {
        $0.language = "de"
        $0.settings.sentences = .lines
        $0.settings.takesAbstractsOnly = true
        $0.settings.includesUnknownEntities = true
        $0.settings.includesSentencesWithoutEntities = true
        $0.settings.minimumSentenceLength = 2
        $0.settings.maximumEntityCount = 9
        $0.settings.maximumMentionLength = 4
      }
      let path = folder.path + "/set"
      _ = try sampleBuilder(path, origin).build(next: pull(sampleCorpus))
      #expect(try DatasetReader(folder: path).manifest.origin == origin)
    }
  }

  @Test func largeIDsAndLongLists() throws {
    // Ids beyond 16 bits are stored in 32.
    var block = ExampleBlock()
    let examples = [
      PretrainingExample(
        documentEntity: Int32.max, words: [0, 65_536, Int32.max, 7],
        mentions: [
          EntityMention(entity: 0, start: 0, end: 4),
          EntityMention(entity: Int32.max, start: 4, end: 4),
        ]), PretrainingExample(words: []),
      PretrainingExample(words: Array(repeating: 65_535, count: 65_533)),
    ]
    for example in examples { block.append(example) }
    #expect((0..<3).map(block.example) == examples)
    let again = try #require(ExampleBlock(block.encoded(), count: 3))
    #expect(again == block)
    #expect(ExampleBlock(block.encoded(), count: 2) == nil)
    #expect(ExampleBlock(Array(block.encoded().dropLast()), count: 3) == nil)
    #expect(ExampleBlock([], count: 0) == nil)
    var narrow = ExampleBlock()
    narrow.append(PretrainingExample(words: [1, 65_535]))
    #expect(narrow.encoded().count == 8 + 8 + 4)
    #expect(ExampleBlock(narrow.encoded(), count: 1) == narrow)
  }

  @Test func mentionsOutsideOfTheirExampleAreDamage() {
    var block = ExampleBlock()
    block.append(
      PretrainingExample(words: [1], mentions: [EntityMention(entity: 1, start: 1, end: 2)]))
    #expect(ExampleBlock(block.encoded(), count: 1) == nil)
  }

  @Test func missingAndUnfinishedDataSets() throws {
    #expect(
      anyMessage { _ = try DatasetReader(folder: "/nowhere/set") }
        == "/nowhere/set/dataset.json: no such file")
    try withDataset { path in
      try FileManager.default.removeItem(atPath: path + "/dataset.json")
      #expect(
        anyMessage { _ = try DatasetReader(folder: path) }
          == "\(path): no data set: it has no dataset.json")
      try Data().write(to: URL(filePath: path + "/progress.json"))
      #expect(
        anyMessage { _ = try DatasetReader(folder: path) } == """
          \(path): the data set is not built to its end; start building it again to go on
          """)
    }
  }

  @Test func damagedManifests() throws {
    try withDataset { path in
      let file = path + "/dataset.json"
      let whole = try String(contentsOfFile: file, encoding: .utf8)
      func message(_ change: (inout String) -> Void) throws -> String {
        try whole.write(toFile: file, atomically: true, encoding: .utf8)
        try edit(file, change)
        return anyMessage { _ = try DatasetReader(folder: path) }
      }
      #expect(
        try message { $0.exchange("\"version\" : 1", with: "\"version\" : 2") } == """
          \(file): "version": the data set has version 2, this program reads version 1
          """)
      #expect(
        try message { $0.exchange("luke-train pretraining dataset", with: "other") }
          == "\(file): \"format\": this is no data set for pretraining")
      #expect(
        try message { $0.exchange("\"mentions\"", with: "\"menttions\"") }
          == "\(file): key \"contents.mentions\" is missing")
      #expect(
        try message { $0.exchange("\"sentences\" : \"en\"", with: "\"sentences\" : \"opennlp\"") }
          == """
          \(file): "origin.settings.sentences": expected the name of a way to split sentences
          """)
      #expect(try message { $0 = String($0.dropLast(30)) }.contains(": is not valid JSON: "))
      #expect(try message { $0 = "" }.hasPrefix("\(file):1:1: is not valid JSON"))
      #expect(
        try message { $0.exchange("shard-00001.zst", with: "../set/shard-00001.zst") }
          == "\(file): lists \"../set/shard-00001.zst\", which is not the name of a file beside it")
      let count = try packedSample().count
      let contents = "\"examples\" : \(count),"
      #expect(
        try message { $0.exchange(contents, with: "\"examples\" : 3,") }
          == "\(file): it counts 3 examples, its shards \(count)")
    }
  }

  @Test func damagedShards() throws {
    try withDataset { path in
      let reader = try DatasetReader(folder: path)
      let file = path + "/shard-00001.zst"
      let whole = [UInt8](try Data(contentsOf: URL(filePath: file)))
      func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: file)) }

      var bytes = whole
      bytes[20] ^= 1
      try write(bytes)
      let damaged = try DatasetReader(folder: path)
      #expect(
        anyMessage { for number in 0..<damaged.count { _ = try damaged.example(at: number) } }
          == "\(file): block 0, at byte 0, is damaged")
      let crc = reader.manifest.contents.shards[1].crc32
      #expect(
        anyMessage { try damaged.verify() }
          == "\(file): its CRC-32 is not \(crc), as dataset.json says")
      let sampler = DatasetSampler(damaged, seed: 3)
      #expect(
        anyMessage { _ = try sampler.examples(epoch: 0, positions: 0..<damaged.count) }
          == "\(file): block 0, at byte 0, is damaged")

      try write(Array(whole.dropLast(9)))
      #expect(anyMessage { _ = try DatasetReader(folder: path) }.hasPrefix(file + ": "))
      let other = try Data(contentsOf: URL(filePath: path + "/shard-00000.zst"))
      try other.write(to: URL(filePath: file))
      #expect(
        anyMessage { _ = try DatasetReader(folder: path) }
          .hasPrefix(
            "\(file): it is not the file that dataset.json lists: \(other.count) bytes and "))
      try FileManager.default.removeItem(atPath: file)
      #expect(
        anyMessage { _ = try DatasetReader(folder: path) } == "\(file): no such file or folder")
    }
  }

  @Test func verifyingMayBeInterrupted() throws {
    struct Stop: Error {}
    try withDataset { path in
      let reader = try DatasetReader(folder: path)
      #expect(throws: Stop.self) { try reader.verify { throw Stop() } }
    }
  }

  @Test func manyThreadsRead() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.path + "/set"
      _ = try sampleBuilder(path).build(next: pull(sampleCorpus))
      let reader = try DatasetReader(folder: path)
      let expected = try packedSample()
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for start in 0..<4 {
          group.addTask {
            try stride(from: start, to: reader.count, by: 3).allSatisfy {
              try reader.example(at: $0) == expected[$0]
            }
          }
        }
        for try await isSame in group { #expect(isSame) }
      }
    }
  }
}

extension String {
  /// Puts `new` where `old` first is.
  fileprivate mutating func exchange(_ old: String, with new: String) {
    if let place = range(of: old) { replaceSubrange(place, with: new) }
  }
}
