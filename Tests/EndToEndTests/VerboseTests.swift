import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Details that come through the log, for whoever asks for them.
@Suite struct VerboseTests {
  private func details(_ result: Program.Result) -> [Substring] {
    result.errors.split(separator: "\n").filter { $0.hasPrefix("luke-train: debug: ") }
  }

  @Test func detailsAreShownOnRequest() throws {
    let run = try TrainingRun()
    let plain = try run.train("plain", "--threads", "2")
    #expect(plain.status == 0)
    #expect(details(plain) == [])
    let verbose = try run.train("verbose", "--threads", "2", "--verbose")
    #expect(verbose.status == 0)
    let lines = details(verbose)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("luke-train: debug: ready to compute (by "))
    #expect(first.hasSuffix(" kernels, threads 2)"))
    let final = try #require(lines.firstIndex { $0.hasSuffix("(path verbose/model.h5)") })
    #expect(lines[final] == "luke-train: debug: wrote a model (path verbose/model.h5)")
    // Beside the details, which hold the name of the run folder, it says the same.
    let others = verbose.errors.split(separator: "\n").filter { !lines.contains($0) }
    #expect(others.count { $0.hasPrefix("labels: ") } == 1)
    #expect(try run.weights("verbose") == run.weights("plain"))
  }

  @Test func modelsAndTheirSettingsAreNamed() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let data = packageFolder.appending(path: "Datasets/quickstart/validation.conll").path
    let result = try run.program.run(["evaluate", "run/model.h5", data, "--verbose"])
    #expect(
      details(result).contains(
        "luke-train: debug: settings of the task found (in its recipe, path run/model.h5)"))
  }

  @Test func quietAndVerboseExclude() throws {
    let result = try Program().run(["bench", "--quiet", "--verbose"])
    #expect(result.status == 64)
    #expect(result.faults.first == "Give --quiet or --verbose, not both.")
  }
}
