/// Where a JSON value came from.
public enum JSONOrigin: Hashable, Sendable {
  /// A place in a file; lines and columns count from 1, columns in Unicode scalars.
  case file(line: Int, column: Int)
  /// An override of the command line: its key path and its value as typed.
  case override(key: String, text: String)
  /// Made by the program.
  case none
}

/// Where a JSON value and its parts came from: a tree of the shape of the value.
struct JSONOrigins: Sendable {
  /// Where the value came from.
  var whole: JSONOrigin
  /// Where each element came from, or each member's value; empty where all came from the same as the
  /// whole.
  var parts: [JSONOrigins] = []
  /// Where the keys of an object came from; empty as for `parts`.
  var keys: [JSONOrigin] = []

  func part(_ index: Int) -> JSONOrigins {
    parts.isEmpty ? JSONOrigins(whole: whole) : parts[index]
  }
  func key(_ index: Int) -> JSONOrigin { keys.isEmpty ? whole : keys[index] }
}
