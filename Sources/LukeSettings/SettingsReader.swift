import LukeJSON
import LukeSystem

/// What decoding of settings needs to know and what it gathers: folders that paths start from, and
/// every fault found.
public struct SettingsReader {
  /// The name of the file for fault messages, as the user wrote it.
  public var fileName: String
  /// The folder that paths written in the file start from.
  public var fileFolder: String
  /// The folder that paths written on the command line start from.
  public var currentFolder: String
  /// Every key path there is, to find keys written in the wrong section; found when they are asked for.
  public var knownKeyPaths: [String] { findKnownKeyPaths() }
  private let findKnownKeyPaths: () -> [String]
  /// The faults found so far, in the order of the file.
  public private(set) var faults: [RecipeFault] = []
  /// The key paths of these faults.
  private var faultyKeyPaths: Set<String> = []
  /// The key paths of sections and keys whose place nothing that could be read was at.
  private var unreadKeyPaths: Set<String> = []

  /// Creates a reader of one file.
  public init(
    fileName: String, fileFolder: String, currentFolder: String,
    knownKeyPaths: @autoclosure @escaping () -> [String] = []
  ) {
    self.fileName = fileName
    self.fileFolder = fileFolder
    self.currentFolder = currentFolder
    findKnownKeyPaths = knownKeyPaths
  }

  /// Notes a fault at `keyPath`, whose value or key stands at `origin`.
  public mutating func fault(_ message: String, at keyPath: String, origin: JSONOrigin) {
    let fault: RecipeFault =
      switch origin {
      case .file(let line, let column):
        RecipeFault(source: "\(fileName):\(line):\(column)", keyPath: keyPath, message: message)
      case .override(let key, _) where key == keyPath:
        RecipeFault(source: "--set \(key)", keyPath: "", message: message)
      case .override(let key, _):
        RecipeFault(source: "--set \(key)", keyPath: keyPath, message: message)
      case .none:
        RecipeFault(source: fileName, keyPath: keyPath, message: message)
      }
    faultyKeyPaths.insert(keyPath)
    if !faults.contains(fault) { faults.append(fault) }
  }

  /// Notes a fault that leaves nothing of a section or key: it is missing, or something else.
  package mutating func faultWithoutValue(_ message: String, at keyPath: String, origin: JSONOrigin)
  {
    unreadKeyPaths.insert(keyPath)
    fault(message, at: keyPath, origin: origin)
  }

  /// Whether all of these keys of the section at `keyPath` say what was meant: a check of several keys
  /// together goes by such alone, for one with a fault has some other value by now.
  public func areSound(_ keys: String..., in keyPath: String) -> Bool {
    keys.allSatisfy { isSound(keyPath.isEmpty ? $0 : keyPath + "." + $0) }
  }

  private func isSound(_ keyPath: String) -> Bool {
    let isWithin = { (inner: String, outer: String) in
      inner == outer || inner.hasPrefix(outer + ".") || inner.hasPrefix(outer + "[")
    }
    return !faultyKeyPaths.contains { isWithin($0, keyPath) }
      && !unreadKeyPaths.contains { isWithin(keyPath, $0) }
  }

  /// `path` made absolute: from the file's folder, or from the current folder if it was written on
  /// the command line.
  ///
  /// `-` is standard input, as for commands.
  public func resolve(_ path: String, origin: JSONOrigin) -> String {
    if path == "-" { return "/dev/stdin" }
    if case .override = origin { return Self.join(currentFolder, path) }
    return Self.join(fileFolder, path)
  }

  /// `path` seen from `folder`, without `.` and `..`.
  ///
  /// `..` after a link leads out of the folder that the link leads to, as it does for the system; other
  /// links stay as they are.
  ///
  /// `~/` is the user's own folder, as in shells.
  public static func join(_ folder: String, _ path: String) -> String {
    let path = RealPath.expandingHome(path)
    let whole = path.hasPrefix("/") ? path : folder + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        let above = (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        if let real = RealPath.ofLink(above) { parts = real.split(separator: "/") }
        if !parts.isEmpty { parts.removeLast() }
      } else if part != ".." || !whole.hasPrefix("/") {
        parts.append(part)
      }
    }
    return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
