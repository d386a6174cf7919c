import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeLayers
import LukeModel
import LukeText

/// Prints the sizes of what the encoder of a model makes of a text and of `[MASK]` over its first subword.
@main
enum Main {
  static func main() throws {
    // Before anything is computed: what multiplies matrices may not be installed.
    do { try ProductLibrary.load() } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
    let model = try ModelArchive(path: CommandLine.arguments[1])
    let store = ParameterStore()
    let luke = LukeEncoder(model.configuration, belowHeadIn: store)
    store.allocate()
    // What files may lack begins at random: the pooler.
    store.initialize(seed: 0, where: \.isOptional)
    try store.load(from: model.weights.belowLuke, isIgnored: { !$0.hasPrefix("luke.") })

    let tokenizer = try model.tokenizer
    let example = LukeExample(
      wordIDs: tokenizer.sequence(tokenizer.ids(of: CommandLine.arguments[2])).ids,
      entityIDs: [Int32(try model.entityVocabulary?.maskID ?? 0)], entityPositions: [[1]])
    let batch = PackedBatch([example], paddingID: model.configuration.paddingID)
    let states = luke(batch, on: Tape(.inference))
    print("words", states.words.rows, states.words.columns, states.words.isFinite)
    print("entities", states.entities.rows, states.entities.columns, states.entities.isFinite)
  }
}
