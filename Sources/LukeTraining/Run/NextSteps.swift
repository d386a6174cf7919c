import LukeJSON
import LukeSystem

/// What can be done with a model that has just been trained, as commands to copy.
struct NextSteps {
  /// The final model.
  let model: String
  let isPretrained: Bool
  /// The page on the run; nil where there is none.
  var report: String?

  /// What to say once a run is over that took so long.
  func note(after duration: Duration) -> [String] {
    [
      "took \(NumberText.duration(duration / .seconds(1)))"
        + (report.map { "; \($0) shows how it went" } ?? "") + "; next:"
    ] + lines.map { "  " + $0 }
  }

  /// The commands.
  var lines: [String] {
    let model = ShellText.quoted(model)
    let export = "luke-train export \(model) FOLDER"
    if isPretrained {
      let path = JSONValue.string(self.model).compactText
      return ["\"model\": {\"from\": \(path)} in a recipe of fine-tuning", export]
    }
    return ["luke-train predict \(model) FILE", "luke-train evaluate \(model) FILE", export]
  }
}
