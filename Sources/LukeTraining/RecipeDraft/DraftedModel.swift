import LukeCheckpoints
import LukeText

/// The model that a drafted recipe starts from.
struct DraftedModel {
  /// The file or folder of the model.
  let path: String
  /// Which file was taken, in one sentence; nil where it was named.
  let note: String?
  private let opened: OpenedModel

  /// - Throws: what ``OpenedModel`` throws for what is no model.
  init(_ inputs: RecipeDraft.Inputs) throws {
    let place = try ModelPlace(inputs.model)
    (path, note) = (place.path, place.note)
    var settings = ModelSettings()
    (settings.from, settings.tokenizer) = (path, inputs.tokenizer)
    opened = try OpenedModel(settings)
  }

  /// The most subwords of a sequence.
  var positionCount: Int { opened.source.maximumWordCount }

  /// Throws where there is no tokenizer to read text with.
  func checkTokenizer() throws {
    do { _ = try opened.tokenizer() } catch TokenizerError.missingFile(let message) {
      throw TrainingError.missing("\(message) (--tokenizer names it here)")
    }
  }
}
