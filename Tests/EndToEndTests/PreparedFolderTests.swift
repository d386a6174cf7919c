import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// The folder of what is prepared, from its first moment on.
@Suite struct PreparedFolderTests {
  /// Killed before the list of what was made has its name, or before anything: it is no stranger's.
  @Test(arguments: [
    "mkdir -p run/prepared", "mkdir -p run/prepared; : > run/prepared/.lock",
    "mkdir -p run/prepared; : > run/prepared/.lock; echo { > run/prepared/.made.json.partial-2147483646",
    "mkdir -p run/prepared; echo {} > run/prepared/.made.json.partial-2147483646",
    "mkdir -p run/prepared/.corpus.partial-2147483646; echo {} > run/prepared/made.json",
  ])
  func whatAKilledBirthLeftHeals(_ debris: String) throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      debris + "; \"$LUKE\" prepare recipe.json --output run --quiet && ls -A run/prepared")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        prepared: \(run.folder.path)/run/prepared
        """ || !result.output.contains("partial"))
    #expect(result.output.contains("made.json\n"))
  }

  @Test func foldersOfOthersStayAsTheyAre() throws {
    let run = try PretrainingRun()
    for name in ["notes.txt", ".notes.partial-2147483646"] {
      let result = try run.program.shell(
        """
        rm -rf other; mkdir other; echo x > other/\(name)
        "$LUKE" prepare recipe.json --set task.prepared=other --quiet; echo $?; ls -A other
        """)
      #expect(result.output == "64\n\(name)\n")
      #expect(
        result.faults == [
          "\(run.folder.path)/other: holds \(name) and was not made by luke-train; name another folder "
            + "in task.prepared"
        ])
    }
  }

  @Test func aListThatIsNoneIsNamed() throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      "mkdir other; echo '[1]' > other/made.json; "
        + "\"$LUKE\" prepare recipe.json --set task.prepared=other --quiet")
    #expect(result.status == 65)
    #expect(
      result.faults == [
        "\(run.folder.path)/other/made.json: is damaged, or of another program; remove the folder, or "
          + "name another one in task.prepared"
      ])
  }

  @Test(arguments: [
    ("Infinity", "Infinity is no JSON; write a number, or null"),
    ("1e999", "the number 1e999 is out of range; the largest that is read is 1.797e308"),
  ])
  func numbersOutOfRangeInTheListAreNamed(_ number: String, _ fault: String) throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      "mkdir other; echo '{\"train\": \(number)}' > other/made.json; "
        + "\"$LUKE\" prepare recipe.json --set task.prepared=other --quiet")
    #expect(result.status == 65)
    #expect(
      result.faults == [
        "\(run.folder.path)/other/made.json:1:11: \(fault); remove the folder, or name another one in "
          + "task.prepared"
      ])
  }

  /// Of many at once one prepares, and the others say that it does.
  @Test(arguments: [3, 10])
  func manyAtOnceAreOne(_ count: Int) throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      """
      for i in $(seq \(count)); do
        ("$LUKE" prepare recipe.json --output run --quiet --threads 1 > /dev/null 2> errors$i; echo $? > status$i) &
      done
      wait; cat status*
      """)
    let statuses = result.output.split(separator: "\n")
    #expect(statuses.count == count)
    #expect(statuses.contains("0"), "\(statuses)")
    #expect(statuses.allSatisfy { $0 == "0" || $0 == "74" }, "\(statuses)")
    let errors = try (1...count).map { try run.text("errors\($0)") }
    for (status, text) in zip(try (1...count).map { try run.text("status\($0)") }, errors)
    where status == "74\n" {
      #expect(
        text
          == "luke-train: error: run/prepared: another luke-train is preparing here; wait until it has "
          + "ended, then start again; or name another folder in task.prepared\n")
    }
    let again = try run.program.run(["prepare", "recipe.json", "--output", "run"])
    #expect(again.status == 0)
    #expect(again.errors.contains("prepared/train: built before; used again"))
  }

  /// A finished run is told as such, whatever is prepared by now, and nothing of that is touched.
  @Test func aFinishedRunPreparesNothing() throws {
    let run = try PretrainingRun()
    let shared = ["--set", "task.prepared=shared"]
    #expect(try run.program.run(["recipe.json", "--output", "run"] + shared).status == 0)
    let prepare = ["prepare", "recipe.json", "--set", "task.tokenizer.vocabulary_size=310"]
    #expect(try run.program.run(prepare + shared).status == 0)
    let sums = "find shared run -type f ! -name .lock -exec cksum {} + | sort"
    let before = try run.program.shell(sums).output
    let resume = ["recipe.json", "--output", "run", "--resume"]
    let note = """
      run: the run is finished (step 20 of 20); --fresh begins it again
      scores: run/metrics.jsonl
      model: run/model.h5

      """
    let resumed = try run.program.run(resume + shared)
    #expect(resumed.status == 0)
    #expect(resumed.errors == note)
    #expect(try run.program.shell(sums).output == before)
    try FileManager.default.removeItem(atPath: run.folder.path + "/shared")
    #expect(try run.program.run(resume + shared).errors == note)
    #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/shared"))
    // What is missing is made, for which the data are needed again.
    try FileManager.default.removeItem(atPath: run.folder.path + "/run/model.h5")
    let made = try run.program.run(resume + shared)
    #expect(made.status == 0)
    #expect(!made.errors.contains("the run is finished"))
    #expect(made.errors.contains("tokens learned from"))
  }

  /// Test files may be given to a finished run; those that it was scored on are known.
  @Test func aFinishedRunIsScoredOnOtherTestFiles() throws {
    let run = try PretrainingRun()
    try run.folder.write("own.jsonl", PretrainingRun.text)
    let resume = ["recipe.json", "--output", "run", "--resume"]
    let test = ["--set", "data.test=own.jsonl"]
    func isFinished(_ arguments: [String]) throws -> Bool {
      let result = try run.program.run(resume + arguments)
      #expect(result.status == 0, "\(result.errors)")
      return result.errors.contains("the run is finished (step 20 of 20)")
    }
    #expect(try !isFinished([]))
    #expect(try isFinished([]))
    #expect(try !isFinished(test))
    #expect(try isFinished(test))
    let lines = PretrainingRun.text.split(separator: "\n")
    try run.folder.write("own.jsonl", lines.dropLast().joined(separator: "\n") + "\n")
    #expect(try !isFinished(test))
    #expect(try isFinished(test))
  }

  /// Files that still can be read, but are not what was made.
  @Test(arguments: [
    ("entity_vocab.jsonl", "sed -i '$d' run/prepared/entity_vocab.jsonl"),
    ("tokenizer/merges.txt", "sed -i '$d' run/prepared/tokenizer/merges.txt"),
    ("corpus/corpus.json", "sed -i 's/^{/{ /' run/prepared/corpus/corpus.json"),
    ("held-out/dataset.json", "sed -i 's/^{/{ /' run/prepared/held-out/dataset.json"),
  ])
  func whatChangedSinceItWasMadeIsMadeAnew(_ file: String, _ change: String) throws {
    let run = try PretrainingRun()
    let prepare = ["prepare", "recipe.json", "--output", "run"]
    #expect(try run.program.run(prepare).status == 0)
    let made = try run.text("run/prepared/" + file)
    let changed = try run.program.shell(change)
    #expect(changed.status == 0)
    let unlike = try run.text("run/prepared/" + file)
    #expect(unlike != made)
    let again = try run.program.run(prepare)
    #expect(again.status == 0)
    #expect(
      again.errors.contains(
        "prepared/\(file): it is not what it was when it was made\n"
          + "what was made before is damaged, and is made anew\n"), "\(again.errors)")
    #expect(try run.text("run/prepared/" + file) == made)
  }

  /// What someone may have written by hand is kept, and how to use it is said.
  @Test(arguments: [
    ("entity_vocab.jsonl", "entity_vocab.jsonl.changed", "task.entity_vocabulary.file"),
    ("tokenizer/merges.txt", "tokenizer-merges.txt.changed", "model.tokenizer"),
  ])
  func whatWasChangedByHandIsKept(_ file: String, _ kept: String, _ key: String) throws {
    let run = try PretrainingRun()
    let prepare = ["prepare", "recipe.json", "--output", "run"]
    #expect(try run.program.run(prepare).status == 0)
    let made = try run.text("run/prepared/" + file)
    #expect(try run.program.shell("sed -i '$d' run/prepared/\(file)").status == 0)
    let changed = try run.text("run/prepared/" + file)
    let again = try run.program.run(prepare)
    #expect(again.status == 0)
    #expect(
      again.errors.contains(
        "run/prepared/\(file): what it was changed to is kept as run/prepared/\(kept); files of your own "
          + "are named in \(key)\n"), "\(again.errors)")
    #expect(try run.text("run/prepared/" + kept) == changed)
    #expect(try run.text("run/prepared/" + file) == made)
    #expect(try run.program.run(prepare + ["--quiet"]).status == 0)
  }

  /// A list of which a part alone is as versions before wrote it, as one that was broken off.
  @Test(arguments: ["made", "[\"corpus\"]", "[\"tokenizer\"]"])
  func listsInBothFormsAreReadAgainAndAgain(_ names: String) throws {
    let run = try PretrainingRun()
    let prepare = ["prepare", "recipe.json", "--output", "run"]
    #expect(try run.program.run(prepare).status == 0)
    let made = try run.text("run/prepared/made.json")
    let earlier = try run.program.shell(
      """
      python3 - <<'END'
      import json
      made = json.load(open("run/prepared/made.json"))
      made.update({name: made[name]["from"] for name in \(names)})
      json.dump(made, open("run/prepared/made.json", "w"))
      END
      """)
    #expect(earlier.status == 0, "\(earlier.errors)")
    for _ in 0..<2 {
      let again = try run.program.run(prepare)
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.errors.contains("prepared/train: built before; used again\n"))
    }
    #expect(try run.text("run/prepared/made.json") == made)
  }

  /// The list of what was made as versions before wrote it: what it follows from alone.
  @Test func whatEarlierVersionsMadeIsUsedAgain() throws {
    let run = try PretrainingRun()
    let prepare = ["prepare", "recipe.json", "--output", "run"]
    #expect(try run.program.run(prepare).status == 0)
    let earlier = try run.program.shell(
      """
      python3 - <<'END'
      import json
      made = json.load(open("run/prepared/made.json"))
      del made["corpus"]
      earlier = {name: entry["from"] for name, entry in made.items()}
      json.dump(earlier, open("run/prepared/made.json", "w"))
      END
      """)
    #expect(earlier.status == 0, "\(earlier.errors)")
    let again = try run.program.run(prepare)
    for name in ["corpus: read", "tokenizer: trained", "entity_vocab.jsonl: built", "train: built"]
    {
      #expect(again.errors.contains("prepared/\(name) before; used again\n"), "\(name)")
    }
    // From now on it is known what the files were.
    let made = try run.text("run/prepared/made.json")
    for file in ["corpus/corpus.json", "tokenizer/merges.txt", "train/dataset.json"] {
      #expect(made.contains("\"\(file)\": \""), "\(file)")
    }
  }
}
