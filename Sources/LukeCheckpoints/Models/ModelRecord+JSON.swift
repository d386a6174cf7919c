public import Foundation
import LukeJSON
import LukeSystem

/// What a model knows about itself, as files have it.
extension ModelRecord {
  /// Reads the content of `/about` or `about.json`; keys that are not known are passed over, and what is of
  /// another kind than it should be is not known then.
  /// - Throws: `CheckpointError` for what is no JSON object, which names `file`.
  public init(data: Data, file: String) throws {
    let json = try JSONSyntax.parse(data, of: file)
    guard json.members != nil else {
      throw CheckpointError.badContent(file, "this is not a JSON object")
    }
    self.init(json)
  }

  /// The content of `/about` and `about.json`.
  public var text: String { json.prettyText + "\n" }

  /// Everything as a JSON object.
  package var json: JSONValue {
    var json = JSONValue.object([])
    json["program"] = program.map(JSONValue.string)
    json["created"] = created.map(JSONValue.string)
    json["training_seconds"] = trainingSeconds.map(JSONValue.double)
    json["step"] = step.map(JSONValue.integer)
    json["epoch"] = epoch.map(JSONValue.double)
    json["seed"] = seed.map(JSONValue.integer)
    json["start"] = start?.json
    if !hub.isEmpty { json["hub"] = hub.json }
    var scores = JSONValue.object([])
    scores["validation"] = validation?.json
    scores["test"] = test?.json
    if scores.members?.isEmpty == false { json["scores"] = scores }
    if !data.isEmpty {
      json["data"] = .object(data.map { .init(key: $0.name, value: $0.json) })
    }
    json["machine"] = machine?.json
    return json
  }

  init(_ json: JSONValue) {
    self.init()
    program = json["program"]?.string
    created = json["created"]?.string
    trainingSeconds = json["training_seconds"]?.double
    step = json["step"]?.wholeNumber
    epoch = json["epoch"]?.double
    seed = json["seed"]?.wholeNumber
    start = json["start"].flatMap(Start.init)
    hub = json["hub"].map { HubFacts($0) } ?? HubFacts()
    validation = json["scores"]?["validation"].flatMap(Scores.init)
    test = json["scores"]?["test"].flatMap(Scores.init)
    data = (json["data"]?.members ?? []).map { Split(name: $0.key, $0.value) }
    machine = json["machine"].flatMap(Machine.init)
  }
}

extension ModelRecord.Start {
  fileprivate var json: JSONValue {
    .object(["name": .string(name), "weights": .string(weights)])
  }

  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let weights = json["weights"]?.string else {
      return nil
    }
    self.init(name: name, weights: weights)
  }
}

extension ModelRecord.Scores {
  /// The scores as a JSON object.
  package var json: JSONValue {
    .object([
      "decides": .string(deciding), "rank": .double(rank),
      "scores": .object(
        values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) }),
    ])
  }

  /// Reads what ``json`` writes; nil for anything else.
  package init?(_ json: JSONValue) {
    guard let deciding = json["decides"]?.string, let scores = json["scores"]?.members else {
      return nil
    }
    self.init(
      deciding: deciding, rank: json["rank"]?.double ?? .nan,
      values: scores.map { .init(name: $0.key, value: $0.value.double ?? .nan) })
  }
}

extension ModelRecord.Split {
  fileprivate var json: JSONValue {
    var json = JSONValue.object([])
    json["examples"] = examples.map { .integer($0.number) }
    json["unit"] = examples.map { .string($0.unit) }
    json["files"] = .array(files.map(\.json))
    return json
  }

  fileprivate init(name: String, _ json: JSONValue) {
    var examples: ModelRecord.Count?
    if let number = json["examples"]?.wholeNumber {
      examples = .init(number, json["unit"]?.string ?? "examples")
    }
    self.init(
      name: name, examples: examples,
      files: (json["files"]?.elements ?? []).compactMap(ModelRecord.File.init))
  }
}

extension ModelRecord.File {
  fileprivate var json: JSONValue {
    var json = JSONValue.object(["name": .string(name)])
    json["crc32"] = checksum.map { .string(Checksum.digits($0)) }
    json["part"] = part.map(JSONValue.string)
    if !counts.isEmpty {
      json["counts"] = .object(
        counts.map { .init(key: $0.unit, value: .integer($0.number)) })
    }
    return json
  }

  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.string else { return nil }
    self.init(
      name: name, checksum: json["crc32"]?.string.flatMap { UInt32($0, radix: 16) },
      part: json["part"]?.string,
      counts: (json["counts"]?.members ?? []).compactMap { member in
        member.value.wholeNumber.map { .init($0, member.key) }
      })
  }
}

extension ModelRecord.Machine {
  fileprivate var json: JSONValue {
    .object([
      "processor": .string(processor), "cores": .integer(cores), "threads": .integer(threads),
      "memory_bytes": .integer(memory), "kernels": .string(kernels),
    ])
  }

  fileprivate init?(_ json: JSONValue) {
    guard let processor = json["processor"]?.string, let cores = json["cores"]?.wholeNumber,
      let threads = json["threads"]?.wholeNumber, let memory = json["memory_bytes"]?.wholeNumber,
      let kernels = json["kernels"]?.string
    else { return nil }
    self.init(
      processor: processor, cores: cores, threads: threads, memory: memory, kernels: kernels)
  }
}
