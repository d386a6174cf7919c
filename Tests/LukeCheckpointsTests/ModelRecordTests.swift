import Foundation
import LukeCheckpoints
import LukeFiles
import LukeTestSupport
import Testing

/// What a model knows about itself, in its files.
@Suite struct ModelRecordTests {
  static let record: ModelRecord = {
    var record = ModelRecord()
    record.program = "luke-train 0.1.0"
    record.created = "2026-11-27T17:15:02Z"
    record.trainingSeconds = 125.25
    (record.step, record.epoch, record.seed) = (24, 2.667, 3)
    record.start = .init(name: "luke-base", weights: "a LUKE")
    record.validation = .init(
      deciding: "f1", rank: 0.532,
      values: [.init(name: "f1", value: 0.532), .init(name: "PER/f1", value: 1)])
    record.test = .init(deciding: "f1", rank: 0.5, values: [.init(name: "f1", value: 0.5)])
    record.data = [
      .init(
        name: "train", examples: .init(150, "sentences"),
        files: [
          .init(
            name: "Zoë.conll", checksum: 0x0A1B_2C3D, part: "trained on",
            counts: [.init(150, "sentences"), .init(233, "entities")]),
          .init(name: "more.zip:train.conll", checksum: nil),
        ]), .init(name: "validation", examples: nil, files: []),
    ]
    record.machine = .init(
      processor: "A processor", cores: 2, threads: 1, memory: 8_000_000_000, kernels: "some library"
    )
    return record
  }()

  @Test(arguments: HDF5Compression.allCases)
  func aModelFileKeepsIt(_ compression: HDF5Compression) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      var archive = try exampleArchive()
      archive.record = Self.record
      try ModelFile.write(archive, to: path, compression: compression)
      #expect(try ModelFile.read(path).record == Self.record)
      try ModelFile.verify(path)
      // A copy is the same file.
      let copy = folder.appending(path: "copy.h5").path
      try ModelFile.write(ModelFile.read(path), to: copy, compression: compression)
      #expect(try Data(contentsOf: URL(filePath: copy)) == Data(contentsOf: URL(filePath: path)))
    }
  }

  @Test func aFolderKeepsIt() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "exported").path
      var archive = try exampleArchive()
      archive.record = Self.record
      try archive.writeHuggingFaceFolder(to: path)
      #expect(try ModelArchive(path: path).record == Self.record)
      let file = path + "/about.json"
      #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.record.text)
      // A file of another program is none of ours, and what is no JSON is told.
      try Data(#"{"name": "luke"}"#.utf8).write(to: URL(filePath: file))
      #expect(try ModelArchive(path: path).record == nil)
      try Data("{\n,}".utf8).write(to: URL(filePath: file))
      #expect(
        message { try ModelArchive(path: path) }
          == "\(file):2:1: expected a key in double quotes, found ,")
      try Data("[]".utf8).write(to: URL(filePath: file))
      #expect(message { try ModelArchive(path: path) } == "\(file): this is not a JSON object")
    }
  }

  @Test func modelsOfVersionsBeforeHaveNone() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      try ModelFile.write(try exampleArchive(), to: path)
      #expect(try HDF5File(path: path).contains("/about") == false)
      #expect(try ModelFile.read(path).record == nil)
    }
  }

  @Test func damageIsFound() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      var archive = try exampleArchive()
      archive.record = Self.record
      try ModelFile.write(archive, to: path)
      var bytes = try Data(contentsOf: URL(filePath: path))
      let place = try #require(bytes.range(of: Data("2026-11-27".utf8)))
      bytes[place.lowerBound] = UInt8(ascii: "3")
      try bytes.write(to: URL(filePath: path))
      #expect(message { try ModelFile.verify(path) }.hasPrefix("\(path): /about"))
    }
  }

  /// What another version writes is passed over, and what is of another kind is not known.
  @Test func otherKeysAndKinds() throws {
    let text = #"""
      {"program": 3, "step": 7.0, "epoch": "two", "news": [1], "scores": {"test": {"decides": "f1"}},
       "data": {"train": {"files": [{}, {"name": "a", "counts": {"b": "c"}}], "examples": 4}}, "machine": {}}
      """#
    let record = try ModelRecord(data: Data(text.utf8), file: "about.json")
    var expected = ModelRecord()
    expected.step = 7
    expected.data = [
      .init(
        name: "train", examples: .init(4, "examples"), files: [.init(name: "a", checksum: nil)])
    ]
    #expect(record == expected)
  }

  /// Where a tokenizer lay on somebody's disk does not travel with it; all else does, to the byte.
  @Test func pathsOfTokenizersAreNames() throws {
    try withTemporaryFolder { folder in
      var archive = try exampleArchive()
      let settings = #"""
        {"name_or_path": "/home/ada/models/luke-base/", "special_tokens_map_file": "/home/ada/map.json", "unk_token": "/", "tokenizer_file": null, "do_lower_case":   true}
        """#
      for (text, isKept) in [
        (settings, false), (settings.replacing("/home/ada/", with: "hub/"), true),
      ] {
        archive.storedTokenizer = StoredTokenizer(
          files: ["tokenizer_config.json": Data(text.utf8), "vocab.txt": Data("[PAD]\n".utf8)],
          origin: "example")
        let path = folder.appending(path: "model.h5").path
        try ModelFile.write(archive, to: path)
        let found = try #require(
          try ModelFile.read(path).storedTokenizer?.files["tokenizer_config.json"])
        let written = String(decoding: found, as: UTF8.self)
        #expect((written == text) == isKept)
        #expect(!written.contains("/home"))
        #expect(written.contains(#""unk_token": "/""#) && written.contains("map.json"))
        if !isKept { #expect(written.contains(#""name_or_path": "luke-base""#)) }
      }
    }
  }
}
