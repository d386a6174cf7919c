import LukeFiles
public import LukeModel

extension ModelWeights {
  /// Whether an array is one of weights by its name: a buffer of a model, such as a mask of attention,
  /// may well be infinite.
  public static func isWeight(_ name: String) -> Bool {
    ["weight", "bias", "gamma", "beta"].contains {
      name == $0 || name.hasSuffix("." + $0)
    }
  }

  /// Arrays of the file, under the names that they have there, of which no weight with a name of
  /// `names` takes its values.
  public func unusedFileNames(by names: some Sequence<String>) -> [String] {
    let used = Set(names.flatMap { entries[$0]?.fileNames ?? [] })
    return fileNames.filter { !used.contains($0) }.sorted()
  }
}

extension ModelWeights {
  /// Whether a model goes without an array: that of a head or a pooler that it does not have, or the
  /// queries that entity-aware attention would need.
  ///
  /// A bare model has its names without `luke.`.
  public static func isDispensable(
    _ name: String, for configuration: LukeConfiguration, isBare: Bool = false
  ) -> Bool {
    let name = isBare ? LukeNames.belowLuke(name) : name
    if LukeNames.isOfEncoder(name) {
      let head = configuration.architectures?.first.flatMap(LukeHeads.head(named:))
      return !configuration.usesEntityAwareAttention && LukeNames.isEntityAwareQuery(name)
        || head?.pooler == .absent && LukeNames.part(of: name) == .pooler
    }
    return LukeNames.part(of: name) != .classifier || LukeNames.isOfSpecialClassifier(name)
  }

  /// What a model with parameters of these names does with the file, one sentence each: what is read
  /// as something else, what is not used, and what begins at random because the file lacks it.
  public func notes(onParameters names: [String]) -> [String] {
    let unused = unusedFileNames(by: names)
    let random = names.filter { entries[$0] == nil }
    return notes
      + [
        unused.isEmpty ? nil : "\(weightOrigin): not used: \(NameSummary.text(unused))",
        random.isEmpty
          ? nil
          : "\(weightOrigin): begins at random, for the file lacks it: \(NameSummary.text(random))",
      ].compactMap(\.self)
  }

  /// Reads everything once; throws what reading throws.
  public func verifyNumbers() throws {
    for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let parts = entry.rowParts
      let part = Entry.Values.allocate(capacity: (parts.first?.count ?? 0) * entry.rowSize)
      defer { part.deallocate() }
      for rows in parts {
        try entry.readRows(rows, .init(rebasing: part[..<(rows.count * entry.rowSize)]))
      }
    }
  }
}

/// Many names in few words.
public enum NameSummary {
  /// Names of weights, of which those of one part of a model are counted: `lm_head (5 arrays)`.
  public static func text(_ names: [String]) -> String {
    var groups: [(part: String, names: [String])] = []
    for name in names.sorted() {
      let part = part(of: name)
      if let index = groups.firstIndex(where: { $0.part == part }) {
        groups[index].names.append(name)
      } else {
        groups.append((part, [name]))
      }
    }
    return groups.map {
      $0.names.count == 1 ? $0.names[0] : "\($0.part) (\($0.names.count) arrays)"
    }
    .joined(separator: ", ")
  }

  /// Names below which parts of models stand.
  private static let bases = [
    LukeNames.encoderModule, "bert", "roberta", "module", "model", "base_model", "_orig_mod",
  ]

  private static func part(of name: String) -> String {
    let components = name.split(separator: ".")
    var count = components.prefix { bases.contains(String($0)) }.count + 1
    // The layer of an encoder is a part.
    if count + 1 < components.count, components[count - 1] == LukeNames.layerModule,
      components[count] == LukeNames.layerList
    {
      count += 2
    }
    return components.prefix(min(count, max(1, components.count - 1))).joined(separator: ".")
  }
}

extension CheckpointError {
  /// The most arrays that are listed one by one.
  private static let mostListed = 10

  /// The error for a file in which weights are infinite or not a number, with all of them.
  static func weightsWithoutNumbers(in arrays: any NamedArrays) -> any Error {
    do {
      let found = try arrays.nonFiniteArrays(where: ModelWeights.isWeight)
      let listed = found.prefix(mostListed).map { "\($0.description)" }
      let rest =
        found.count > mostListed ? ["and \(found.count - mostListed) more such arrays"] : []
      let advice = "such weights cannot be used; take another copy or an earlier checkpoint"
      return badContent(
        path: found.first?.path ?? arrays.path, faults: listed + rest + [advice])
    } catch {
      return error
    }
  }
}
