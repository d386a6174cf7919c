/// Standard input as a file: the path that `-` stands for, and what messages call it.
package enum StandardInput {
  /// Where the system has it.
  package static let path = "/dev/stdin"
  /// What it is called.
  package static let name = "standard input"

  /// What messages call a path.
  package static func name(of path: String) -> String { path == self.path ? name : path }
}
