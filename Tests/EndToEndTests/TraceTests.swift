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
