import LukeJSON
import LukeTasks

extension DataReport {
  /// All of it as one JSON object, in one line.
  public var json: String { value.compactText }

  private var value: JSONValue {
    .object([
      "recipe": .string(recipeFile), "task": .string(data.kind),
      "splits": .array(data.splits.map { Self.value($0, hasScores: data.hasScores) }),
      "first_example": firstExample.map(Self.value) ?? .null,
      "max_length": data.maximumLength.map { .integer($0) } ?? .null,
      "unknown_share": data.unknownShare.map { .double($0) } ?? .null,
      "errors": .integer(count(.error)), "warnings": .integer(count(.warning)),
      "notes": .integer(count(.note)), "findings": .array(findings.map(Self.value)),
    ])
  }

  /// The first example of the first file.
  var firstExample: ShownExample? {
    data.splits.lazy.flatMap(\.files).compactMap(\.overview.first).first
  }

  private static func value(_ split: CheckedData.Split, hasScores: Bool) -> JSONValue {
    let labels = hasScores ? [:] : split.labels
    var json = JSONValue.object([
      "split": .string(split.key), "files": .array(split.files.map(value)),
      "labels": .object(
        labels.sorted { $0.key < $1.key }.map {
          JSONValue.Member(key: $0.key, value: .integer($0.value.count))
        }),
      "subwords": split.subwords.map {
        .object([
          "passes": .integer($0.passCount), "mean": .double($0.mean),
          "longest": .integer($0.longest),
        ])
      } ?? .null,
    ])
    if hasScores { json["scores"] = ScoreSummary(split.labels)?.json ?? JSONValue.null }
    return json
  }

  private static func value(_ file: CheckedData.File) -> JSONValue {
    .object([
      "file": .string(file.path), "unit": .string(file.overview.unit),
      "examples": .integer(file.overview.examples.count),
      "documents": file.overview.documentCount.map { .integer($0) } ?? .null,
      "found": .string(file.description),
      "layout": .object(
        file.overview.layout.map {
          JSONValue.Member(key: $0.name, value: .string($0.value))
        }),
    ])
  }

  private static func value(_ example: ShownExample) -> JSONValue {
    .object([
      "file": .string(example.location.file), "line": .integer(example.location.line),
      "words": .array(example.words.map { .string($0) }),
      "tags": .array(example.tags.map { .array($0.map { .string($0) }) }),
      "parts": .object(
        example.parts.map { JSONValue.Member(key: $0.name, value: .string($0.text)) }),
    ])
  }

  private static func value(_ finding: Finding) -> JSONValue {
    .object([
      "kind": .string(finding.kind), "severity": .string(finding.severity.rawValue),
      "file": finding.file.map { .string($0) } ?? .null,
      "line": finding.line.map { .integer($0) } ?? .null,
      "column": finding.column.map { .integer($0) } ?? .null,
      "what": .string(finding.what), "to_do": finding.toDo.map { .string($0) } ?? .null,
      "others": .array(
        finding.others.map {
          .object(["file": .string($0.file), "line": .integer($0.line)])
        }), "more": .integer(finding.repetitions),
    ])
  }
}

extension ScoreSummary {
  /// Count, least, mean and greatest.
  var json: JSONValue {
    .object([
      "count": .integer(count), "least": .double(least), "mean": .double(mean),
      "greatest": .double(greatest),
    ])
  }
}
