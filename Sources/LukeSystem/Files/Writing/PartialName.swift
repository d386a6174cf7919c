import Foundation

/// The name of a part of a file or folder, which says of which one, and which process writes it:
/// `.name.partial-<process id>`.
struct PartialName {
  /// The name itself.
  let name: String
  /// The name of what it becomes, cut where that is long.
  private let target: String
  private let process: pid_t
  /// What stands behind the number of the process.
  let suffix: String

  private static let mark = ".partial-"

  /// The name of a part of what shall be called `name`.
  static func of(_ name: String, process: pid_t) -> String {
    "." + cut(name) + mark + String(process)
  }

  /// Takes a name apart; nil for one of another kind.
  init?(_ name: String) {
    self.name = name
    let suffix = [AtomicFile.oldSuffix, AtomicFile.listSuffix].first(where: name.hasSuffix) ?? ""
    let stem = name.dropLast(suffix.count)
    guard stem.hasPrefix("."), let mark = stem.range(of: Self.mark, options: .backwards),
      let process = pid_t(stem[mark.upperBound...]), process > 0
    else { return nil }
    target = String(stem[..<mark.lowerBound].dropFirst())
    (self.process, self.suffix) = (process, suffix)
  }

  /// Whether it is a part of what is called `name`.
  func isOf(_ name: String) -> Bool { target == Self.cut(name) }

  /// The name of what it becomes; nil where it was cut.
  var wholeTarget: String? { target.utf8.count <= Self.longest ? target : nil }

  /// Whether nobody writes it: the process has ended, or its number is ours now, as it often is where
  /// programs run in containers.
  var isAbandoned: Bool {
    process == getpid() ? !ActivePartials.contains(name) : !isAlive
  }

  /// Whether the process runs.
  ///
  /// One that has ended and was not waited for has a number still, where
  /// the first process of a container waits for none.
  private var isAlive: Bool {
    if kill(process, 0) != 0, errno == ESRCH { return false }
    // The state stands behind the name in parentheses, which may hold anything.
    let status = (try? WholeFile.read("/proc/\(process)/stat")) ?? []
    let state = status.lastIndex(of: UInt8(ascii: ")")).map { status[$0...].dropFirst(2).first }
    return state != UInt8(ascii: "Z")
  }
}

extension PartialName {
  /// The bytes of a name that file systems take are 255, of which mark, number and suffix need some.
  private static let longest = 200

  /// A name so short that more can be added to it: a long one is cut and its checksum added, which
  /// makes it longer than any that is whole.
  static func cut(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    var start = ""
    for scalar in name.unicodeScalars where start.utf8.count <= longest {
      start.unicodeScalars.append(scalar)
    }
    let checksum = Array(name.utf8).withUnsafeBytes { Checksum(of: $0).value }
    return start + "~" + Checksum.digits(checksum)
  }
}
