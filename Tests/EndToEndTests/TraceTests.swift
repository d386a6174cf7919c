import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// `trace` on a recorded model.
@Suite struct TraceTests {
  @Test func writesOutputsGradientsAndSteps() throws {
    let folder = try WorkFolder()
    let golden = Goldens.modelFolder("span-entity-aware")
    let program = Program(folder: folder.path)
    let result = try program.run([
      "trace", golden.path, golden.appending(path: "batch.json").path, "out.h5", "--gradients",
      "--steps", "2",
    ])
    #expect(result.errors == "out.h5: 0.3 MB\n")
    #expect(result.status == 0)
    let head = try Data(contentsOf: URL(filePath: folder.path + "/out.h5")).prefix(4)
    #expect(head == Data([0x89, 0x48, 0x44, 0x46]))
  }

  /// Every head by its configuration alone, also out of a file of ours; nothing begins at random.
  @Test(arguments: [
    "type-entity-aware", "token-entity-aware", "sequence-one-number", "answer-entity-aware",
    "choice-entity-aware", "cloze-entity-aware",
  ])
  func tracesEveryHead(_ name: String) throws {
    let folder = try WorkFolder()
    let golden = Goldens.modelFolder(name)
    let program = Program(folder: folder.path)
    #expect(try program.run(["import", golden.path, "model.h5"]).status == 0)
    let batch = golden.appending(path: "batch.json").path
    for (model, output) in [(golden.path, "a.h5"), ("model.h5", "b.h5")] {
      let result = try program.run(
        ["trace", model, batch, output, "--gradients", "--steps", "2"])
      #expect(result.errors.wholeMatch(of: /[ab]\.h5: 0\.\d MB\n/) != nil, "\(result.errors)")
      #expect(result.status == 0)
    }
    let traces = try ["a.h5", "b.h5"].map {
      try Data(contentsOf: URL(filePath: folder.path + "/" + $0))
    }
    #expect(traces[0] == traces[1])
  }

  @Test func wrongBatchesAreExplained() throws {
    let folder = try WorkFolder()
    let golden = Goldens.modelFolder("span-entity-aware").path
    let program = Program(folder: folder.path)
    try folder.write("a.json", #"{"input_ids": [[1, 2], [3]]}"#)
    try folder.write("b.json", #"{"input_ids": [[1, 999999]], "entity_idss": [[1]]}"#)
    try folder.write("c.json", #"{"input_ids": [[1, 999999]]}"#)
    let ragged = try program.run(["trace", golden, "a.json", "out.h5"])
    #expect(ragged.status == 65)
    #expect(
      ragged.faults.first
        == "a.json: input_ids: must be a rectangular nested array of whole numbers of 32 bits")
    let unknown = try program.run(["trace", golden, "b.json", "out.h5"])
    #expect(
      unknown.faults.first?.hasPrefix("b.json: entity_idss: no such argument; known are") ?? false)
    let outside = try program.run(["trace", golden, "c.json", "out.h5"])
    #expect(outside.faults.first?.hasPrefix("c.json: input_ids: 999999 is outside 0 to") ?? false)
    try folder.write("d.json", "{\"input_ids\":\n [[1, NaN]]}")
    let number = try program.run(["trace", golden, "d.json", "out.h5"])
    #expect(number.status == 65)
    #expect(number.faults == ["d.json:2:7: NaN is no JSON; write a number, or null"])
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out.h5"))
  }
}
