import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// One command in a folder of its own, run again and again with one fault after the other.
struct Attack {
  private let command: AttackedCommand
  private let folder: WorkFolder
  private let program: Program
  private let before: FileTree
  private let after: FileTree
  let calls: [SystemCall]

  /// The folder whose changes count.
  private var watched: String { folder.path + "/w" }

  init(_ command: AttackedCommand) throws {
    // Memory is quicker to synchronize than a disk, and what counts is the order.
    let memory = "/dev/shm"
    let isWritable = access(memory, W_OK) == 0
    folder = try WorkFolder(in: isWritable ? memory : NSTemporaryDirectory())
    program = Program(folder: folder.path, environment: Program.fixedTime)
    self.command = command
    let manager = FileManager.default
    let path = folder.path
    try manager.createDirectory(atPath: path + "/w", withIntermediateDirectories: false)
    try command.setUp(folder)
    try manager.copyItem(atPath: path + "/w", toPath: path + "/before")
    before = try FileTree(path + "/w")
    let (result, calls) = try program.calls(command.arguments, under: path + "/w")
    if result.status != 0 { throw GoldenError("\(command.name): \(result.errors)") }
    self.calls = calls
    after = try FileTree(path + "/w")
  }

  /// The faults to try: of the whole attack every way of every call, else `count` spread over them.
  func faults(count: Int) -> [Fault] {
    let all = calls.enumerated().flatMap { index, call in
      faults(of: call, number: index + 1)
    }
    if AttackTable.isWhole || all.count <= count { return all }
    // Not the same way each time, whatever the number of ways.
    return (0..<count).map { all[($0 * all.count + all.count / 2) / count] }
  }

  private func faults(of call: SystemCall, number: Int) -> [Fault] {
    var faults = [
      Fault(way: .kill, call: number), Fault(way: .half, call: number),
      Fault(way: .inputOutput, call: number), Fault(way: .noSpace, call: number, goesOn: true),
    ]
    if call.kind == .write {
      // Lines of the run log are not read back.
      let isLine = call.file.hasSuffix("metrics.jsonl") || FileTree.tellsOfTimes(call.file)
      faults.append(Fault(way: number % 2 == 0 && !isLine ? .flip : .short, call: number))
    }
    let isRare = call.kind != .write || number % 3 == 0
    if isRare {
      faults += [
        Fault(way: .quota, call: number), Fault(way: .inputOutput, call: number, goesOn: true),
      ]
    }
    return faults
  }

  /// Runs the command with a fault, and then what goes on with it; gives what was lost.
  func losses(by fault: Fault) throws -> [String] {
    try reset()
    let (hit, made) = try program.run(command.arguments, fault: fault, under: watched)
    // What an undisturbed run did there says less than what this one did.
    let call = made.count >= fault.call ? made[fault.call - 1] : nil
    var losses: [String] = []
    func lose(_ text: String) {
      let place = call.map { "\($0)" } ?? "no such call, \(made.count) made"
      losses.append("\(command.name), \(fault) (\(place)): \(text)")
    }
    let found = try FileTree(watched)
    let isDone = hit.status == 0
    let expected: [Int32] = fault.way.isKill ? [137] : [0, 74]
    if !expected.contains(hit.status) {
      lose("ends with \(hit.status): \(hit.errors)")
    }
    var differences = isDone ? found.differences(from: after) : []
    // HDF5 has bytes without meaning; see FlippedByteTests.
    if fault.way == .flip { differences.removeAll { $0.hasSuffix(".h5") } }
    if !differences.isEmpty { lose("status 0, but different: \(differences)") }
    if hit.errors.contains(".partial-") { lose("names a partial file: \(hit.errors)") }
    let damaged = found.damagedModels(in: watched)
    if !damaged.isEmpty, !command.name.hasPrefix("trace") { lose("damaged: \(damaged)") }
    let isFreshRun = command.arguments.contains("--fresh") && command.again.contains("--resume")
    for (name, content) in before.files where !name.contains(".partial-") {
      let now = found.files[name]
      // Model files were verified, and the run log grows.
      let isWhole =
        name.hasSuffix(".h5") || name.hasSuffix("metrics.jsonl")
        ? now != nil || after.files[name] == nil : now == content || now == after.files[name]
      if !isWhole, !isFreshRun { lose("gone or damaged: \(name)") }
    }
    // Where nothing can be removed any more, partial files cannot either.
    let canRemove = !fault.goesOn || fault.way != .inputOutput
    // What one that was killed had left before stays where a run fails before it begins.
    let partials =
      fault.way.isKill
      ? [] : try FileTree.partials(in: watched).filter { before.files[$0] == nil }
    let isRemoval = call?.kind == .unlink
    if canRemove, !isRemoval, !partials.isEmpty { lose("left behind: \(partials)") }

    if isDone || command.refusesToRepeat && found == after { return losses }
    let isDoneButForDebris = command.refusesToRepeat && found.withoutPartials == after
    // An old run that is still there is resumed by nobody but by its own recipe.
    let recipe = "run/recipe.json"
    let isUntouched = isFreshRun && found.files[recipe] == before.files[recipe]
    let resumed = try program.run(isUntouched ? command.arguments : command.again)
    if resumed.status != 0, !isDoneButForDebris { lose("cannot go on: \(resumed.errors)") }
    let end = try FileTree(watched)
    // What was kept of answers that are whole stays beside them until somebody answers anew.
    if isDoneButForDebris, end.withoutPartials == after { return losses }
    if end != after { lose("another end: \(end.differences(from: after))") }
    return losses
  }

  private func reset() throws {
    let manager = FileManager.default
    try manager.removeItem(atPath: watched)
    try manager.copyItem(atPath: folder.path + "/before", toPath: watched)
  }
}
