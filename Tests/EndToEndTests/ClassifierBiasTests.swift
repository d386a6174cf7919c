import EndToEndSupport
import Foundation
import LukeFiles
import LukeTestSupport
import Testing

/// What the bias of a new classifier begins with.
@Suite struct ClassifierBiasTests {
  /// The bias after one step that changes next to nothing.
  private func bias(_ run: TrainingRun, _ output: String, _ more: String...) throws -> [Float] {
    let result = try run.program.run(
      ["recipe.json", "--output", output, "--set", "training.steps=1", "--set"]
        + ["training.learning_rate=1e-9"] + more)
    try #require(result.status == 0, "\(result.errors)")
    let model = try HDF5Group(
      HDF5File(path: run.folder.path + "/\(output)/model.h5"), group: "/model")
    return try model.readFloats("classifier.bias")
  }

  @Test func aClassifierBeginsWithHowOftenEachLabelIs() throws {
    let run = try TrainingRun()
    let bias = try bias(run, "labels", "--set", "model.classifier_bias=labels")
    // Most spans are none, which stands first.
    #expect(bias.count == 5 && bias.dropFirst().allSatisfy { $0 < bias[0] - 2 })
    #expect(abs(bias.reduce(0, +)) < 1e-4)
    #expect(
      try self.bias(run, "zeros", "--set", "model.classifier_bias=zeros").allSatisfy {
        abs($0) < 1e-6
      })
    // Random weights gain nothing by it.
    #expect(try self.bias(run, "random").allSatisfy { abs($0) < 1e-6 })
    // Those of an encoder do.
    let words = try TrainingRun(task: "token-classification")
    let model = run.folder.path + "/zeros/model.h5"
    let trained = try self.bias(words, "trained", "--set", "model.from=\(model)")
    #expect(trained.dropFirst().allSatisfy { $0 < trained[0] - 1 })
  }

  @Test func aClassifierThatIsThereStaysAsItIs() throws {
    let run = try TrainingRun(task: "sequence-classification")
    #expect(try run.train("run", "--quiet").status == 0)
    let model = try HDF5Group(
      HDF5File(path: run.folder.path + "/run/model.h5"), group: "/model")
    let there = try model.readFloats("classifier.bias")
    let kept = try bias(run, "again", "--set", "model.from=run/model.h5")
    #expect(zip(there, kept).allSatisfy { abs($0 - $1) < 1e-6 })
  }
}
