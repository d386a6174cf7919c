import Foundation
import LukeSystem
import LukeTestSupport
import Testing

@Suite struct AllowedCoresTests {
  private func cores(_ memberships: String, _ files: [String: String]) throws -> AllowedCores {
    try withTemporaryFolder { folder in
      for (name, content) in files {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
      }
      return AllowedCores(affinity: 8, memberships: memberships, root: folder.path)
    }
  }

  @Test func withoutQuotaItIsTheAffinity() throws {
    #expect(try cores("", [:]).count == 8)
    #expect(try cores("0::/", ["cpu.max": "max 100000\n"]).count == 8)
    #expect(try cores("4:cpu,cpuacct:/", ["cpu/cpu.cfs_quota_us": "-1\n"]).count == 8)
  }

  /// Enough threads to use a quota up, and no more.
  @Test(arguments: [("50000", 1), ("100000", 1), ("150000", 2), ("300000", 3), ("9900000", 8)])
  func aQuotaIsRoundedUp(_ quota: String, _ count: Int) throws {
    #expect(try cores("0::/job", ["job/cpu.max": "\(quota) 100000\n"]).count == count)
    #expect(
      try cores(
        "7:memory:/other\n4:cpu,cpuacct:/job\n",
        [
          "cpu,cpuacct/job/cpu.cfs_quota_us": quota + "\n",
          "cpu,cpuacct/job/cpu.cfs_period_us": "100000\n",
        ]
      ).count == count)
  }

  @Test func theTightestOfTheGroupsAboveHolds() throws {
    let files = [
      "a/cpu.max": "200000 100000", "a/b/cpu.max": "max 100000", "a/b/c/cpu.max": "400000 100000",
    ]
    #expect(try cores("0::/a/b/c", files).count == 2)
  }

  /// A container sees the host's path and its own root.
  @Test func aPathThatIsNotThereIsNoObstacle() throws {
    #expect(try cores("0::/docker/0123", ["cpu.max": "100000 100000"]).count == 1)
  }

  @Test(arguments: [
    ("Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7\nMems_allowed:\t1\n", 8),
    ("Cpus_allowed_list:\t3\n", 1), ("Cpus_allowed_list:\t0-1,4,6-7\n", 5),
  ])
  func affinityIsCounted(_ status: String, _ count: Int) {
    #expect(AllowedCores.affinity(status: status) == count)
  }

  @Test(arguments: ["", "Cpus_allowed_list:\t\n", "Cpus_allowed_list:\tx-y\n"])
  func whatCannotBeReadIsNil(_ status: String) {
    #expect(AllowedCores.affinity(status: status) == nil)
  }
}
