import Foundation
import LukeSystem
import LukeTasks
import LukeText

/// All that is made into what pretraining reads, as it is given: nothing is made of it yet.
struct PreparationInputs {
  /// The files, with their checksums and those of all else.
  let sources: PretrainingSources
  /// The tokenizer of the model; nil where one is to be learned.
  let tokenizer: Tokenizer?
  /// The entities of a file; nil where they are to be counted.
  let entities: EntityVocabulary?
  /// The checksum of the list of titles that are kept whatever their count; nil for none.
  let whiteList: UInt32?

  /// Reads all of it.
  init(
    _ model: OpenedModel, _ settings: PretrainingSettings, _ data: CorpusDataSettings,
    _ observer: any RunObserver
  ) throws {
    tokenizer = try model.tokenizerIfAny()
    entities = try settings.entityVocabulary.file.map {
      try EntityVocabulary(file: URL(fileURLWithPath: $0))
    }
    whiteList = try settings.entityVocabulary.whiteList.map {
      try FileDigest(file: $0).checksum
    }
    var sources = try PretrainingSources(data, observer)
    sources.add(tokenizer?.checksum ?? 0, "model.tokenizer")
    sources.add(entities?.checksum, "task.entity_vocabulary.file")
    sources.add(whiteList, "task.entity_vocabulary.white_list")
    self.sources = sources
  }
}
