import Foundation

@testable import LukeFiles

/// Files of weights that others write.
let weightTargets = [
  FuzzTarget(
    "safetensors",
    words: [
      "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"BF16\"", "\"I64\"",
      "\"__metadata__\"", "[0,4]",
    ],
    seeds: {
      try [
        safetensors(["a": [1, 2, 3, 4], "b": [5]]),
        littleEndian(60, 8)
          + Array(#"{"a":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}    "#.utf8)
          + Array(repeating: 1, count: 16),
      ]
    }
  ) { input in try readEverything(in: SafetensorsFile(path: Surroundings.shared.file(of: input))) },
  FuzzTarget(
    "pytorch",
    words: ["PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", "archive/data.pkl", "archive/data/0"],
    seeds: {
      [
        SampleArchive.zip(pickle: SampleArchive.pickle()),
        [0x80, 2, 0x8a, 10] + Array("legacy".utf8),
      ]
    }
  ) { input in try readEverything(in: PyTorchArchive(path: Surroundings.shared.file(of: input))) },
  FuzzTarget(
    "pickle",
    words: [
      "ccollections\nOrderedDict\n", "ctorch._utils\n_rebuild_tensor_v2\n",
      "ctorch\nFloatStorage\n",
      "ctorch._utils\n_rebuild_parameter\n", "ctorch\nSize\n", "cposix\nsystem\n", ")R", "}(", "u.",
      "X\u{1}\u{0}\u{0}\u{0}0", "Q", "storage", "state_dict", "tR", "(", "2", "e", "\u{8a}",
    ],
    seeds: { [SampleArchive.pickle(), SampleArchive.pickle(nested: true), SampleArchive.command] }
  ) { input in
    let file = Surroundings.shared.file(of: SampleArchive.zip(pickle: input))
    try readEverything(in: PyTorchArchive(path: file))
  },
  FuzzTarget(
    "shard-index",
    words: ["\"weight_map\"", "shard.safetensors", "../", "/etc/passwd", "..", ".", "\"a\""],
    texts: [
      #"{"metadata": {"total_size": 20}, "weight_map": {"a": "shard.safetensors", "b": "shard.safetensors"}}"#,
      #"{"weight_map": {"a": "../../../../../../etc/passwd"}}"#,
      #"{"weight_map": {"a": "/etc/passwd"}}"#,
      #"{"weight_map": {"a": ".."}}"#, #"{"weight_map": {"a": ""}}"#,
    ]
  ) { input in
    let folder = try Surroundings.shared.folder(
      "shards",
      holding: [
        "shard.safetensors": safetensors(["a": [1, 2, 3, 4], "b": [5]]), "index.json": input,
      ])
    let arrays = try ShardedArrays(indexPath: folder + "/index.json") {
      try SafetensorsFile(path: $0)
    }
    try readEverything(in: arrays)
  },
]

/// Reads all arrays there are.
func readEverything(in arrays: any NamedArrays) throws {
  for array in arrays.descriptions {
    if array.elementType.isFloatingPoint {
      _ = try arrays.readFloats(array.name)
    } else {
      _ = try arrays.readIntegers(array.name)
    }
  }
}

func littleEndian(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A file with these arrays of one axis.
func safetensors(_ arrays: [String: [Float]]) throws -> [UInt8] {
  let descriptions = arrays.sorted { $0.key < $1.key }.map {
    ArrayDescription(name: $0.key, shape: [$0.value.count])
  }
  var (header, data, entries): ([UInt8], [UInt8], [String]) = ([], [], [])
  for array in descriptions {
    let start = data.count
    for value in arrays[array.name] ?? [] { data += littleEndian(Int(value.bitPattern), 4) }
    entries.append(
      "\"\(array.name)\":{\"dtype\":\"F32\",\"shape\":[\(array.shape[0])],"
        + "\"data_offsets\":[\(start),\(data.count)]}")
  }
  header = Array("{\(entries.joined(separator: ","))}".utf8)
  while header.count % 8 != 0 { header.append(0x20) }
  return littleEndian(header.count, 8) + header + data
}
