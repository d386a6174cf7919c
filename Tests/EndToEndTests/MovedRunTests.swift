import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The recipe in a run folder means that folder, wherever it is now.
@Suite struct MovedRunTests {
  private func note(_ run: TrainingRun, _ name: String) -> String {
    "\(name)/recipe.json: its output is \(run.folder.path)/one, but it lies in a run folder that was "
      + "moved or copied: \(name) is used; --output names another one\n"
  }

  @Test(arguments: ["mv one two", "cp -r one two"])
  func isResumedByItsOwnRecipe(_ move: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("one", "--quiet").status == 0)
    let weights = try run.weights("one")
    #expect(try run.program.shell("rm one/step-00000024.h5 one/model.h5; \(move)").status == 0)
    let isThere = move.hasPrefix("cp")
    let before = isThere ? try run.files("one") : []
    let resumed = try run.program.run(["two/recipe.json", "--resume"])
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains(note(run, "two")), "\(resumed.errors)")
    #expect(resumed.errors.contains("resuming after step 21 of 24"), "\(resumed.errors)")
    #expect(try run.weights("two") == weights)
    #expect((try? run.files("one")) ?? [] == before)
    // Now it says where it is.
    let again = try run.program.run(["two/recipe.json", "--resume"])
    #expect(again.status == 0 && !again.errors.contains("moved or copied"), "\(again.errors)")
  }

  @Test func beginsAgainWhereItIs() throws {
    let run = try TrainingRun()
    #expect(try run.train("one", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(try run.program.shell("cp -r one two; cp -r one kept").status == 0)
    let fresh = try run.program.run(["two/recipe.json", "--fresh"])
    #expect(fresh.status == 0)
    #expect(fresh.errors.contains(note(run, "two")), "\(fresh.errors)")
    #expect(try run.program.shell("diff -r one kept").status == 0)
  }

  /// Run again, it trains where it says; --output is another place in any case.
  @Test func isRunAgainAtItsOutput() throws {
    let run = try TrainingRun()
    #expect(try run.train("one", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(try run.program.shell("mv one two").status == 0)
    let again = try run.program.run(["two/recipe.json"])
    #expect(again.status == 0)
    #expect(
      again.errors.contains(
        "two/recipe.json: lies in the folder of a run, and its output is another one, "
          + "\(run.folder.path)/one, which is used; --resume continues the run in two\n"),
      "\(again.errors)")
    #expect(try run.files("one").contains("model.h5"))
    let other = try run.program.run(["two/recipe.json", "--resume", "--output", "three"])
    #expect(other.status == 0 && !other.errors.contains("moved or copied"), "\(other.errors)")
    #expect(try run.files("three").contains("model.h5"))
  }
}
