import EndToEndSupport
import Foundation
import LukeCheckpoints
import LukeTestSupport
import Testing

/// What becomes of a run whose disk is full, gone, closed or in the way.
@Suite struct DiskTests {
  /// The folder of a run is renamed or removed while the run goes on.
  @Test(arguments: ["mv run elsewhere", "rm -rf run"])
  func aRunFolderThatGoesAwayEndsTheRun(_ command: String) throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      """
      "$LUKE" recipe.json --output run --quiet --set training.steps=20000 & pid=$!
      while ! ls run/step-* > /dev/null 2>&1; do sleep 0.05; done
      until \(command) 2> /dev/null; do :; done
      wait $pid; echo $?; ls -A elsewhere 2> /dev/null | grep partial; ls run 2> /dev/null; true
      """)
    #expect(result.output == "74\n")
    #expect(
      result.errors
        == "luke-train: error: run: the run folder was removed or moved while the run was writing to it\n"
    )
  }

  /// A folder with the name of a file that will be written is noticed before any work.
  @Test(arguments: [
    "model.h5", "best.h5", "metrics.jsonl", "recipe.json", "step-00000003.h5",
  ])
  func aFolderInThePlaceOfAFileIsNoticedAtTheStart(_ name: String) throws {
    let run = try TrainingRun()
    let manager = FileManager.default
    let path = run.folder.path + "/run/"
    try manager.createDirectory(atPath: path + name, withIntermediateDirectories: true)
    for mode in ["--fresh", "--resume"] {
      let result = try run.train("run", mode)
      #expect(result.status == 74)
      #expect(
        result.errors
          == "luke-train: error: run/\(name): is a folder, where the run writes a file; move it away\n"
      )
    }
    #expect(try run.files("run") == [".lock", name])
  }

  @Test func whatIsInTheWayOfPreparationIsNoticedAtTheStart() throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "run"]).status == 0)
    let prepared = run.folder.path + "/run/prepared/"
    let manager = FileManager.default
    for (name, isFolder) in [("entity_vocab.jsonl", true), ("tokenizer", false)] {
      try manager.moveItem(atPath: prepared + name, toPath: prepared + "kept")
      if isFolder {
        try manager.createDirectory(atPath: prepared + name, withIntermediateDirectories: false)
      } else {
        try run.folder.write("run/prepared/" + name, "x")
      }
      let result = try run.program.run(["prepare", "recipe.json", "--output", "run"])
      #expect(result.status == 74)
      #expect(
        result.faults == [
          isFolder
            ? "run/prepared/\(name): is a folder, where a file is to be written; move it away"
            : "run/prepared/\(name): is a file, where a folder is to be made; move it away"
        ])
      try manager.removeItem(atPath: prepared + name)
      try manager.moveItem(atPath: prepared + "kept", toPath: prepared + name)
    }
  }

  /// Outputs of the other commands are looked at before inputs are read.
  @Test func outputsAreCheckedFirst() throws {
    let folder = try WorkFolder()
    let program = Program(folder: folder.path)
    try folder.write("text.jsonl", PretrainingRun.text)
    try folder.write("file", "x")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder", withIntermediateDirectories: false)
    let model = Goldens.modelFolder("span-entity-aware").path
    for (arguments, message) in [
      (["predict", "nowhere.h5", "--output", "folder"], "cannot write folder: it is a folder"),
      (
        ["predict", "nowhere.h5", "--output", "no/x"],
        "cannot write no/x: there is no folder no"
      ),
      (["tokenize", "nowhere.h5", "--output", "folder"], "cannot write folder: it is a folder"),
      (
        ["tokenize", "nowhere.h5", "--output", "no/x"],
        "cannot write no/x: there is no folder no"
      ),
      (["trace", "nowhere.h5", "nothing.json", "folder"], "cannot write folder: it is a folder"),
      (["import", model, "folder"], "cannot write folder: it is a folder"),
      (["export", model, "file"], "cannot make the folder file: it is a file"),
      (
        ["build-entity-vocabulary", "nowhere", "folder", "--fresh"],
        "cannot write folder: it is a folder"
      ),
      (
        ["build-entity-vocabulary", "nowhere", "no/x"],
        "cannot write no/x: there is no folder no"
      ),
      (["build-corpus", "text.jsonl", "no/x"], "no/x: cannot write: there is no folder no"),
      (["train-tokenizer", "text.jsonl", "no/x"], "no/x: cannot write: there is no folder no"),
    ] {
      let result = try program.run(arguments)
      #expect(result.status == 74, "\(arguments)")
      #expect(result.faults == [message], "\(arguments)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["file", "folder", "text.jsonl"])
  }

  /// The folder one stands in is filled and stays where it is.
  @Test func exportIntoTheCurrentFolder() throws {
    let folder = try WorkFolder()
    let model = Goldens.modelFolder("span-entity-aware").path
    let result = try Program(folder: folder.path).shell(
      "\"$LUKE\" export \(model) . && ls && \"$LUKE\" export \(model) beside && diff -r . beside")
    #expect(
      result.output.hasPrefix("README.md\nconfig.json\nmodel.safetensors\n"), "\(result.errors)")
    let note =
      "LukeForEntitySpanClassification, 30361 parameters; 3 files, 0.1 MB; README.md says what it is; "
      + "no predict.py, as the tokenizer is none that luke-train reads"
    let hub =
      "README.md: base_model, language and license are not known; --base-model, --language and --license say what "
      + "they are"
    #expect(result.errors == "./\(hub)\n.: \(note)\nbeside/\(hub)\nbeside: \(note)\n")
    let again = try Program(folder: folder.path).run(["export", model, "."])
    #expect(again.status == 64)
  }

  // MARK: The best model

  private func damage(_ path: String) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: size / 2)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
    try file.close()
  }

  /// A damaged best model is made anew from the checkpoint of its step; the run ends as if nothing
  /// had been.
  @Test func aDamagedBestModelIsMadeAnew() throws {
    let run = try TrainingRun(training: #", "keep_last": 30"#)
    let every = ["--set", #"training.checkpoint_every={"steps": 5}"#]
    let arguments = ["recipe.json", "--output", "run"] + every
    #expect(try run.timelessProgram.run(arguments + ["--quiet"]).status == 0)
    let path = run.folder.path + "/run/"
    let expected = try FileTree(path)
    for name in ["step-00000024.h5", "model.h5"] {
      try FileManager.default.removeItem(atPath: path + name)
    }
    try damage(path + "best.h5")
    let resumed = try run.timelessProgram.run(arguments + ["--resume"])
    #expect(resumed.status == 0)
    #expect(
      resumed.errors.contains("made anew from run/step-00000020.h5, which has the same weights"))
    #expect(try FileTree(path).differences(from: expected) == [])
  }

  /// Of a run that has ended the final model is the best one.
  @Test func theBestModelOfAnEndedRunIsMadeAnewFromTheFinalOne() throws {
    let run = try TrainingRun()
    try AttackedCommand.writeTrainingInput(run.folder)
    // The best is the last that finds nothing, for none can be so much better.
    let arguments = [
      "recipe.json", "--output", "run", "--set", "training.steps=40", "--set",
      "training.learning_rate=0.01", "--set",
      #"training.early_stopping={"patience": 99, "minimum_improvement": 2}"#,
    ]
    #expect(
      try run.timelessProgram.run(arguments).errors.contains("the final model is that of step "))
    let path = run.folder.path + "/run/"
    let expected = try FileTree(path)
    // Both are one file; where somebody has copied the folder they are two.
    try FileManager.default.copyItem(atPath: path + "best.h5", toPath: path + "copy")
    try FileManager.default.removeItem(atPath: path + "best.h5")
    try FileManager.default.moveItem(atPath: path + "copy", toPath: path + "best.h5")
    try damage(path + "best.h5")
    let resumed = try run.timelessProgram.run(arguments + ["--resume"])
    #expect(resumed.status == 0)
    #expect(resumed.errors.contains("made anew from run/model.h5, which has the same weights"))
    #expect(try FileTree(path).differences(from: expected) == [])
  }

  /// Where there is no other file with its weights the run goes on without, and says so.
  @Test func aLostBestModelDoesNotEndTheRun() throws {
    let run = try TrainingRun(training: #", "keep_last": 4"#)
    #expect(try run.train("run", "--quiet").status == 0)
    let path = run.folder.path + "/run/"
    for name in ["step-00000024.h5", "model.h5", "step-00000020.h5"] {
      try? FileManager.default.removeItem(atPath: path + name)
    }
    try damage(path + "best.h5")
    let damaged = try Data(contentsOf: URL(filePath: path + "best.h5"))
    let resumed = try run.train("run", "--resume", "--quiet")
    #expect(resumed.status == 0)
    let warning = try #require(resumed.errors.split(separator: "\n").first)
    #expect(warning.contains("run/best.h5: "))
    #expect(
      warning.hasSuffix(
        "; the best model so far, of step 20, is lost (kept as run/best.h5.damaged), and the next one "
          + "scored counts as the best"))
    #expect(try Data(contentsOf: URL(filePath: path + "best.h5.damaged")) == damaged)
    try ModelFile.verify(path + "best.h5")
    try ModelFile.verify(path + "model.h5")
    #expect(try run.train("run", "--fresh", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try !run.files("run").contains("best.h5.damaged"))
  }

  // MARK: Real disks

  /// A disk that is too small, in `make attack` where disks can be mounted.
  @Test(.enabled(if: AttackTable.isWhole && geteuid() == 0))
  func aFullDiskAndOneThatIsClosed() throws {
    let run = try TrainingRun(training: #", "keep_last": 2"#)
    #expect(try run.train("whole", "--quiet").status == 0)
    let mount = run.folder.path + "/disk"
    // What cannot be mounted here is nothing to attack.
    let mounted = try run.program.shell("mkdir disk && mount -t tmpfs -o size=1300k tmpfs disk")
    guard mounted.errors.isEmpty else {
      return AttackTable.add("a small disk", "not tried: none can be mounted here", lost: 0)
    }
    defer { _ = try? run.program.shell("umount disk") }
    let full = try run.train("disk/run", "--quiet")
    #expect(full.status == 74)
    #expect(full.faults.first?.hasSuffix("No space left on device") ?? false, "\(full.errors)")
    #expect(try FileTree(mount).damagedModels(in: mount) == [])
    #expect(try FileTree.partials(in: mount) == [])
    _ = try run.program.shell("mount -o remount,size=100m,ro disk")
    let closed = try run.train("disk/run", "--resume", "--quiet")
    #expect(closed.status == 74)
    #expect(closed.faults.first?.hasSuffix("Read-only file system") ?? false, "\(closed.errors)")
    _ = try run.program.shell("mount -o remount,rw disk")
    #expect(try run.train("disk/run", "--resume", "--quiet").status == 0)
    #expect(try run.weights("disk/run") == run.weights("whole"))
    AttackTable.add("a small disk", "full, closed for writing, opened again", lost: 0)
  }
}
