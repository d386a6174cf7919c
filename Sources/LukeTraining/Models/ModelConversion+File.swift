public import LukeCheckpoints
public import LukeFiles
import LukeTasks

extension ModelConversion {
  /// How the weights of a model file are stored.
  public enum WeightType: String, Hashable, Sendable, CaseIterable {
    /// Four bytes each, as they are.
    case float32
    /// Two bytes each, rounded to the nearest.
    case bfloat16
  }

  /// Writes a model as one `.h5` file for others to read: without the state of training, and its recipe without the
  /// paths of this machine.
  /// - Parameters:
  ///   - model: an `.h5` file, a Hugging Face folder or the folder of a run.
  ///   - file: the place to write.
  ///   - type: how weights are stored.
  ///   - compression: how the file is packed.
  ///   - hub: what the card of a folder will tell the hub; what is left out is what the model carries.
  ///   - isReplacing: whether a file that is there is replaced.
  ///   - observer: is told what happens.
  /// - Throws: a `UserError`; nothing is left half-written.
  public static func exportFile(
    _ model: String, to file: String, storedAs type: WeightType = .float32,
    compression: HDF5Compression = .none, hub: HubFacts = HubFacts(), isReplacing: Bool = false,
    observer: any RunObserver = RunObservers()
  ) throws {
    let source = try ModelPlace(model)
    let place = OutputPlace(file, reading: [source.path], isReplacing: isReplacing)
    try place.withClaimOnFile {
      let archive = try archive(toExport: source, observer).telling(hub)
      try ModelFile.write(
        archive, to: file, compression: compression, storedAs: type.elementType)
      let size = FileSize.text(ofFiles: [file])
      try observer.observe(.wrote(RunOutput(file, "\(archive.summary); \(size)")))
    }
  }
}

extension ModelConversion.WeightType {
  fileprivate var elementType: ElementType {
    switch self {
    case .float32: .float32
    case .bfloat16: .bfloat16
    }
  }
}
