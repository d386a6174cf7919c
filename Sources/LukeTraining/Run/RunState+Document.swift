import Foundation
import LukeCheckpoints

extension RunState {
  /// Reads the JSON that a checkpoint has of it.
  init(document: String) throws {
    self = try JSONDecoder().decode(RunState.self, from: Data(document.utf8))
  }

  /// Where the run stood when a checkpoint was written; nil for a model alone, and for what cannot be read.
  init?(ofCheckpoint path: String) {
    guard let training = try? ModelFile.readTrainingState(path),
      let state = try? RunState(document: training.document)
    else { return nil }
    self = state
  }
}
