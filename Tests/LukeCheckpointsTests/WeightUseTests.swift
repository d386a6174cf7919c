import Foundation
import LukeCheckpoints
import LukeFiles
import LukeModel
import LukeTestSupport
import Testing

/// Under which names weights are read, what of a file is not used, and that its numbers are numbers.
@Suite struct WeightUseTests {
  private typealias Arrays = [String: (shape: [Int], values: [Float])]
  private static let golden = Goldens.modelFolder("span-entity-aware")

  /// The recorded model's weights, changed by `change`, in a folder of its own.
  private func withModel<Result>(
    changed change: (Arrays) -> Arrays, _ body: (String, ModelArchive) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let weights = try ModelArchive(path: Self.golden.path).weights
      var arrays: Arrays = [:]
      for (name, shape) in weights.weightShapes { arrays[name] = (shape, try weights.values(name)) }
      try writeArrays(change(arrays), to: folder.appending(path: "model.safetensors"))
      try FileManager.default.copyItem(
        at: Self.golden.appending(path: "config.json"), to: folder.appending(path: "config.json"))
      let model = try ModelArchive(path: folder.path)
      return try body(folder.appending(path: "model.safetensors").path, model)
    }
  }

  private func renamed(_ name: @escaping (String) -> String) -> (Arrays) -> Arrays {
    { arrays in
      Dictionary(uniqueKeysWithValues: arrays.map { (name($0.key), $0.value) })
    }
  }

  private static let table = "luke.embeddings.word_embeddings.weight"

  @Test(arguments: [
    "module.", "_orig_mod.", "model.", "base_model.model.", "module._orig_mod.", "student.",
  ])
  func whatWrapsAModelIsLeftOutOfTheNames(_ prefix: String) throws {
    let expected = try everything(ModelArchive(path: Self.golden.path).weights)
    try withModel(changed: renamed { prefix + $0 }) { (file, model) throws in
      #expect(try everything(model.weights) == expected)
      #expect(
        try model.notes() == [
          "\(file): \(prefix)\(Self.table) is read as \(Self.table), and so are all others"
        ])
    }
  }

  /// Names that were changed one by one: some have the prefix, others not.
  @Test(arguments: ["module.", "model.", "base_model.model."], [true, false])
  func prefixesOfSomeNamesAreLeftOut(_ prefix: String, _ tableHasIt: Bool) throws {
    let expected = try everything(ModelArchive(path: Self.golden.path).weights)
    func half(_ name: String) -> String {
      guard name.hasPrefix("luke.") else { return tableHasIt ? prefix + name : name }
      return name.contains("embeddings") == tableHasIt ? prefix + name : name
    }
    try withModel(changed: renamed(half)) { (file, model) throws in
      #expect(try everything(model.weights) == expected)
      // Where the table has the prefix, the note on that is there already.
      let notes = try model.notes().filter { $0.hasSuffix("; not all names have the same prefix") }
      #expect(notes.count == (tableHasIt ? 0 : 1))
      #expect(notes.allSatisfy { $0.hasPrefix("\(file): \(prefix)luke.encoder.") })
    }
  }

  /// A pooler is needed by heads that pool, and no fault in files of heads that have none.
  @Test(arguments: [
    ("LukeForTokenClassification", true), ("LukeForQuestionAnswering", true),
    ("LukeForSequenceClassification", false), ("LukeForEntitySpanClassification", false),
  ])
  func headsWithoutPoolersGoWithoutThem(_ architecture: String, _ isDispensable: Bool) {
    var configuration = LukeConfiguration()
    configuration.architectures = [architecture]
    #expect(
      ModelWeights.isDispensable("luke.pooler.dense.weight", for: configuration) == isDispensable)
    #expect(!ModelWeights.isDispensable("luke.encoder.other", for: configuration))
    #expect(!ModelWeights.isDispensable("classifier.weight", for: configuration))
    #expect(ModelWeights.isDispensable("qa_outputs.weight", for: configuration))
  }

  @Test func wrappersOfPartsAreLeftOut() throws {
    let expected = try everything(ModelArchive(path: Self.golden.path).weights)
    func wrapped(_ name: String) -> String {
      name.replacing("luke.", with: "luke.module.")
        .replacing("layer.0.", with: "layer.0._checkpoint_wrapped_module.")
    }
    try withModel(changed: renamed(wrapped)) { (_, model) throws in
      #expect(try everything(model.weights) == expected)
    }
  }

  /// A bare encoder, with or without `encoder.` before its layers.
  @Test(arguments: ["encoder.", ""])
  func aBareEncoderIsRead(_ encoder: String) throws {
    func bare(_ arrays: Arrays) -> Arrays {
      var result: Arrays = [:]
      for (name, array) in arrays where name.hasPrefix("luke.") {
        result[String(name.dropFirst(5)).replacing("encoder.layer.", with: encoder + "layer.")] =
          array
      }
      return result
    }
    let expected = try everything(ModelArchive(path: Self.golden.path).weights)
    try withModel(changed: bare) { (file, model) throws in
      #expect(
        try everything(model.weights) == expected.filter { !$0.key.hasPrefix("classifier.") })
      #expect(try model.notes() == ["\(file): lacks classifier (2 arrays)"])
    }
  }

  @Test func oldNamesOfNormalizationsAreRead() throws {
    func old(_ name: String) -> String {
      name.replacing("LayerNorm.weight", with: "LayerNorm.gamma")
        .replacing("LayerNorm.bias", with: "LayerNorm.beta")
    }
    let expected = try everything(ModelArchive(path: Self.golden.path).weights)
    try withModel(changed: renamed(old)) { (file, model) throws in
      #expect(try everything(model.weights) == expected)
      #expect(
        try model.notes() == [
          "\(file): luke.embeddings.LayerNorm.beta is read as luke.embeddings.LayerNorm.bias, its "
            + "name today, and so are all others"
        ])
    }
  }

  @Test func namesThatWouldBeOneAreRefused() throws {
    func twice(_ arrays: Arrays) -> Arrays {
      arrays.merging(["module." + Self.table: arrays[Self.table]!]) { first, _ in first }
    }
    #expect(
      message { try withModel(changed: twice) { _, _ in } }.hasSuffix(
        "model.safetensors: \(Self.table) and module.\(Self.table) are both \(Self.table); keep one "
          + "of them"))
    func two(_ arrays: Arrays) -> Arrays {
      arrays.merging(["teacher." + Self.table: arrays[Self.table]!]) { first, _ in first }
    }
    #expect(
      message { try withModel(changed: two) { _, _ in } }.hasSuffix(
        "model.safetensors: there are several encoders: \(Self.table), teacher.\(Self.table); keep "
          + "one of them"))
  }

  @Test func whatIsNotUsedAndWhatBeginsAtRandomIsNamed() throws {
    func changed(_ arrays: Arrays) -> Arrays {
      var changed = arrays.filter { !$0.key.hasPrefix("luke.pooler.") }
      changed["qa_outputs.weight"] = ([1], [1])
      changed["cls.predictions.bias"] = ([1], [1])
      changed["cls.predictions.transform.dense.bias"] = ([1], [1])
      changed["luke.embeddings.position_ids"] = ([2], [0, 1])
      return changed
    }
    try withModel(changed: changed) { (file, model) throws in
      let names = try ModelArchive(path: Self.golden.path).weights.weightShapes.keys.sorted()
      #expect(
        model.weights.notes(onParameters: names) == [
          "\(file): not used: cls (2 arrays), luke.embeddings.position_ids, qa_outputs.weight",
          "\(file): begins at random, for the file lacks it: luke.pooler (2 arrays)",
        ])
      #expect(
        try model.notes() == [
          "\(file): left out, as LUKE has no place for them: luke.embeddings.position_ids",
          "\(file): lacks luke.pooler (2 arrays)",
        ])
    }
  }

  /// What would make another function of the encoder.
  @Test func strangersWithinTheEncoderAreNamed() throws {
    func changed(_ arrays: Arrays) -> Arrays {
      arrays.merging(["luke.encoder.layer.0.output.adapter.down.weight": ([1], [1])]) { $1 }
    }
    try withModel(changed: changed) { (file, model) throws in
      #expect(
        try model.notes() == [
          "\(file): no LUKE has luke.encoder.layer.0.output.adapter.down.weight, so the model will "
            + "not be loaded; adapters have to be merged into the weights first"
        ])
    }
  }

  @Test func anotherShapeIsRefused() throws {
    func changed(_ arrays: Arrays) -> Arrays {
      arrays.merging(["classifier.bias": ([2], [1, 2])]) { $1 }
    }
    try withModel(changed: changed) { (file, model) throws in
      #expect(
        message { try model.notes() }
          == "\(file): classifier.bias is [2], the configuration says [5]")
    }
  }

  @Test func weightsThatAreNoNumbersAreNamed() throws {
    func damaged(_ arrays: Arrays) -> Arrays {
      var damaged = arrays
      damaged["classifier.bias"]?.values[1] = .nan
      damaged[Self.table]?.values[3] = .infinity
      damaged[Self.table]?.values[9] = -.infinity
      // A buffer may be so.
      damaged["attention.mask"] = ([1], [-.infinity])
      return damaged
    }
    try withModel(changed: damaged) { (file, model) throws in
      let expected = """
        \(file): classifier.bias: of 5 values 1 not a number
        \(file): luke.embeddings.word_embeddings.weight: of 2065 values 2 infinite
        \(file): such weights cannot be used; take another copy or an earlier checkpoint
        """
      // Read whole, by rows of a changed table, and as all.
      #expect(message { try model.weights.values("classifier.bias") } == expected)
      #expect(message { try model.settingWords([60: 0]).weights.values(Self.table) } == expected)
      #expect(message { try model.weights.verifyNumbers() } == expected)
      #expect(try model.weights.values("attention.mask") == [-.infinity])
      #expect(try model.weights.values("classifier.weight").count == 525)
      let copy = file + ".h5"
      #expect(message { try ModelFile.write(model, to: copy) } == expected)
      #expect(!FileManager.default.fileExists(atPath: copy))
    }
  }

  /// In a model file of ours, too.
  @Test func aModelFileIsChecked() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "m.h5").path
      try HDF5File.write(to: path) { file in
        try file.createGroup("/model")
        try file.write([Float.nan, 1], shape: [2], to: "/model/classifier.bias")
      }
      let weights = ModelWeights(try HDF5Group(HDF5File(path: path), group: "/model"))
      #expect(
        message { try weights.values("classifier.bias") }.hasPrefix(
          "\(path): classifier.bias: of 2 values 1 not a number\n"))
    }
  }

  @Test func numbersBeyondBFloat16AreNotWrittenAsInfinite() throws {
    func changed(_ arrays: Arrays) -> Arrays {
      var changed = arrays
      changed["classifier.bias"]?.values[0] = .greatestFiniteMagnitude
      return changed
    }
    try withModel(changed: changed) { (file, model) throws in
      #expect(
        message { try ModelFile.write(model, to: file + ".h5", storedAs: .bfloat16) }
          == "\(file): classifier.bias has values too large for bfloat16")
      try ModelFile.write(model, to: file + ".h5")
    }
  }

  /// A decoder of its own is left out with a note where that is asked for.
  @Test func aDecoderThatIsNoTableIsLeftOutWithANote() throws {
    func changed(_ arrays: Arrays) -> Arrays {
      var changed = arrays
      changed["lm_head.decoder.weight"] = arrays[Self.table]
      changed["lm_head.decoder.weight"]?.values[0] += 1
      return changed
    }
    try withModel(changed: changed) { (file, model) throws in
      let tied = try model.weights.withTiedHeads(isLenient: true)
      #expect(
        tied.notes == [
          "\(file): lm_head.decoder.weight is not equal to \(Self.table); LUKE's heads decode with the "
            + "tables of its encoder, so it is left out"
        ])
      #expect(tied.weightShapes["lm_head.decoder.weight"] == nil)
      #expect(tied.unusedFileNames(by: tied.weightShapes.keys) == [])
    }
  }

  /// Without its layers there is no encoder: nothing is written of it.
  @Test func weightsThatLackLayersAreRefused() throws {
    let model = try ModelArchive(path: Self.golden.path)
    let layers = model.configuration.layerCount
    let last = "luke.encoder.layer.\(layers - 1)."
    let count = model.weights.weightShapes.keys.count { $0.hasPrefix(last) }
    try withModel(changed: { $0.filter { !$0.key.hasPrefix(last) } }) { (file, model) throws in
      #expect(
        message { _ = try model.notes() }
          == "\(file): lacks \(last.dropLast()) (\(count) arrays), without which there is no encoder; the "
          + "configuration says num_hidden_layers \(layers), the weights have \(layers - 1)")
    }
    try withModel(changed: { $0.filter { $0.key != Self.table } }) { (file, model) throws in
      #expect(
        message { _ = try model.notes() }
          == "\(file): lacks \(Self.table), without which there is no encoder; they are cut off, or the "
          + "configuration is of another model")
    }
  }

  /// A tokenizer that lost the end of its vocabulary feeds few rows of the table.
  @Test func tablesWithManyMoreRowsThanTokensAreNamed() throws {
    try withTemporaryFolder { folder in
      for name in ["config.json", "model.safetensors"] {
        try FileManager.default.copyItem(
          at: Self.golden.appending(path: name), to: folder.appending(path: name))
      }
      try Data("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n".utf8)
        .write(to: folder.appending(path: "vocab.txt"))
      let model = try ModelArchive(path: folder.path)
      #expect(
        try model.notes() == [
          "\(folder.path): the tokenizer has 6 tokens, the word table \(model.configuration.vocabularySize) "
            + "rows; those past the tokens are never read"
        ])
    }
  }
}
