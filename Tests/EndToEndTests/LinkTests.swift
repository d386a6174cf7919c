import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Links within folders of the program's own lead to what is somebody else's; a link to such a folder is
/// where its user wants it.
@Suite struct LinkTests {
  /// Whether the link is to something or to nothing, with what is read before or not.
  @Test(arguments: [
    ("made.json", false), ("entity_vocab.jsonl", false), ("corpus", true), ("tokenizer", true),
    ("train", true), ("held-out", true), ("train/dataset.json", false),
    ("corpus/corpus.json", false), ("tokenizer/vocab.json", false),
  ])
  func nothingIsWrittenThroughALinkOfThePreparedFolder(_ name: String, _ isFolder: Bool) throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "run"]).status == 0)
    let path = "run/prepared/" + name
    for target in ["elsewhere", "nowhere"] {
      let before = try run.program.shell(
        target == "elsewhere"
          ? "mv \(path) elsewhere && ln -s $PWD/elsewhere \(path) && find elsewhere -type f | sort | xargs md5sum"
          : "rm \(path) && ln -s $PWD/nowhere \(path)")
      #expect(before.errors == "")
      // Other settings, by which everything is made anew.
      let result = try run.program.run([
        "prepare", "recipe.json", "--output", "run", "--set", "task.tokenizer.vocabulary_size=290",
      ])
      #expect(result.status == 74)
      #expect(
        result.faults == [
          "\(path): is a link, where a "
            + "\(isFolder ? "folder is to be made" : "file is to be written"); move it away"
        ])
      let after = try run.program.shell(
        target == "elsewhere"
          ? "find elsewhere -type f | sort | xargs md5sum" : "ls nowhere 2> /dev/null; true")
      #expect(after.output == before.output)
    }
  }

  /// A folder in the place of a file that was made is somebody's, with what is in it.
  @Test(arguments: [
    "tokenizer/merges.txt", "tokenizer/vocab.json", "corpus/corpus.json",
    "corpus/documents-00000.jsonl.zst", "train/shard-00000.zst", "entity_vocab.jsonl",
  ])
  func foldersInThePlaceOfFilesStay(_ name: String) throws {
    let run = try PretrainingRun()
    #expect(try run.program.run(["prepare", "recipe.json", "--output", "run"]).status == 0)
    let path = "run/prepared/" + name
    let put = try run.program.shell("rm \(path) && mkdir \(path) && echo mine > \(path)/thesis.txt")
    #expect(put.status == 0, "\(put.errors)")
    let result = try run.program.run(["prepare", "recipe.json", "--output", "run"])
    #expect(result.status == 74)
    #expect(
      result.faults == ["\(path): is a folder, where a file is to be written; move it away"])
    #expect(try run.program.shell("cat \(path)/thesis.txt").output == "mine\n")
  }

  /// Nor does --replace take them.
  @Test func replacedFoldersHoldFilesAlone() throws {
    let run = try PretrainingRun()
    let made = try run.program.shell(
      """
      echo 'the old town, the new town' > lines.txt
      "$LUKE" train-tokenizer lines.txt words --vocabulary-size 270 --quiet
      rm words/merges.txt && mkdir words/merges.txt && echo mine > words/merges.txt/thesis.txt
      "$LUKE" train-tokenizer lines.txt words --vocabulary-size 270 --quiet --replace; echo $?
      cat words/merges.txt/thesis.txt
      """)
    #expect(made.output == "74\nmine\n", "\(made.errors)")
  }

  @Test(arguments: ["model.h5", "best.h5", "metrics.jsonl", "recipe.json", "step-00000003.h5"])
  func nothingIsWrittenThroughALinkOfTheRunFolder(_ name: String) throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=3").status == 0)
    #expect(
      try run.program.shell("mv run/\(name) mine && cp mine copy && ln -s ../mine run/\(name)")
        .status == 0)
    for mode in ["--fresh", "--resume"] {
      let result = try run.train("run", mode, "--quiet", "--set", "training.steps=3")
      #expect(result.status == 74)
      #expect(
        result.faults == ["run/\(name): is a link, where the run writes a file; move it away"])
    }
    #expect(try run.program.shell("cmp mine copy && ls").output.contains("mine"))
  }

  @Test func locksAreNoLinks() throws {
    let run = try TrainingRun()
    let result = try run.program.shell(
      "mkdir run; ln -s ../made run/.lock; \"$LUKE\" recipe.json --output run --quiet; echo $?; ls made"
    )
    #expect(result.output == "74\n")
    #expect(
      result.faults == [
        "run/.lock: is a link, where the lock of the folder is; move it away"
      ])
  }

  @Test func aLinkToTheFolderIsFollowed() throws {
    let run = try PretrainingRun()
    let result = try run.program.shell(
      "mkdir real && ln -s real run && \"$LUKE\" prepare recipe.json --output run --quiet && ls real/prepared"
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("made.json\n"))
  }
}
