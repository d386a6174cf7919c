import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Runs killed at any moment, as often as it takes, end with the bits of the unbroken run.
///
/// A few kills here, 200 with `make attack`.
@Suite struct RandomKillTests {
  /// A kind of run: how its folder is made, and what its recipe has besides.
  struct Kind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let isPretraining: Bool
    let settings: [String]

    static let all = [
      Kind(testDescription: "fine-tuning, float32", isPretraining: false, settings: []),
      Kind(
        testDescription: "fine-tuning, bfloat16, deflate, early stopping", isPretraining: false,
        settings: [
          "training.precision=bfloat16", "training.compression=deflate", "training.keep_last=1",
          #"training.early_stopping={"patience": 2}"#, #"training.evaluate_every={"steps": 4}"#,
        ]),
      Kind(
        testDescription: "pretraining in stages, float32, zstd", isPretraining: true,
        settings: [
          #"task.stages=[{"trained": "entities", "steps": 8, "learning_rate": 0.01}, {"steps": 9}]"#,
          "training.compression=zstd", "training.keep_last=1",
        ]),
      Kind(
        testDescription: "pretraining, bfloat16, accumulation", isPretraining: true,
        settings: [
          "training.precision=bfloat16", "training.gradient_accumulation_steps=2",
          #"training.checkpoint_every={"steps": 1}"#,
        ]),
    ]
  }

  @Test(arguments: Kind.all)
  func killedAtAnyMoment(_ kind: Kind) throws {
    let fineTuning = kind.isPretraining ? nil : try TrainingRun()
    let pretraining = kind.isPretraining ? try PretrainingRun() : nil
    let folder = try #require(fineTuning?.folder ?? pretraining?.folder)
    let program = Program(folder: folder.path, environment: Program.fixedTime)
    let settings = kind.settings.map { "--set '\($0)'" }.joined(separator: " ")
    func train(_ mode: String, killedAfter seconds: Double?) throws -> Int32 {
      let kill = seconds.map { "timeout -s KILL \($0)" } ?? ""
      let result = try program.shell(
        "\(kill) \"$LUKE\" recipe.json --output run \(mode) --quiet \(settings) 2> errors; echo $?")
      return Int32(result.output.split(separator: "\n").last ?? "") ?? -1
    }
    let started = Date()
    #expect(try train("", killedAfter: nil) == 0)
    let duration = Date().timeIntervalSince(started)
    let expected = try FileTree(folder.path + "/run")
    var generator = SeededGenerator(seed: 11)
    let count = AttackTable.isWhole ? 50 : 3
    var (kills, losses, mode) = (0, [String](), "--fresh")
    while kills < count, losses.isEmpty {
      let moment = Double.random(in: 0.01...max(0.05, duration), using: &generator)
      let status = try train(mode, killedAfter: moment)
      mode = "--resume"
      if status == 137 {
        kills += 1
        let damaged = try FileTree(folder.path + "/run").damagedModels(in: folder.path + "/run")
        if !damaged.isEmpty { losses.append("damaged: \(damaged)") }
        continue
      }
      if status != 0 { losses.append("status \(status)") }
      let differences = try FileTree(folder.path + "/run").differences(from: expected)
      if !differences.isEmpty { losses.append("another end: \(differences)") }
      mode = "--fresh"
    }
    #expect(try train(mode, killedAfter: nil) == 0)
    let end = try FileTree(folder.path + "/run")
    #expect(end.differences(from: expected) == [])
    #expect(losses == [])
    AttackTable.add(kind.testDescription, "\(kills) kills at random moments", lost: losses.count)
  }
}
