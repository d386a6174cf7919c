import Foundation
import LukeData
import LukeSystem
import LukeText

/// Builds a data set from documents.
///
/// Building that was broken off goes on after the last shard that was ended, when it is started again
/// with the same inputs; what comes out is the same to the byte, for any number of threads, too.
package struct DatasetBuilder: Sendable {
  /// How far building has come.
  package struct Progress: Hashable, Sendable {
    /// Items of the source taken, those of a broken-off build that were skipped included.
    package var sources: Int
    /// What the data set holds so far.
    package var contents: DatasetContents
    /// What the held-out data set holds so far.
    package var heldOut: DatasetContents
  }

  /// What was built.
  package struct Result: Hashable, Sendable {
    /// The data set.
    package var manifest: DatasetManifest
    /// The held-out data set, where one was asked for.
    package var heldOut: DatasetManifest?
    /// Whether it was there already, whole.
    package var wasThere: Bool
    /// How many items of the source an earlier, broken-off build had taken; 0 for none.
    package var resumedAt: Int
  }

  /// The folder of the data set; it is created.
  package var folder: String
  /// The folder of the held-out data set; needed when the origin asks for one.
  package var heldOutFolder: String?
  /// What the data set is built from; its digests must identify the tokenizer, the entities and the
  /// documents given.
  package var origin: DatasetOrigin
  /// The tokenizer.
  package var tokenizer: Tokenizer
  /// What titles mean.
  package var entities: EntityLookup
  /// The number of threads that make examples; one more waits and writes.
  package var threads: Int
  /// Whether what is in the folders is removed first.
  package var startsAnew = false

  package init(
    folder: String, heldOutFolder: String? = nil, origin: DatasetOrigin, tokenizer: Tokenizer,
    entities: EntityLookup, threads: Int
  ) {
    self.folder = folder
    self.heldOutFolder = heldOutFolder
    self.origin = origin
    self.tokenizer = tokenizer
    self.entities = entities
    self.threads = threads
  }

  /// Builds from documents that `next` gives one after the other, nil at the end.
  package func build(
    next: () throws -> LinkedDocument?, progress: (Progress) throws -> Void = { _ in }
  ) throws -> Result {
    try build(next: next, document: { $0 }, progress: progress)
  }

  /// Builds from items that are made documents by the threads that make examples of them.
  ///
  /// `next` gives one item after the other, nil at the end, and must give the same ones whenever
  /// building is started again. `document` gives nil for an item that is no document. `progress` is
  /// called every now and then; it may throw to stop building. Throws what these throw, `DataError`
  /// and `FileError`.
  package func build<Source: Sendable>(
    next: () throws -> Source?,
    document: @escaping @Sendable (Source) throws -> LinkedDocument?,
    progress: (Progress) throws -> Void = { _ in }
  ) throws -> Result {
    let output = try BuildOutput(self)
    if let whole = output.whole { return whole }
    let first = output.sources
    for taken in 0..<first {
      guard try next() != nil else { throw Self.shrunkSource(folder, first, taken) }
      if taken % 4096 == 4095 { try progress(output.progress) }
    }
    let choice = HeldOutChoice(fraction: origin.heldOutFraction)
    var number = first
    try OrderedPipeline.run(
      next: { try nextChunk(next, &number) }, threads: threads,
      makeWorker: { [tokenizer, entities, settings = origin.settings] in
        try SequencePacker(tokenizer: tokenizer, entities: entities, settings: settings)
      },
      transform: { packer, chunk in
        try chunk.items.enumerated().map { offset, item -> PackedDocument in
          guard let document = try document(item) else { return PackedDocument() }
          return PackedDocument(
            examples: packer.examples(of: document), leftOut: packer.leftOut,
            isHeldOut: choice.holdsOut(title: document.title, number: chunk.first + offset))
        }
      },
      consume: { (documents: [PackedDocument]) in
        for document in documents { try output.take(document) }
        try progress(output.progress)
      })
    return try output.finish()
  }

  private static func shrunkSource(_ folder: String, _ before: Int, _ now: Int) -> DataError {
    .unsuitable(
      file: folder,
      reason: "the broken-off build had taken \(before) items, there are only \(now) now; "
        + "the source has changed: build anew")
  }

  /// How many items a thread takes at once.
  private static let chunkCount = 16

  private struct Chunk<Source: Sendable>: Sendable {
    var first: Int
    var items: [Source]
  }

  private func nextChunk<Source: Sendable>(
    _ next: () throws -> Source?, _ number: inout Int
  ) throws -> Chunk<Source>? {
    var chunk = Chunk<Source>(first: number, items: [])
    while chunk.items.count < Self.chunkCount, let item = try next() { chunk.items.append(item) }
    number += chunk.items.count
    return chunk.items.isEmpty ? nil : chunk
  }
}

/// What became of one item of the source.
struct PackedDocument: Sendable {
  var examples: [PretrainingExample] = []
  var leftOut = LeftOutText()
  var isHeldOut = false
}
