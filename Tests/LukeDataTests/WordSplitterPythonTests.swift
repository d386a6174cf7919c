import Foundation
import LukeData
import LukeTestSupport
import Testing

/// The words of text in the script that goes out with models, `Sources/LukeTraining/Export/Scripts/words.py`.
@Suite struct WordSplitterPythonTests {
  /// Every scalar continues words there that does here, and parts them that does.
  @Test(.enabled(if: pythonPeer != nil)) func everyScalarPartsWordsAlike() throws {
    let scripts = packageFolder.appending(path: "Sources/LukeTraining/Export/Scripts").path
    let program = """
      import sys
      for name in ("common", "words"):
          exec(open(f"{sys.argv[1]}/{name}.py", encoding="utf-8").read())
      for value in range(0x110000):
          if not 0xD800 <= value < 0xE000:
              print(len(split("a" + chr(value) + "a")), end="")
      """
    // With transformers, which the interpreter of the tests may not have.
    let process = Process()
    let output = Pipe()
    process.executableURL = pythonPeer
    process.arguments = ["-B", "-c", program, scripts]
    process.standardOutput = output
    try process.run()
    let counts = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let scalars = (UInt32(0)..<0x110000).compactMap(Unicode.Scalar.init)
    try #require(counts.count == scalars.count)
    let differing = zip(scalars, counts).filter { scalar, count in
      WordSplitter.split("a\(scalar)a").count != Int(count) - 48
    }
    #expect(differing.isEmpty, "\(differing.prefix(20).map { $0.0.value })")
  }
}
