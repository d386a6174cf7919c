import EndToEndSupport
import Foundation
import LukeFiles
import LukeSystem
import LukeTestSupport
import Testing

/// Of several processes that write one place at once one does, and the others are told so.
@Suite struct ClaimTests {
  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  init() throws {
    folder = try .withModel()
  }

  /// One reads from a pipe that is not at its end, while others come, with and without --replace.
  @Test(arguments: ["build-corpus", "train-tokenizer"], [false, true])
  func whoComesWhileOneWritesIsTold(_ command: String, _ isThere: Bool) throws {
    if isThere {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/made", withIntermediateDirectories: false)
    }
    let first = try Child(
      [command, "-", "made", "--format", "text"], folder: folder.path, holdsInputOpen: true)
    first.write("Some words of the first.\n")
    let lock = folder.path + "/.made.lock"
    if isThere {
      usleep(500_000)
    } else {
      try first.wait(until: { FileManager.default.fileExists(atPath: lock) })
    }
    for option in [[], ["--replace"]] {
      let second = try Child([command, "in.txt", "made/"] + option, folder: folder.path)
      let third = try Child([command, "in.txt", "./made"] + option, folder: folder.path)
      for (other, name) in [(second, "made/"), (third, "./made")] {
        let result = other.wait()
        #expect(result.status == 74)
        #expect(
          result.errors == "luke-train: error: \(name): another luke-train is writing it\n")
      }
    }
    first.closeInput()
    #expect(first.wait().status == 0, "\(first.errors)")
    let late = try program.run([command, "in.txt", "made"])
    #expect(late.status == 64)
    #expect(
      late.faults == ["made: is there and not empty; name another folder, or add --replace"])
    #expect(try program.shell("ls -A | grep '^[.]'; ls -A made | grep '^[.]'").output == "")
  }

  /// The place of a file or folder is claimed before anything is read.
  @Test(arguments: [
    "export model out", "export nowhere out", "import model out",
    "trace model model/batch.json out",
    "build-entity-vocabulary model out", "predict model in.txt --output out",
    "tokenize model in.txt --output out", "build-mention-dictionary model --output out",
  ])
  func everyCommandClaimsItsPlace(_ command: String) throws {
    var claim = PlaceClaim(folder.path + "/out")
    #expect(claim != nil)
    #expect(PlaceClaim(folder.path + "/out") == nil)
    #expect(PlaceClaim(folder.path + "/out2") != nil)
    let result = try program.run(command.split(separator: " ").map(String.init))
    #expect(result.status == 74)
    #expect(result.faults == ["out: another luke-train is writing it"])
    claim = nil
    let after = try program.run(command.split(separator: " ").map(String.init))
    #expect(after.status != 74, "\(after.errors)")
    #expect(try program.shell("ls -A | grep lock").output == "")
  }

  /// Nothing of a process that was killed is in the way.
  @Test func whatAKilledProcessLeftIsInNobodysWay() throws {
    try folder.write(".out.lock")
    #expect(try program.run(["import", "model", "out"]).status == 0)
    #expect(try program.shell("ls -A | grep lock").output == "")
  }

  /// Of many that begin at the same moment one writes.
  @Test(arguments: [
    "build-corpus in.txt made", "train-tokenizer in.txt made", "export model made",
    "import model made",
  ])
  func oneOfManyWrites(_ command: String) throws {
    let result = try program.shell(
      """
      for i in 1 2 3 4 5; do
        ("$LUKE" \(command) --quiet 2> errors$i; echo $? > status$i) &
      done
      wait; cat status*; ls -A | grep -e partial -e lock; cat errors* | sort -u
      """)
    let lines = result.output.split(separator: "\n").map(String.init)
    let statuses = lines.prefix(5)
    #expect(statuses.count { $0 == "0" } == 1, "\(lines)")
    // Who begins when the first has ended finds what it made.
    #expect(statuses.allSatisfy { ["0", "74", "64"].contains($0) }, "\(lines)")
    let isFile = command.hasPrefix("import")
    let known = [
      "luke-train: error: made: another luke-train is writing it",
      isFile
        ? "luke-train: error: made: is there; name another file, or add --replace"
        : "luke-train: error: made: is there and not empty; name another folder, or add --replace",
    ]
    #expect(lines.dropFirst(5).allSatisfy(known.contains), "\(lines)")
  }

  /// A folder that takes no files, and one that is read only, are the system's to refuse.
  @Test func exportTriesItsFolderFirst() throws {
    try #require(getuid() == 0)
    let result = try program.shell(
      """
      mkdir closed; chmod 555 closed
      setpriv --reuid=54321 --regid=54321 --clear-groups "$LUKE" export nowhere closed/out
      """)
    #expect(result.status == 74)
    #expect(result.faults == ["closed/out: cannot make the folder: Permission denied"])
  }
}
