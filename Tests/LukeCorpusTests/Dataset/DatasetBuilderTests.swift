import Foundation
import LukeCorpus
import LukeTestSupport
import Testing

@Suite struct DatasetBuilderTests {
  private struct Stop: Error {}

  @Test func examplesComeBack() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      let result = try sampleBuilder(path).build(next: pull(sampleCorpus))
      let expected = try packedSample()
      let reader = try DatasetReader(folder: path)
      #expect(reader.count == expected.count)
      #expect(try (0..<reader.count).map(reader.example) == expected)
      #expect(try (0..<reader.count).reversed().map(reader.example) == expected.reversed())
      #expect((0..<reader.count).map(reader.wordCount) == expected.map(\.words.count))
      #expect((0..<reader.count).map(reader.mentionCount) == expected.map(\.mentions.count))
      let contents = result.manifest.contents
      #expect(reader.manifest == result.manifest)
      #expect(contents.examples == expected.count)
      #expect(contents.words == expected.reduce(0) { $0 + $1.words.count })
      #expect(contents.mentions == expected.reduce(0) { $0 + $1.mentions.count })
      #expect(contents.documents == sampleCorpus.count { !$0.paragraphs.isEmpty })
      #expect(contents.shards.count > 3)
      #expect(!result.wasThere && result.resumedAt == 0 && result.heldOut == nil)
      try reader.verify()
    }
  }

  @Test func threadsMakeNoDifference() throws {
    try withTemporaryFolder { folder in
      let origin = sampleOrigin { $0.heldOutFraction = 0.3 }
      let all = try [1, 2, 3].map { threads in
        let path = folder.path + "/\(threads)"
        _ = try sampleBuilder(path, origin, threads: threads, heldOut: path + "-held")
          .build(next: pull(sampleCorpus))
        return [try files(of: path), try files(of: path + "-held")]
      }
      #expect(all[0] == all[1] && all[0] == all[2])
      #expect(all[0][0].keys.sorted().first == "dataset.json")
    }
  }

  @Test(arguments: [1, 3])
  func brokenOffBuildsGoOn(threads: Int) throws {
    try withTemporaryFolder { folder in
      let origin = sampleOrigin { $0.heldOutFraction = 0.2 }
      let whole = folder.path + "/whole"
      _ = try sampleBuilder(whole, origin, heldOut: whole + "-held").build(next: pull(sampleCorpus))
      let path = folder.path + "/set"
      let builder = sampleBuilder(path, origin, threads: threads, heldOut: path + "-held")
      var resumed: [Int] = []
      // Stops ever later, so that every build gets a little farther.
      for stop in stride(from: 16, through: 224, by: 32) {
        #expect(throws: Stop.self) {
          _ = try builder.build(next: pull(sampleCorpus)) { progress in
            if progress.sources >= stop { throw Stop() }
          }
        }
        let names = try files(of: path).keys
        #expect(!names.contains("dataset.json"))
        #expect(names.allSatisfy { !$0.hasPrefix(".") })
      }
      let result = try builder.build(next: pull(sampleCorpus)) { resumed.append($0.sources) }
      #expect(result.resumedAt > 100)
      #expect(resumed.first ?? 0 > result.resumedAt && resumed.last == sampleCorpus.count)
      #expect(try files(of: path) == files(of: whole))
      #expect(try files(of: path + "-held") == files(of: whole + "-held"))
    }
  }

  @Test func shardsBehindTheJournalAreWrittenAgain() throws {
    try withTemporaryFolder { folder in
      let whole = folder.path + "/whole"
      _ = try sampleBuilder(whole).build(next: pull(sampleCorpus))
      let path = folder.path + "/set"
      _ = try? sampleBuilder(path).build(next: pull(sampleCorpus)) {
        if $0.contents.shards.count == 2 { throw Stop() }
      }
      // As a killed build leaves them: a shard that the journal does not know, and part of one.
      try Data("old".utf8).write(to: URL(filePath: path + "/shard-00002.zst"))
      try Data("part".utf8).write(to: URL(filePath: path + "/.shard-00003.zst.partial-999999999"))
      let result = try sampleBuilder(path).build(next: pull(sampleCorpus))
      #expect(result.resumedAt > 0)
      #expect(try files(of: path) == files(of: whole))
    }
  }

  @Test func wholeDataSetsAreLeftAlone() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      let first = try sampleBuilder(path).build(next: pull(sampleCorpus))
      // As a build leaves it that is killed in its last moment.
      try Data().write(to: URL(filePath: path + "/progress.json"))
      let second = try sampleBuilder(path, threads: 2).build(next: {
        Issue.record("nothing needs to be read")
        return LinkedDocument?.none
      })
      #expect(second.wasThere && second.manifest == first.manifest)
      #expect(try files(of: path)["progress.json"] == nil)
    }
  }

  @Test func otherInputsAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      _ = try sampleBuilder(path).build(next: pull(sampleCorpus))
      let other = sampleOrigin {
        $0.digests["corpus"] = "other"
        $0.settings.maximumMentionLength = 3
      }
      #expect(
        anyMessage { _ = try sampleBuilder(path, other).build(next: pull(sampleCorpus)) } == """
          \(path): it has a data set that differs in corpus, settings; name another folder, or build \
          anew
          """)
      var builder = sampleBuilder(path, other)
      builder.startsAnew = true
      try Data("mine".utf8).write(to: URL(filePath: path + "/notes.txt"))
      let result = try builder.build(next: pull(sampleCorpus))
      #expect(result.manifest.origin == other && !result.wasThere)
      #expect(try files(of: path)["notes.txt"] == Data("mine".utf8))
    }
  }

  @Test func brokenOffBuildsOfOtherInputsAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      let stopped = sampleBuilder(path)
      _ = try? stopped.build(next: pull(sampleCorpus)) {
        if $0.contents.shards.count == 2 { throw Stop() }
      }
      let other = sampleOrigin { $0.examplesPerShard = 61 }
      #expect(
        anyMessage { _ = try sampleBuilder(path, other).build(next: pull(sampleCorpus)) } == """
          \(path): it has a data set that differs in examples_per_shard; name another folder, or \
          build anew
          """)
      #expect(
        anyMessage { _ = try stopped.build(next: pull(Array(sampleCorpus[..<5]))) }
          .hasSuffix("items, there are only 5 now; the source has changed: build anew"))
      try Data("x".utf8).write(to: URL(filePath: path + "/shard-00001.zst"))
      #expect(
        anyMessage { _ = try stopped.build(next: pull(sampleCorpus)) }
          .hasPrefix("\(path)/shard-00001.zst: it is not the shard of "))
      try Data("{".utf8).write(to: URL(filePath: path + "/progress.json"))
      #expect(
        anyMessage { _ = try stopped.build(next: pull(sampleCorpus)) }
          .hasPrefix("\(path)/progress.json:1:2: is not valid JSON"))
    }
  }

  @Test func heldOutDocumentsAreTheOthers() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      let origin = sampleOrigin { $0.heldOutFraction = 0.25 }
      let result = try sampleBuilder(path, origin, heldOut: folder.path + "/held")
        .build(next: pull(sampleCorpus))
      let main = try DatasetReader(folder: path)
      let held = try DatasetReader(folder: folder.path + "/held")
      #expect(held.manifest.isHeldOut && !main.manifest.isHeldOut)
      #expect(held.manifest == result.heldOut)
      let all = try (0..<main.count).map(main.example) + (0..<held.count).map(held.example)
      let expected = try packedSample()
      #expect(all.count == expected.count)
      #expect(Set(all) == Set(expected))
      let share =
        Double(held.manifest.contents.documents)
        / Double(held.manifest.contents.documents + main.manifest.contents.documents)
      #expect((0.15...0.35).contains(share))

      // A document with a title stays where it is when the corpus changes before it.
      let titled = sampleCorpus.filter { $0.title != nil }
      let again = folder.path + "/again"
      _ = try sampleBuilder(again, origin, heldOut: again + "-held").build(next: pull(titled))
      let heldAgain = try DatasetReader(folder: again + "-held")
      let examples = try (0..<heldAgain.count).map(heldAgain.example)
      #expect(Set(examples).isSubset(of: Set(try (0..<held.count).map(held.example))))
    }
  }

  @Test func noDocuments() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/deep/set"
      let result = try sampleBuilder(path, threads: 2).build(next: { LinkedDocument?.none })
      #expect(result.manifest.contents.shards.isEmpty && result.manifest.contents.examples == 0)
      let reader = try DatasetReader(folder: path)
      #expect(reader.count == 0)
      try reader.verify()
      let sampler = DatasetSampler(reader, seed: 1)
      #expect(try sampler.examples(epoch: 0, positions: 0..<0) == [])
    }
  }

  @Test func itemsMayBeNoDocuments() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      var number = -1
      let result = try sampleBuilder(path, threads: 3).build(
        next: {
          number += 1
          return number < sampleCorpus.count ? number : nil
        }, document: { $0 % 2 == 0 ? sampleCorpus[$0] : nil })
      let expected = try packedSample(
        sampleCorpus.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
      let reader = try DatasetReader(folder: path)
      #expect(try (0..<reader.count).map(reader.example) == expected)
      #expect(result.manifest.contents.examples == expected.count)
    }
  }

  @Test func errorsOfDocumentsPassThrough() throws {
    try withTemporaryFolder { folder in
      for threads in [1, 3] {
        #expect(throws: Stop.self) {
          _ = try sampleBuilder(folder.path + "/set", threads: threads).build(
            next: pull(sampleCorpus), document: { _ in throw Stop() })
        }
      }
    }
  }

  @Test func oneExampleABlockAndAShard() throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      let origin = sampleOrigin {
        $0.examplesPerBlock = 1
        $0.examplesPerShard = 1
      }
      let documents = Array(sampleCorpus[30..<50])
      let result = try sampleBuilder(path, origin).build(next: pull(documents))
      #expect(result.manifest.contents.shards.count == result.manifest.contents.documents)
      let reader = try DatasetReader(folder: path)
      #expect(try (0..<reader.count).map(reader.example) == packedSample(documents, origin))
    }
  }

  @Test(
    arguments: [
      (
        "held_out_fraction is 1.0; it must be at least 0 and less than 1",
        Change { $0.heldOutFraction = 1 }
      ),
      (
        "held_out_fraction is nan; it must be at least 0 and less than 1",
        Change { $0.heldOutFraction = .nan }
      ),
      (
        "examples_per_block is 0; it must be from 1 to 16777216", Change { $0.examplesPerBlock = 0 }
      ),
      (
        "examples_per_shard is 0; it must be from 1 to 16777216", Change { $0.examplesPerShard = 0 }
      ),
      (
        "documents are to be held out, which needs a folder of their own",
        Change { $0.heldOutFraction = 0.1 }
      ),
      (
        "max_entity_count is 0; it must be from 1 to 65535",
        Change { $0.settings.maximumEntityCount = 0 }
      ),
    ] as [(String, Change<DatasetOrigin>)])
  func badSettings(fault: String, change: Change<DatasetOrigin>) {
    #expect(
      anyMessage {
        _ = try sampleBuilder("/nowhere", sampleOrigin(change.apply)).build(next: pull([]))
      } == "settings of the data set: " + fault)
  }
}
