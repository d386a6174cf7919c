import Foundation
import LukeSystem

@testable import LukeCorpus
@testable import LukeFiles

/// Files of blocks, data sets and corpora made of them, with their manifests.
let datasetTargets = [
  FuzzTarget(
    "block-file", words: ["LUKE-BLK"],
    seeds: {
      [[0] + (try SampleDataset.files["shard-00000.zst"] ?? []), [1, 1] + SampleDataset.index]
    }
  ) { input in
    var choices = Choices(input)
    // Changed bytes, or a changed index with right sums.
    let isIndex = choices.flag()
    let bytes = isIndex ? blockFile(index: choices) : choices.bytes
    let (file, table) = try BlockFile.open(path: Surroundings.shared.file(of: bytes))
    expect(table.count <= 1 << 24, "a table larger than any input")
    for number in file.blocks.indices { _ = try file.content(ofBlock: number) }
  },
  FuzzTarget("example-block", seeds: { [[2] + SampleDataset.block.encoded()] }) { input in
    var choices = Choices(input)
    let count = choices.one(of: Array(0..<256))
    guard let block = ExampleBlock(choices.bytes, count: count) else { return }
    for number in 0..<block.count { _ = block.example(at: number) }
    expect(block.count == count, "another number of examples")
  },
  FuzzTarget(
    "data-set",
    words: ["../shard-00000.zst", "/etc/passwd", "..", "\"shards\"", "\"file\"", "\"examples\""]
      + ["9223372036854775807", "-1", "null", "\"size\"", "\"crc32\"", "\"settings\""],
    seeds: { [try SampleDataset.files["dataset.json"] ?? []] }
  ) { input in
    var files = try SampleDataset.files
    files["dataset.json"] = input
    let reader = try DatasetReader(folder: Surroundings.shared.folder("data", holding: files))
    for number in 0..<reader.count { _ = try reader.example(at: number) }
    try reader.verify()
  },
  FuzzTarget(
    "corpus-folder",
    words: ["../documents-00000.jsonl.zst", "/etc/passwd", "..", "\"shards\"", "\"redirects\""]
      + ["\"file\"", "\"size\"", "\"crc32\"", "\"count\"", "9223372036854775807", "-1", "null"],
    seeds: { [try SampleDataset.corpusFiles["corpus.json"] ?? []] }
  ) { input in
    var files = try SampleDataset.corpusFiles
    files["corpus.json"] = input
    let corpus = try CorpusFolder(Surroundings.shared.folder("corpus", holding: files))
    for block in corpus.blocks { _ = try block.documents() }
    _ = try corpus.redirects()
  },
]

/// A file of one block with an index that is given.
private func blockFile(index choices: Choices) -> [UInt8] {
  var choices = choices
  let count = choices.one(of: [1, 0, 2, 255])
  let index = choices.bytes
  let block = SampleDataset.compressedBlock
  let frame = index.withUnsafeBytes { Zstandard.compress($0, level: 1) }
  let start = block + BlockFileFormat.skippableHeader(count: frame.count)
  return start + frame
    + BlockFileFormat.trailer(
      indexOffset: start.count, indexStoredCount: frame.count, indexCount: index.count,
      indexChecksum: index.withUnsafeBytes { Checksum(of: $0).value }, blockCount: count)
}

/// A data set and a corpus of next to nothing.
private enum SampleDataset {
  static let block: ExampleBlock = {
    var block = ExampleBlock()
    block.append(
      PretrainingExample(
        documentEntity: 3, words: [5, 6, 7], mentions: [EntityMention(entity: 3, start: 0, end: 2)])
    )
    block.append(PretrainingExample(documentEntity: nil, words: [8], mentions: []))
    return block
  }()

  static let compressedBlock = block.encoded().withUnsafeBytes { Zstandard.compress($0, level: 1) }

  /// The index of a file of that block.
  static let index: [UInt8] = {
    let content = block.encoded()
    let sum = content.withUnsafeBytes { Checksum(of: $0).value }
    return littleEndian(compressedBlock.count, 4) + littleEndian(content.count, 4)
      + littleEndian(Int(sum), 4) + littleEndian(2, 4) + [3, 0, 1, 0, 1, 0, 0, 0]
  }()

  /// The files of a data set.
  static var files: [String: [UInt8]] { get throws { try made.get().dataset } }

  /// The files of a corpus.
  static var corpusFiles: [String: [UInt8]] { get throws { try made.get().corpus } }

  private static let made = Result { try make() }

  private static func make() throws -> (dataset: [String: [UInt8]], corpus: [String: [UInt8]]) {
    let root = FileManager.default.temporaryDirectory.path + "/luke-fuzzing-\(getpid())-samples"
    defer { try? FileManager.default.removeItem(atPath: root) }
    for name in ["data", "corpus"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + name, withIntermediateDirectories: true)
    }
    let writer = DatasetWriter(
      folder: root + "/data", origin: DatasetOrigin(), isHeldOut: false, contents: DatasetContents()
    )
    try writer.append((0..<block.count).map(block.example))
    _ = try writer.finish()
    let shard = try BlockFileWriter(path: root + "/corpus/documents-00000.jsonl.zst")
    try shard.append(
      Array("{\"paragraphs\": [{\"text\": \"Rome.\", \"entities\": []}]}\n".utf8), itemCount: 1)
    _ = try shard.finish(table: [])
    let redirects = try BlockFileWriter(path: root + "/corpus/redirects.jsonl.zst")
    try redirects.append(Array("[\"Roma\", \"Rome\"]\n".utf8), itemCount: 1)
    _ = try redirects.finish(table: [])
    let manifest = CorpusManifest(
      language: "en", sources: [], settings: CorpusSettings(), counts: CorpusCounts(),
      shards: [try CorpusFolder.describe(root + "/corpus/documents-00000.jsonl.zst")],
      redirects: try CorpusFolder.describe(root + "/corpus/redirects.jsonl.zst"))
    try CorpusFolder.write(manifest, to: root + "/corpus")
    return (try contents(of: root + "/data"), try contents(of: root + "/corpus"))
  }

  private static func contents(of folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
    return files
  }
}
