import Foundation

/// How many cores this process may keep busy.
///
/// A scheduler or a container allows fewer than the machine has, by affinity or by a quota of control
/// groups; threads beyond them would wait for each other.
public struct AllowedCores: Hashable, Sendable {
  /// The cores that the process is bound to.
  public let affinity: Int
  /// The cores' worth of time that its control groups leave it; nil without a quota.
  public let quota: Double?

  /// The number of threads to run: no more than cores, and no fewer than use up a quota.
  public var count: Int {
    guard let quota else { return affinity }
    return max(1, min(affinity, Int(min(quota.rounded(.up), 1e6))))
  }

  /// What this process is allowed now.
  public static var current: AllowedCores {
    AllowedCores(
      affinity: text("/proc/self/status").flatMap(affinity)
        ?? ProcessInfo.processInfo.activeProcessorCount,
      memberships: text("/proc/self/cgroup") ?? "", root: "/sys/fs/cgroup")
  }

  /// Reads the quotas of control groups.
  /// - Parameters:
  ///   - memberships: what `/proc/self/cgroup` says.
  ///   - root: where the control groups are mounted.
  package init(affinity: Int, memberships: String, root: String) {
    self.affinity = max(1, affinity)
    quota = memberships.split(separator: "\n").flatMap { line -> [Double] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let controllers = parts[1].split(separator: ",")
      if controllers.isEmpty {
        return Self.folders(of: parts[2], below: root).compactMap(Self.unifiedQuota)
      }
      guard controllers.contains("cpu") else { return [] }
      return [root + "/cpu", root + "/" + parts[1]].flatMap {
        Self.folders(of: parts[2], below: $0).compactMap(Self.legacyQuota)
      }
    }.min()
  }

  /// The number of cores in what `/proc/self/status` says of a thread, such as
  /// `Cpus_allowed_list: 0-3,8`; nil where it says nothing of them.
  package static func affinity(status: String) -> Int? {
    let key = "Cpus_allowed_list:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
      return nil
    }
    let ranges = line.dropFirst(key.count).trimmingCharacters(in: .whitespaces).split(
      separator: ",")
    let counts = ranges.map { range -> Int? in
      let ends = range.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else {
        return nil
      }
      return last - first + 1
    }
    let count = counts.reduce(0) { $0 + ($1 ?? 0) }
    return counts.contains(nil) || count < 1 ? nil : count
  }

  /// The folder of a group and those above it, whose quotas hold for it, too.
  ///
  /// In a container the path is often that of the host, of which only the root is mounted.
  private static func folders(of path: Substring, below root: String) -> [String] {
    let names = path.split(separator: "/").filter { $0 != ".." }
    return (0...names.count).map { count in
      ([root[...]] + names.prefix(count)).joined(separator: "/")
    }
  }

  /// Version 2: `cpu.max` holds quota and period, or `max` for none.
  private static func unifiedQuota(_ folder: String) -> Double? {
    let words = text(folder + "/cpu.max")?.split { $0 == " " || $0 == "\n" } ?? []
    guard words.count == 2 else { return nil }
    return share(Double(words[0]), of: Double(words[1]))
  }

  /// Version 1: two files; the quota is -1 for none.
  private static func legacyQuota(_ folder: String) -> Double? {
    func number(_ name: String) -> Double? {
      text(folder + "/" + name).flatMap {
        Double($0.trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
    return share(number("cpu.cfs_quota_us"), of: number("cpu.cfs_period_us"))
  }

  private static func share(_ quota: Double?, of period: Double?) -> Double? {
    guard let quota, let period, quota > 0, period > 0 else { return nil }
    return quota / period
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
