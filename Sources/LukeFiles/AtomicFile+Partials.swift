import Foundation

extension AtomicFile {
  /// Removes the partial files and folders that processes left in `folder` when they were killed.
  ///
  /// Those of processes that still run stay. Gives the names of what was removed.
  /// - Parameter name: the file whose partials are meant; nil for all.
  @discardableResult
  public static func removeAbandonedPartials(in folder: String, of name: String? = nil) -> [String]
  {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return found.filter { isAbandonedPartial($0, of: name) }.filter { name in
      (try? FileManager.default.removeItem(atPath: folder + "/" + name)) != nil
    }
  }

  private static func isAbandonedPartial(_ found: String, of name: String?) -> Bool {
    let found = found.hasSuffix(".old") ? String(found.dropLast(4)) : found
    guard found.hasPrefix("."), let mark = found.range(of: ".partial-", options: .backwards),
      name == nil || found[..<mark.lowerBound].dropFirst() == name ?? "",
      let process = pid_t(found[mark.upperBound...]), process > 0
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
