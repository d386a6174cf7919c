import LukeJSON
import LukeSettings

/// Data sets that others have published, as `Datasets/catalog.json` lists them.
public struct DatasetCatalog: Hashable, Sendable {
  /// The sets, in the order of the list.
  public var sets: [PublicDataset] = []

  /// An empty catalogue.
  public init() {}

  /// Reads a catalogue; nil is the one that comes with the program.
  /// - Throws: `TrainingError` with every fault of the file.
  public static func read(_ path: String? = nil) throws -> DatasetCatalog {
    let bytes =
      try path.map { try FileAccess.read($0, named: $0, what: "catalogue", as: .stream) }
      ?? Array(text.utf8)
    let name = path ?? "catalog.json"
    var reader = SettingsReader(fileName: name, fileFolder: "", currentFolder: "")
    do throws(JSONSyntaxError) {
      let catalog = DatasetCatalog(node: try JSONReader.read(bytes), at: "", reader: &reader)
      if reader.faults.isEmpty { return catalog }
    } catch {
      throw TrainingError.badData("\(name):\(error.line):\(error.column): \(error.message)")
    }
    throw TrainingError.several(reader.faults.map(\.description), .badData)
  }

  /// The set of a name.
  /// - Throws: `TrainingError.usage` where there is none.
  public func set(_ name: String) throws -> PublicDataset {
    if let set = sets.first(where: { $0.name == name }) { return set }
    let nearest = Suggestion.nearest(to: name, in: sets.map(\.name)).map { "did you mean \($0)?" }
    throw TrainingError.usage(
      "\(name): no such data set; \(nearest ?? "luke-train datasets list shows all")")
  }

  /// All sets as lines of a table: name, task, size, licence.
  public var table: [String] {
    let rows = sets.map { set in
      [
        set.name, set.task,
        set.request == nil
          ? NumberText.fixed(Double(set.byteCount) / 1e6, 1) + " MB" : "on request",
        set.licence,
      ]
    }
    let heading = ["name", "task", "size", "licence"]
    let widths = heading.indices.map { column in
      ([heading] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([heading] + rows).map { row in
      row.enumerated().map { column, text in
        column == row.count - 1
          ? text : text + String(repeating: " ", count: widths[column] - text.count)
      }.joined(separator: "  ")
    }
  }
}

extension DatasetCatalog: Settings {
  /// What the file is about.
  public static var summary: String { "Data sets that others have published." }

  /// The keys.
  public static var fields: [SettingsField<DatasetCatalog>] {
    [SettingsField("sets", \.sets, .list(of: .section), required: true, "The sets.")]
  }

  /// Notes names that are given twice.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    var seen: Set<String> = []
    for set in sets where !seen.insert(set.name).inserted {
      reader.fault("\(set.name) is given twice", at: "sets", origin: origin)
    }
  }
}
