import Foundation

/// The recorded results under Tests/Goldens.
public enum Goldens {
  /// The folder Tests/Goldens of this package.
  public static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Goldens")

  /// The folder of one model case: `config.json`, `model.safetensors`, `batch.json` and
  /// `expected.safetensors`.
  public static func modelFolder(_ name: String) -> URL {
    folder.appending(path: "model").appending(path: name)
  }

  /// The recorded model cases.
  public static func modelCases() throws -> [GoldenManifest.Case] {
    try GoldenManifest.load().cases
  }

  /// The expected values of one model case, with transformers' names; see the script that made
  /// them, Tests/Scripts/make_model_goldens.py.
  public static func expected(_ name: String) throws -> [String: RecordedTensor] {
    try SafetensorsReader.read(modelFolder(name).appending(path: "expected.safetensors"))
  }

  /// The arguments of the forward call of one model case under transformers' names.
  public static func batch(_ name: String) throws -> [String: RecordedIntegers] {
    let file = modelFolder(name).appending(path: "batch.json")
    guard
      let arguments = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        as? [String: Any]
    else { throw GoldenError("\(file.path): no object") }
    return try arguments.mapValues(RecordedIntegers.init(nested:))
  }
}
