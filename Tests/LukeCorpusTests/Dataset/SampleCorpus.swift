import Foundation
import LukeCorpus
import LukeTestSupport

/// Documents made by chance, always the same ones.
let sampleCorpus: [LinkedDocument] = {
  var generator = SeededGenerator(seed: 11)
  return (0..<230).map { number in
    let count = number == 40 ? 200 : Int.random(in: 0...6, using: &generator)
    let paragraphs = (0..<count).map { _ in
      linked(
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          "Word \(Int.random(in: 0..<99, using: &generator)) and "
            + "[[thing|e\(Int.random(in: 2..<90, using: &generator))]] so."
        }.joined(separator: " "))
    }
    return LinkedDocument(
      title: number % 5 == 0 ? nil : number % 2 == 0 ? "e\(number)" : "Title \(number)",
      paragraphs: paragraphs)
  }
}()

/// How the tests build: small shards and blocks.
func sampleOrigin(_ change: (inout DatasetOrigin) -> Void = { _ in }) -> DatasetOrigin {
  var origin = DatasetOrigin(
    digests: ["tokenizer": "bytes", "corpus": "sample"], examplesPerBlock: 7, examplesPerShard: 60)
  origin.settings.maximumSequenceLength = 64
  change(&origin)
  return origin
}

func sampleBuilder(
  _ folder: String, _ origin: DatasetOrigin = sampleOrigin(), threads: Int = 1,
  heldOut: String? = nil
) -> DatasetBuilder {
  DatasetBuilder(
    folder: folder, heldOutFolder: heldOut, origin: origin, tokenizer: byteTokenizer,
    entities: numberedEntities, threads: threads)
}

/// Gives the documents of a corpus one after the other.
func pull(_ documents: [LinkedDocument]) -> () -> LinkedDocument? {
  var iterator = documents.makeIterator()
  return { iterator.next() }
}

/// All files of a folder by name.
func files(of folder: String) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
    files[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
  }
  return files
}

/// What the documents give without a data set between.
func packedSample(
  _ documents: [LinkedDocument] = sampleCorpus, _ origin: DatasetOrigin = sampleOrigin()
) throws -> [PretrainingExample] {
  let packer = try SequencePacker(
    tokenizer: byteTokenizer, entities: numberedEntities, settings: origin.settings)
  return documents.flatMap(packer.examples)
}

/// The message of whatever `body` throws.
func anyMessage(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}

/// A change of settings, as an argument of tests.
struct Change<Settings>: Sendable {
  let apply: @Sendable (inout Settings) -> Void

  init(_ apply: @escaping @Sendable (inout Settings) -> Void) { self.apply = apply }
}
