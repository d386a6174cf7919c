import Foundation
import LukeTestSupport
import Testing

/// Every write, fsync, close, truncate, rename, unlink, mkdir and create of the commands that write is
/// killed at, half made, or failed: nothing is lost, and what goes on ends with the same bits.
///
/// A few of them here; all with `make attack`.
@Suite struct FaultTests {
  @Test(arguments: AttackedCommand.all)
  func nothingIsLostAtAnyCall(_ command: AttackedCommand) throws {
    let attack = try Attack(command)
    #expect(attack.calls.count > 4)
    let faults = attack.faults(count: 14)
    var losses: [String] = []
    for fault in faults { losses += try attack.losses(by: fault) }
    #expect(losses == [])
    let kills = faults.count { $0.way.isKill }
    AttackTable.add(
      command.name,
      "\(attack.calls.count) calls: \(kills) kills, \(faults.count - kills) faults",
      lost: losses.count)
  }
}
