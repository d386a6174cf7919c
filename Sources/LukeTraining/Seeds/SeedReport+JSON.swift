import LukeJSON

extension SeedReport {
  /// The content of `seeds.json`.
  package var text: String {
    var json: JSONValue = .object(["best": best.map(JSONValue.integer) ?? .null])
    if !trained.isEmpty, trained.count == seeds.count {
      for (key, split) in [("validation", \Record.validation), ("test", \.test)] {
        let spreads = spreads(of: split)
        if !spreads.isEmpty { json[key] = Self.json(spreads) }
      }
    }
    json["seeds"] = .array(records.map(\.json))
    json["data"] = SameData.json(data)
    return json.prettyText + "\n"
  }

  private static func json(
    _ spreads: [(name: String, values: [Double], spread: ScoreSpread)]
  ) -> JSONValue {
    .object(
      spreads.map { name, values, spread in
        JSONValue.Member(
          key: name,
          value: .object([
            "mean": .double(spread.mean),
            "standard_deviation": spread.deviation.map(JSONValue.double) ?? .null,
            "values": .array(values.map(JSONValue.double)),
          ]))
      })
  }

  /// Reads what ``text`` writes; nil for anything else.
  package init?(_ json: JSONValue, seeds: [Int]) {
    guard let elements = json["seeds"]?.elements else { return nil }
    let records = elements.compactMap(Record.init)
    if records.count < elements.count { return nil }
    self.init(seeds: seeds)
    self.records = records
    best = json["best"]?.wholeNumber
    data = SameData.checksums(json["data"])
  }
}

extension SeedReport.Record {
  fileprivate var json: JSONValue {
    var json: JSONValue = .object([
      "seed": .integer(seed), "folder": .string(RunFileName.folder(ofSeed: seed)),
    ])
    json["last_loss"] = lastLoss.map(JSONValue.double)
    json["validation"] = validation?.json
    json["test"] = test?.json
    return json
  }

  fileprivate init?(_ json: JSONValue) {
    guard let seed = json["seed"]?.wholeNumber else { return nil }
    self.init(
      seed: seed, lastLoss: json["last_loss"]?.double,
      validation: json["validation"].flatMap { KeptScores($0) },
      test: json["test"].flatMap { KeptScores($0) })
  }
}
