import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeTestSupport
import Testing

@Suite struct ModelFileTests {
  @Test(arguments: HDF5Compression.allCases)
  func readsWhatItWrote(compression: HDF5Compression) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      let archive = try exampleArchive()
      try ModelFile.write(archive, to: path, compression: compression)
      let found = try ModelArchive(path: path)
      #expect(found.origin == path && found.weights.weightOrigin == path)
      #expect(found.configuration == archive.configuration)
      #expect(found.storedTokenizer?.files == archive.storedTokenizer?.files)
      #expect(found.storedEntityVocabulary?.data == archive.storedEntityVocabulary?.data)
      #expect(found.task == archive.task && found.recipe == archive.recipe)
      #expect(found.labels == archive.labels && found.labels != nil)
      #expect(try everything(found.weights) == everything(archive.weights))
      #expect(try ModelFile.readTrainingState(path) == nil)
      try ModelFile.verify(path)
    }
  }

  @Test func storesBFloat16() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      let archive = try exampleArchive()
      try ModelFile.write(archive, to: path, storedAs: .bfloat16)
      let (found, original) = try (
        everything(ModelFile.read(path).weights), everything(archive.weights)
      )
      for (name, values) in original {
        let largest = zip(values, found[name] ?? []).map { abs($0 - $1) / max(abs($0), 1e-9) }.max()
        #expect(largest ?? 1 <= 1 / 256, "\(name)")
      }
      #expect(
        try ModelFile.read(path).weights.descriptions.allSatisfy { $0.elementType == .bfloat16 })
    }
  }

  @Test func keepsTheStateOfATraining() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "step-3.h5").path
      let (store, optimizer) = try trainedModel()
      let archive = ModelArchive(
        origin: "test", configuration: try exampleArchive().configuration,
        weights: ModelWeights(store))
      try ModelFile.write(
        archive,
        training: TrainingState(document: #"{"step": 3}"#, arrays: ModelWeights(optimizer)),
        to: path)
      let state = try #require(try ModelFile.readTrainingState(path))
      #expect(state.document == #"{"step": 3}"#)
      #expect(state.arrays.weightShapes.keys.sorted().first == "first_moment/a.bias")
      #expect(state.arrays.weightShapes.count == 4, "the frozen table has no moments")

      let (_, fresh) = try trainedModel(steps: 1)
      try state.arrays.restore(fresh)
      for (expected, found) in zip(optimizer.state, fresh.state) {
        for group in ["first_moment", "second_moment"] {
          let values = try #require(expected[group]).values
          #expect(values == found[group]?.values, "\(group) of \(expected.name)")
        }
      }
      let opened = try ModelFile.read(path)
      #expect(try everything(opened.weights) == everything(ModelWeights(store)))
      // What was opened is not looked for again.
      try FileManager.default.removeItem(atPath: path)
      #expect(try opened.trainingState?.document == #"{"step": 3}"#)
    }
  }

  @Test func aModelAloneHasNoTraining() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      try ModelFile.write(try exampleArchive(), to: path)
      #expect(try ModelFile.read(path).trainingState == nil)
      #expect(try exampleArchive().trainingState == nil)
    }
  }

  @Test func momentsOfAnotherModelAreRefused() throws {
    let (_, optimizer) = try trainedModel()
    let other = ModelWeights(optimizer).renamed { $0.replacing("a.bias", with: "b.bias") }
    #expect(
      message { try other.restore(optimizer) } == """
        the optimizer: first_moment/b.bias belongs to no parameter of the model
        the optimizer: second_moment/b.bias belongs to no parameter of the model
        """)
    let crossed = ModelWeights(optimizer).renamed {
      switch $0 {
      case "first_moment/a.bias": "first_moment/a.weight"
      case "first_moment/a.weight": "first_moment/a.bias"
      default: $0
      }
    }
    #expect(
      message { try crossed.restore(optimizer) } == """
        the optimizer: first_moment/a.weight is [2], the model needs [2, 3]
        the optimizer: first_moment/a.bias is [2, 3], the model needs [2]
        """)
  }

  /// Nothing in checkpoints is AdamW's own: any optimizer's arrays are stored under its names.
  @Test func keepsTheStateOfAnyOptimizer() throws {
    let (store, _) = try trainedModel()
    let (one, other) = (Momentum(store, filledWith: 0.5), Momentum(store, filledWith: 0.25))
    let state = ModelWeights(one)
    #expect(
      state.weightShapes.keys.sorted() == ["momentum/a.bias", "momentum/a.weight"],
      "the table has taken no step")
    try state.restore(other)
    #expect(
      other.state.map { $0["momentum"]?.values.first } == [0.5, 0.5, 0],
      "what is not in the file is zeros")
    let (_, adam) = try trainedModel()
    #expect(
      message { try state.restore(adam) } == """
        the optimizer: momentum/a.bias is nothing that the optimizer keeps; another one wrote it
        the optimizer: momentum/a.weight is nothing that the optimizer keeps; another one wrote it
        """)
  }

  @Test func damageIsFoundAndNamed() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      let archive = try exampleArchive()
      try ModelFile.write(archive, to: path)
      let name = "luke.encoder.layer.1.output.dense.weight"
      let sample = try archive.weights.values(name).prefix(4).withUnsafeBytes(Array.init)
      var content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let place = try #require(content.indices.first { content[$0...].starts(with: sample) })
      content[place + 7] ^= 0x40
      try Data(content).write(to: URL(fileURLWithPath: path))
      #expect(
        message { try ModelFile.verify(path) }
          == "\(path): /model/\(name) is damaged: its checksum is wrong")
    }
  }

  @Test func otherFilesAreRefused() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "x.h5").path
      try HDF5File.write(to: path) { _ in }
      #expect(
        message { try ModelFile.read(path) }
          == "\(path): an HDF5 file, but not a model of luke-train (attribute format)")
      try HDF5File.write(to: path) { file in
        try file.setAttribute("format", of: "/", to: ModelFile.formatName)
        try file.setAttribute("version", of: "/", to: 7)
      }
      #expect(
        message { try ModelFile.read(path) }
          == "\(path): written in version 7 of the format, and this program knows versions up to 2; "
          + "use a newer luke-train")
      try HDF5File.write(to: path) { file in
        try file.setAttribute("format", of: "/", to: ModelFile.formatName)
        try file.setAttribute("version", of: "/", to: 1)
        try file.write(text: #"{"hidden_size": "large"}"#, to: "/configuration")
      }
      #expect(
        message { try ModelFile.read(path) }
          == "\(path)/configuration: hidden_size must be a whole number")
      #expect(message { try ModelSource.open("/nowhere") } == "/nowhere: no such file or folder")
    }
  }

  @Test(.enabled(if: Python.has("h5py")))
  func theReaderOfTheDocumentReads() throws {
    let document = try String(
      contentsOf: packageFolder.appending(path: "Checkpoints/README.md"), encoding: .utf8)
    let start = try #require(document.range(of: "```python\n")?.upperBound)
    let end = try #require(
      document.range(of: "```\n", range: start..<document.endIndex)?.lowerBound)
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "model.h5").path
      let archive = try exampleArchive()
      try ModelFile.write(archive, to: path)
      let (status, output) = try Python.run(String(document[start..<end]), [path])
      #expect(status == 0, "\(output)")
      let lines = output.split(separator: "\n")
      #expect(
        lines.first == "\(archive.configuration.hiddenSize) ['empty.json', 'vocab.txt'] None")
      #expect(lines.count == 1 + archive.weights.weightShapes.count)
      #expect(lines.contains("classifier.bias float32 (\(archive.labels?.count ?? 0),)"))
    }
  }
}

/// The readers that the document shows for other languages, where these are installed.
@Suite struct ForeignReaderTests {
  private static func has(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private func block(_ language: String) throws -> String {
    let document = try String(
      contentsOf: packageFolder.appending(path: "Checkpoints/README.md"), encoding: .utf8)
    return try #require(
      document.components(separatedBy: "```\(language)\n").last?.components(separatedBy: "```\n")
        .first)
  }

  @Test(
    .enabled(
      if: has("Rscript") && FileManager.default.fileExists(atPath: "/usr/lib/R/site-library/hdf5r")),
    arguments: [ElementType.float32, .bfloat16])
  func theReaderInR(type: ElementType) throws { try check("r", ["Rscript"], type) { $0 } }

  @Test(.enabled(if: has("octave")), arguments: [ElementType.float32, .bfloat16])
  func theReaderInOctave(type: ElementType) throws {
    try check("octave", ["octave", "--no-gui", "--quiet"], type) {
      $0.replacing(".", with: "_")
    }
  }

  private func check(
    _ language: String, _ command: [String], _ type: ElementType, _ name: (String) -> String
  ) throws {
    try withTemporaryFolder { folder in
      let (script, model) = (
        folder.appending(path: "read").path, folder.appending(path: "m.h5").path
      )
      try block(language).write(toFile: script, atomically: false, encoding: .utf8)
      let archive = try exampleArchive()
      try ModelFile.write(archive, to: model, storedAs: type)
      let (status, output) = try runCommand(command + [script, model])
      #expect(status == 0, "\(output)")
      let lines = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      for (parameter, shape) in archive.weights.weightShapes {
        let sizes = shape.map { String($0) }.joined(separator: " ")
        // A list is a table of one row, or of one column, in Octave.
        let all = [sizes, "\(sizes) 1", "1 \(sizes)"].map { "\(name(parameter)) \($0)" }
        #expect(lines.contains { all.contains($0) }, "\(parameter) \(sizes) in \(output)")
      }
    }
  }

  /// Numbers of 16 bits, too.
  @Test(.enabled(if: has("h5dump")))
  func h5dumpPrintsBFloat16() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "m.h5").path
      try HDF5File.write(to: path) { file in
        try [1.5, -0.25, 3].withUnsafeBufferPointer {
          try file.write($0, shape: [3], as: .bfloat16, to: "/x", axes: ["class"])
        }
      }
      let (status, output) = try runCommand(["h5dump", path])
      #expect(status == 0, "\(output)")
      #expect(output.contains("(0): 1.5, -0.25, 3"), "\(output)")
      #expect(output.contains("DIMENSION_LABELS") && output.contains("\"class\""), "\(output)")
    }
  }
}

/// An optimizer with an array for each parameter, of which the last has taken no step.
private final class Momentum: Optimizer {
  var state: [OptimizerState]

  init(_ store: ParameterStore, filledWith value: Float) {
    let last = store.parameters.count - 1
    state = store.parameters.enumerated().map { index, parameter in
      let values = Tensor(rows: parameter.tensor.rows, columns: parameter.tensor.columns)
      values.fill(with: value)
      return OptimizerState(
        name: parameter.name, shape: parameter.shape, step: index == last ? 0 : 1,
        arrays: [("momentum", values)])
    }
  }

  func step(learningRate: Float, gradientScale: Float) {}
  func finish() {}
  func restoreStep(_ step: Int, of name: String) {}
}
