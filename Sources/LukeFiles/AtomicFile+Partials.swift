import Foundation

extension AtomicFile {
  /// Removes the partial files and folders that processes left in `folder` when they were killed.
  ///
  /// Those of processes that still run stay. Gives the names of what was removed.
  @discardableResult
  public static func removeAbandonedPartials(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter(isAbandonedPartial).filter { name in
      (try? FileManager.default.removeItem(atPath: folder + "/" + name)) != nil
    }
  }

  private static func isAbandonedPartial(_ name: String) -> Bool {
    guard name.hasPrefix("."), let mark = name.range(of: ".partial-", options: .backwards),
      let process = pid_t(name[mark.upperBound...]), process > 0
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
