import LukeJSON
import LukeSystem

extension RunFolder {
  /// The loss in the last line of the run log that has one; nil where none has.
  var lastLoss: Double? {
    guard let bytes = try? FileAccess.read(metricsPath, named: metricsPath, what: "run log") else {
      return nil
    }
    return ByteLines.places(in: bytes).reversed().lazy.compactMap {
      (try? JSONParser.parse(bytes[$0]))?["loss"]?.double
    }.first
  }
}
