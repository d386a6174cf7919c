import Foundation
import LukeTestSupport
import Testing

/// Every write, fsync, close, truncate, rename, unlink, mkdir and create of the commands that write is
/// killed at, half made, or failed: nothing is lost, and what goes on ends with the same bits.
///
/// A few of them here; all with `make attack`.
@Suite struct FaultTests {
  @Test(arguments: Share.all)
  func nothingIsLostAtAnyCall(_ share: Share) throws {
    let attack = try Attack(share.command)
    #expect(attack.calls.count > 4)
    let faults = share.part(of: attack.faults(count: 8))
    var losses: [String] = []
    for fault in faults { losses += try attack.losses(by: fault) }
    #expect(losses == [])
    let kills = faults.count { $0.way.isKill }
    AttackTable.add(
      share.testDescription,
      "\(attack.calls.count) calls: \(kills) kills, \(faults.count - kills) faults",
      lost: losses.count)
  }

  /// Every so manieth fault of a command: the whole attack has a share for each processor.
  struct Share: CustomTestStringConvertible, Sendable {
    let command: AttackedCommand
    let number: Int
    let count: Int

    /// Those of every command, or of the commands whose names hold what LUKE_ATTACK_ONLY says.
    static let all = AttackedCommand.all.filter { command in
      guard let only = ProcessInfo.processInfo.environment["LUKE_ATTACK_ONLY"] else { return true }
      return command.name.contains(only)
    }.flatMap { command in
      let count = AttackTable.isWhole ? max(1, ProcessInfo.processInfo.activeProcessorCount / 2) : 1
      return (0..<count).map { Share(command: command, number: $0, count: count) }
    }

    var testDescription: String {
      count == 1 ? command.name : "\(command.name), part \(number + 1) of \(count)"
    }

    func part(of faults: [Fault]) -> [Fault] {
      let chosen = Self.portion.map { portion in
        faults.enumerated().filter { $0.offset % portion.count == portion.number }.map(\.element)
      }
      return (chosen ?? faults).enumerated().filter { $0.offset % count == number }.map(\.element)
    }

    /// LUKE_ATTACK_PART of 2/4: every fourth fault from the second one on.
    ///
    /// The whole attack can be made in parts; each call has five faults or so, of which each of four parts has one.
    private static let portion: (number: Int, count: Int)? = {
      let text = ProcessInfo.processInfo.environment["LUKE_ATTACK_PART"] ?? ""
      let numbers = text.split(separator: "/").compactMap { Int($0) }
      guard numbers.count == 2, (1...max(1, numbers[1])).contains(numbers[0]) else { return nil }
      return (numbers[0] - 1, numbers[1])
    }()
  }
}
