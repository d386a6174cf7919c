import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Signals: none is lost, none crashes, and whatever they break off goes on where it was.
@Suite struct InterruptTests {
  /// A signal, how the program then ends, and how it calls it.
  struct Signal: CustomTestStringConvertible {
    let number: Int32
    let status: Int32
    let name: String
    let again: String
    var testDescription: String { name }

    static let all = [
      Signal(number: SIGINT, status: 130, name: "Ctrl-C", again: "another Ctrl-C"),
      Signal(number: SIGTERM, status: 143, name: "SIGTERM", again: "another SIGTERM"),
      Signal(number: SIGHUP, status: 129, name: "SIGHUP", again: "a Ctrl-C (SIGINT)"),
      Signal(number: SIGUSR1, status: 138, name: "SIGUSR1", again: "a Ctrl-C (SIGINT)"),
      Signal(number: SIGUSR2, status: 140, name: "SIGUSR2", again: "a Ctrl-C (SIGINT)"),
      Signal(number: SIGXCPU, status: 152, name: "SIGXCPU", again: "a Ctrl-C (SIGINT)"),
    ]
  }

  @Test(arguments: Signal.all)
  func signalsSaveAndEnd(_ signal: Signal) throws {
    let run = try TrainingRun(training: #", "keep_last": 1"#)
    let child = try Child(
      ["recipe.json", "--output", "broken", "--quiet", "--set", "training.steps=200000"], in: run)
    try child.wait(until: { try run.hasCheckpoint("broken") })
    child.send(signal.number)
    let result = child.wait()
    #expect(result.status == signal.status)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines.first?.hasPrefix(
        "luke-train: \(signal.name): ending as soon as it can; \(signal.again) ends at once "
          + "and loses ") == true)
    #expect(lines.last == "luke-train: error: interrupted; continue with --resume")
  }

  /// `timeout` signals the program, and then the group that it is in.
  @Test(arguments: ["TERM", "INT"])
  func timeoutIsOneWish(_ signal: String) throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      """
      timeout -s \(signal) 2 "$LUKE" recipe.json --output broken --quiet --threads 1 \\
        --set training.steps=1000000 --set 'training.checkpoint_every={"steps": 1000000}'
      ls broken
      """)
    #expect(result.errors.hasSuffix("luke-train: error: interrupted; continue with --resume\n"))
    #expect(result.output.contains("step-"), "\(result.output)\(result.errors)")
  }

  /// While input is read nothing is at stake: the first signal ends the program, and what it began to
  /// write is gone.
  @Test func aSignalBeforeAnythingIsDoneEndsAtOnce() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet").status == 0)
    let child = try Child(
      ["predict", "run/model.h5", "-", "--output", "answers.jsonl"], folder: run.folder.path,
      holdsInputOpen: true)
    usleep(500_000)
    let time = ContinuousClock().measure {
      child.send(SIGINT)
      _ = child.wait()
    }
    #expect(time < .seconds(1))
    #expect(child.wait().status == 130)
    #expect(child.errors == "luke-train: error: interrupted\n")
    #expect(try run.files("").allSatisfy { !$0.contains("answers") })
  }

  /// While thousands of files are written into a folder, too: it is gone, and no error of who writes is shown.
  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))], [0, 20_000, 100_000, 300_000])
  func aFolderOfManyFilesIsGone(_ signal: (number: Int32, status: Int32), delay: UInt32) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    let document = "-DOCSTART- O\n\nAnna B-PER\nleft O\n\n"
    try run.folder.write("many.conll", String(repeating: document, count: 5000))
    #expect(try run.program.shell("mkdir old; touch old/a.txt old/a.ann").status == 0)
    let child = try Child(
      [
        "predict", "run/model.h5", "many.conll", "--format", "brat", "--output", "old", "--replace",
        "--quiet",
      ], in: run)
    let partial = run.folder.path + "/.old.partial-\(child.pid)"
    try child.wait(until: {
      FileManager.default.fileExists(atPath: partial + "/document-0031.ann")
    })
    usleep(delay)
    child.send(signal.number)
    let result = child.wait()
    // It may have been whole before.
    let files = try run.files("old").count
    if result.status == 0 {
      #expect(files > 10_000)
    } else {
      #expect(result.status == signal.status)
      #expect(result.errors == "luke-train: error: interrupted\n")
      #expect(files == 2 || files > 10_000)
    }
    #expect(try run.files("").allSatisfy { !$0.contains("partial") })
  }

  /// A second Ctrl-C does not wait for the step, and says what it loses; a scheduler's two signals are
  /// one wish.
  @Test func aSecondSignalEndsAtOnceIfItMeansIt() throws {
    let run = try TrainingRun(hiddenSize: 256, layers: 4)
    // One step of this takes some seconds.
    let arguments = [
      "recipe.json", "--output", "broken", "--threads", "1", "--set", "training.batch_size=2000",
      "--set", "data.train=big.conll",
    ]
    let sentences = try String(
      contentsOf: packageFolder.appending(path: "Datasets/quickstart/train.conll"), encoding: .utf8)
    try run.folder.write("big.conll", sentences + "\n" + sentences)
    let child = try Child(arguments, in: run)
    try child.wait(until: { child.errors.contains("examples") })
    usleep(500_000)
    child.send(SIGUSR1)
    try child.wait(until: { child.errors.contains("SIGUSR1: ending as soon as it can") })
    child.send(SIGTERM)
    child.send(SIGHUP)
    usleep(300_000)
    #expect(child.isRunning)
    let time = ContinuousClock().measure {
      child.send(SIGINT)
      _ = child.wait()
    }
    #expect(time < .seconds(1))
    let result = child.wait()
    #expect(result.status == 130)
    #expect(
      result.errors.hasSuffix(
        "luke-train: error: interrupted again and ended at once; lost: all steps so far\n"))
  }

  /// Wherever a run is broken off, in a step, while it scores, while it saves or at its very end, again
  /// and again: the resumed one ends with the same weights and the same log.
  ///
  /// The model is so large that products run on stacks of their own.
  @Test(arguments: ["onednn", "openblas"], [1, 2])
  func interruptedAgainAndAgainEqualsUnbroken(_ library: String, _ seed: UInt64) throws {
    let run = try TrainingRun(hiddenSize: 256, layers: 2)
    if library == "onednn" {
      // Not every machine has it.
      let probe = try run.program.shell(
        "LUKE_PRODUCTS=onednn \"$LUKE\" bench --size tiny --steps 1 --entity-vocabulary 10 --quiet")
      if probe.status != 0 { return }
    }
    let environment = ["LUKE_PRODUCTS": library]
    let whole = try Child(["recipe.json", "--output", "whole"], in: run, environment: environment)
      .wait()
    #expect(whole.status == 0, "\(whole.errors)")
    var generator = SeededGenerator(seed: seed)
    var interruptions = 0
    while true {
      let child = try Child(
        ["recipe.json", "--output", "broken", "--resume"], in: run, environment: environment)
      try child.wait(until: { child.errors.contains("examples") || !child.isRunning })
      usleep(UInt32.random(in: 0..<400_000, using: &generator))
      child.send(SIGINT)
      let result = child.wait()
      if result.status == 0 { break }
      #expect(result.status == 130, "\(result.errors)")
      guard result.status == 130 else { break }
      interruptions += 1
      // Then one run goes through.
      if interruptions == 6 {
        let last = try Child(
          ["recipe.json", "--output", "broken", "--resume"], in: run, environment: environment)
        #expect(last.wait().status == 0)
        break
      }
    }
    #expect(interruptions > 0)
    #expect(try run.weights("broken") == run.weights("whole"))
    #expect(try run.text("broken/metrics.jsonl") == run.text("whole/metrics.jsonl"))
    #expect(try run.files("broken") == run.files("whole"))
  }

  /// No thread but one can be hit by a signal.
  @Test func signalsAreBlockedWhereverIsComputed() throws {
    let run = try TrainingRun()
    let child = try Child(
      ["recipe.json", "--output", "run", "--threads", "3", "--set", "training.steps=200000"],
      in: run)
    try child.wait(until: { try run.hasCheckpoint("run") })
    let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child.pid)/task")
    #expect(tasks.count >= 4)
    let wanted = Signal.all.reduce(UInt64(0)) { $0 | 1 << UInt64($1.number - 1) }
    for task in tasks {
      let status = try String(
        contentsOfFile: "/proc/\(child.pid)/task/\(task)/status", encoding: .utf8)
      let blocked = try #require(
        status.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }?.split(separator: "\t").last
      )
      let mask = try #require(UInt64(blocked, radix: 16))
      // The waiting thread has taken them out of the mask while it waits.
      #expect(mask & wanted == wanted || mask & wanted == 0)
    }
    child.send(SIGTERM)
    #expect(child.wait().status == 143)
  }

  /// `nohup` lets a program go on when the terminal goes.
  @Test func anIgnoredHangUpStaysIgnored() throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      """
      trap '' HUP
      "$LUKE" recipe.json --output run --quiet --set training.steps=200000 & pid=$!
      while ! ls run/step-* > /dev/null 2>&1; do sleep 0.05; done
      kill -HUP $pid; sleep 0.5; kill -0 $pid && echo alive
      kill -TERM $pid; wait $pid; echo $?
      """)
    #expect(result.output == "alive\n143\n")
  }

  /// Preparing ends within moments and goes on with what is whole.
  @Test func preparingIsHeeded() throws {
    let run = try PretrainingRun()
    let whole = try run.program.run(["prepare", "recipe.json", "--output", "whole"])
    #expect(whole.status == 0, "\(whole.errors)")
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<4 {
      let child = try Child(
        ["prepare", "recipe.json", "--output", "broken"], folder: run.folder.path)
      usleep(UInt32.random(in: 5_000..<250_000, using: &generator))
      let time = ContinuousClock().measure {
        child.send(SIGINT)
        _ = child.wait()
      }
      #expect(time < .seconds(3))
      let result = child.wait()
      #expect([0, 130].contains(result.status), "\(result.errors)")
    }
    let resumed = try run.program.run(["prepare", "recipe.json", "--output", "broken"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    let compared = try run.program.shell("diff -r whole/prepared broken/prepared && echo same")
    #expect(compared.output == "same\n")
  }
}

/// A crash is a crash, and Ctrl-\ the end: what Swift's runtime does after them is not taken for a wish
/// to stop.
@Suite struct CrashTests {
  @Test(arguments: [SIGSEGV, SIGBUS, SIGQUIT])
  func crashesKeepTheirStatus(_ signal: Int32) throws {
    let run = try TrainingRun()
    let child = try Child(
      ["recipe.json", "--output", "run", "--set", "training.steps=100000"], in: run,
      environment: ["SWIFT_BACKTRACE": ""])
    try child.wait { try run.hasCheckpoint("run") }
    child.send(signal)
    let result = child.wait()
    #expect(result.status == 128 + signal, "\(result.errors)")
    #expect(!result.errors.contains("SIGUSR"), "\(result.errors)")
  }
}

/// Threads that the system refuses.
@Suite struct ThreadLimitTests {
  /// As a user who may have no more processes, preparing and training go on with fewer threads, to the
  /// same bits, and say so.
  @Test func fewerThreadsDoTheSame() throws {
    guard getuid() == 0 else { return }
    let run = try PretrainingRun()
    let whole = try run.program.run(["recipe.json", "--output", "whole", "--threads", "4"])
    #expect(whole.status == 0, "\(whole.errors)")
    for limit in [1, 2, 3] {
      let result = try run.program.shell(
        """
        chmod -R a+rwX . && timeout 120 setpriv --reuid=54321 --regid=54321 --clear-groups \
        prlimit --nproc=\(limit) "$LUKE" recipe.json --output few-\(limit) --threads 4
        """)
      #expect(result.status == 0, "\(result.errors)")
      let lines = result.errors.split(separator: "\n").filter { $0.contains("could be started") }
      #expect(lines.count == 1, "\(result.errors)")
      let same = try run.program.shell(
        "diff -r whole/prepared few-\(limit)/prepared && cmp whole/metrics.jsonl few-\(limit)/metrics.jsonl && echo same"
      )
      #expect(same.output == "same\n", "\(same.output)")
    }
  }
}
