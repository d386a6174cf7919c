import LukeJSON
import LukeSystem

/// What lies at a path, for people and programs: a model or the folder of a run, a corpus, what was prepared, a
/// tokenizer, an entity vocabulary, a mention dictionary, or labelled data.
public struct Inspection {
  private let thing: any InspectedThing

  /// Looks at what is there.
  /// - Throws: a `UserError` for what is not there, damaged, or nothing that is known, which then says what is.
  public init(_ path: String) throws { thing = try Recognition.thing(at: path) }

  /// What matters most, on one screen.
  public var lines: [String] {
    get throws { try Self.lines(thing) }
  }

  /// Gives `emit` a line for everything that is known.
  public func writeAll(emit: (String) throws -> Void) throws { try thing.writeAll(emit: emit) }

  /// Everything as one JSON object.
  public var json: String { get throws { try thing.json.prettyText } }

  private static func lines(_ thing: any InspectedThing) throws -> [String] {
    var lines = thing.title.split(separator: "\n").map(String.init)
    for row in thing.rows {
      lines += WrappedText.lines("\(row.name): \(row.text)", indent: 0, further: 2)
    }
    lines += try thing.notes.map(\.shownOnOneLine)
    if !thing.next.isEmpty { lines += ["next:"] + thing.next.map { "  " + $0.shownOnOneLine } }
    return lines
  }
}

/// Something that can be looked at.
protocol InspectedThing {
  /// The path and what is there.
  var title: String { get }
  /// What matters most of it.
  var rows: [InspectedRow] { get }
  /// What is wrong or unusual, one sentence each.
  var notes: [String] { get throws }
  /// Commands that go on from here.
  var next: [String] { get }
  /// Gives `emit` a line for everything that is known.
  func writeAll(emit: (String) throws -> Void) throws
  /// Everything as a JSON object.
  var json: JSONValue { get throws }
}

/// A fact under its name.
struct InspectedRow: Hashable {
  var name: String
  var text: String

  init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
}
