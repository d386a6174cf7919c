import Foundation
import LukeLayers
import LukeModel
import LukeText

@testable import LukeCheckpoints
@testable import LukeFiles

/// Models: files of ours, which libhdf5 reads, folders of Hugging Face, and batches to trace.
let modelTargets = [
  FuzzTarget(
    "model-file",
    words: [
      "/model", "crc32", "element_type", "bfloat16", "format", "version", "deflate", "SNOD", "OHDR",
      "OCHK", "FRHP", "FHDB", "BTHD", "FSSE", "/etc/passwd",
    ],
    seeds: {
      var seeds: [[UInt8]] = []
      for (compression, type) in [
        (HDF5Compression.none, ElementType.float32), (.deflate, .float32), (.zstd, .bfloat16),
      ] {
        seeds.append(try SampleModel.file(compression, type))
      }
      return seeds
    }
  ) { input in
    let path = Surroundings.shared.file(of: input)
    try ModelFile.verify(path)
    let archive = try ModelFile.read(path)
    for array in archive.weights.descriptions { _ = try archive.weights.values(array.name) }
    if let training = try ModelFile.readTrainingState(path) {
      for array in training.arrays.descriptions { _ = try training.arrays.values(array.name) }
    }
    _ = archive.labels
    _ = try? archive.tokenizer
    _ = try archive.entityVocabulary
  },
  FuzzTarget(
    "hdf5",
    words: ["/m", "crc32", "OHDR", "OCHK", "SNOD", "TREE", "HEAP", "GCOL", "FRHP", "/etc/passwd"],
    seeds: { try HDF5Compression.allCases.map { try SampleModel.arrays($0) } }
  ) { input in
    let file = try HDF5File(path: Surroundings.shared.file(of: input))
    _ = try? file.textAttribute("format", of: "/")
    _ = try? file.integerAttribute("version", of: "/")
    for name in try file.names(in: "/") where !file.isGroup("/" + name) {
      _ = try? file.readText("/" + name)
      _ = try? file.readBytes("/" + name)
      _ = try? file.readIntegers("/" + name)
    }
    let arrays = try HDF5Group(file, group: "/m")
    for array in arrays.descriptions where array.elementType.isFloatingPoint {
      try? arrays.readParts(array.name)
    }
    try readEverything(in: arrays)
  },
  FuzzTarget(
    "hugging-face-folder", words: configurationWords,
    texts: [
      SampleModel.configuration, SampleModel.configuration.replacing("\"luke\"", with: "\"bert\""),
      SampleModel.configuration.replacing("\"luke\"", with: "\"roberta\""), "[]", "{}",
    ]
  ) { input in
    let folder = try Surroundings.shared.folder(
      "model",
      holding: [
        "config.json": input, "vocab.txt": Array("[PAD]\n[UNK]\n".utf8),
        "model.safetensors": safetensors(["embeddings.word_embeddings.weight": [1, 2, 3, 4]]),
      ])
    switch try ModelSource.open(folder) {
    case .model(let archive):
      _ = archive.labels
      let text = archive.configuration.json()
      let again = try LukeConfiguration(json: text, origin: "again")
      expect(again.json() == text, "a written configuration is read as another")
      let head = try LukeHeads.head(of: archive.configuration, origin: folder)
      guard archive.configuration.layerCount < 20 else { return }
      let store = ParameterStore()
      _ = head.init(archive.configuration, in: store)
      _ = store.valueCount
    case .encoder(let encoder): _ = encoder.luke()
    case .configuration: expect(false, "a folder is no configuration")
    }
  },
  FuzzTarget(
    "trace-batch",
    words: ["\"input_ids\"", "\"attention_mask\"", "\"entity_ids\"", "\"entity_position_ids\""]
      + ["\"entity_attention_mask\"", "\"labels\"", "\"token_type_ids\"", "\"position_ids\"", "[]"]
      + [
        "\"entity_start_positions\"", "\"entity_end_positions\"", "-1", "-100", "2147483647",
        "null", "\"start_positions\"", "\"end_positions\"", "0.5",
      ],
    texts: [
      #"{"input_ids": [[0, 5, 2]], "start_positions": [1], "end_positions": [9]}"#,
      #"{"input_ids": [[[0, 5, 2], [0, 6, 2]]], "labels": [1]}"#,
      #"{"input_ids": [[0, 5, 2]], "labels": [[0.5, 1]]}"#,
      #"{"input_ids": [[0, 5, 6, 2], [0, 7, 2, 1]], "attention_mask": [[1, 1, 1, 1], [1, 1, 1, 0]]}"#,
      #"{"input_ids": [[0, 5, 2]], "entity_ids": [[2, 3]], "entity_position_ids": "#
        + #"[[[1, -1, -1], [2, -1, -1]]], "entity_attention_mask": [[1, 0]], "labels": [[1, -100]]}"#,
      #"{"input_ids": [[]]}"#, #"{"input_ids": []}"#, #"{"labels": 1}"#,
    ]
  ) { input in
    let arguments = try ForwardArguments(json: Data(input), origin: "input")
    let configuration = try LukeConfiguration(
      json: Data(SampleModel.configuration.utf8), origin: "sample")
    let batch = try PaddedBatch(arguments, configuration: configuration).withMaskedWords()
    _ = try? batch.wordRows("entity_start_positions")
    _ = try? batch.wordRows("entity_end_positions")
    _ = try? batch.indicatorTargets(classes: 2)
    _ = try? batch.numberTargets(columns: 1)
    _ = try? batch.classTargets(classes: 2)
    _ = try? batch.answers()
    for place in [PaddedBatch.LabelPlace.word, .entity, .candidate] {
      _ = try? batch.checkLabels("labels", of: place, classes: 2)
    }
  },
]

private let configurationWords =
  ["\"model_type\"", "\"vocab_size\"", "\"hidden_size\"", "\"num_hidden_layers\"", "\"id2label\""]
  + ["\"architectures\"", "\"LukeForMaskedLM\"", "\"LukeForEntityPairClassification\"", "\"bert\""]
  + [
    "\"pad_token_id\"", "\"entity_vocab_size\"", "\"entity_emb_size\"", "\"layer_norm_eps\"",
    "1e999",
  ]
  + [
    "100000000", "-1", "0", "null", "true", "\"roberta\"", "\"xlm-roberta\"",
    "\"max_position_embeddings\"",
  ]

/// A model of next to nothing.
private enum SampleModel {
  static let configuration =
    #"{"model_type": "luke", "architectures": ["LukeForEntitySpanClassification"], "vocab_size": 12, "#
    + #""entity_vocab_size": 5, "hidden_size": 4, "entity_emb_size": 2, "num_hidden_layers": 1, "#
    + #""num_attention_heads": 2, "intermediate_size": 4, "max_position_embeddings": 16, "#
    + #""type_vocab_size": 1, "pad_token_id": 1, "id2label": {"0": "O", "1": "PER"}, "#
    + #""label2id": {"O": 0, "PER": 1}, "use_entity_aware_attention": true}"#

  /// A file of a few small arrays, texts and attributes: what is changed in it is mostly its structure.
  static func arrays(_ compression: HDF5Compression) throws -> [UInt8] {
    try written { path in
      try HDF5File.write(to: path, compression: compression) { file in
        try file.setAttribute("format", of: "/", to: "x")
        try file.setAttribute("version", of: "/", to: 1)
        try file.write(text: "text", to: "/text")
        try file.write(bytes: [1, 2, 3], to: "/bytes")
        try file.write([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3], to: "/m/a")
        let values: [Float] = [1, 2]
        try values.withUnsafeBufferPointer {
          try file.write($0, shape: [2], as: .bfloat16, to: "/m/b")
        }
      }
    }
  }

  private static func written(_ body: (String) throws -> Void) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.path + "/luke-fuzzing-\(getpid()).h5"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// A model file with the state of its training.
  static func file(_ compression: HDF5Compression, _ type: ElementType) throws -> [UInt8] {
    let configuration = try LukeConfiguration(
      json: Data(Self.configuration.utf8), origin: "sample")
    let store = ParameterStore()
    _ = LukeForEntitySpanClassification(configuration, in: store)
    store.allocate()
    store.initialize(seed: 1) { _ in true }
    let weights = ModelWeights(store)
    let archive = ModelArchive(
      origin: "sample", configuration: configuration, weights: weights,
      tokenizer: StoredTokenizer(
        files: ["vocab.txt": Data("[PAD]\n[UNK]\n".utf8)], origin: "sample"),
      entityVocabulary: StoredEntityVocabulary(
        data: Data(#"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2}"#.utf8), name: "sample"),
      task: "named-entity-recognition", recipe: "{}")
    let moments = weights.renamed { "first_moment/" + $0 }
    return try written { path in
      try ModelFile.write(
        archive, training: TrainingState(document: #"{"step": 3}"#, arrays: moments), to: path,
        compression: compression, storedAs: type)
    }
  }
}
