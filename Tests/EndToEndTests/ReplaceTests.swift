import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Nothing that is there is written over unasked, and nothing that is read ever.
@Suite struct ReplaceTests {
  let folder: WorkFolder
  var program: Program { Program(folder: folder.path) }

  /// A folder with a recorded model `model`, its batch, and some text.
  init() throws {
    folder = try .withModel()
    try folder.write("old", "old\n")
  }

  /// Runs a command that must be refused, and checks that all files stay as they are.
  private func refuses(_ command: String, _ fault: String, status: Int32 = 64) throws {
    let state = "find . -type f | sort | xargs md5sum; find . -type l -o -type d | sort"
    let result = try program.shell(
      "before=$(\(state)); \(command); status=$?; [ \"$before\" = \"$(\(state))\" ] || exit 99; exit $status"
    )
    #expect(result.status == status, "\(command): \(result.errors)")
    #expect(result.faults == [fault], "\(command)")
    #expect(result.output == "")
  }

  @Test(arguments: [
    "import model old", "trace model model/batch.json old", "predict model in.txt --output old",
    "build-entity-vocabulary model old", "tokenize model in.txt --output old",
    "build-mention-dictionary model --output old",
  ])
  func filesThatAreThereStay(_ command: String) throws {
    try refuses("\"$LUKE\" \(command)", "old: is there; name another file, or add --replace")
  }

  /// Whatever path leads to it, with or without --replace.
  @Test(arguments: ["", " --replace"], ["predict", "tokenize"])
  func inputsAreNeverOutputs(_ option: String, of name: String) throws {
    let command = "\"$LUKE\" \(name) model in.txt --output "
    try refuses(
      command + "in.txt" + option,
      "in.txt: is read, and never written over; name another file to write")
    for (make, path) in [
      ("", "./in.txt"), ("", "$PWD/in.txt"), ("ln in.txt hard; ", "hard"),
      ("ln -s in.txt soft; ", "soft"),
      ("mkdir sub; ln -s sub link; ", "link/../in.txt"),
    ] {
      if !make.isEmpty { #expect(try program.shell(make).status == 0) }
      let name = path.replacing("$PWD", with: folder.path)
      try refuses(
        command + path + option,
        "\(name): is the same file as in.txt, which is read; name another file to write")
    }
    try refuses(
      "\"$LUKE\" import model model/model.safetensors" + option,
      "model/model.safetensors: is a file of model, which is read; name another file to write")
    #expect(try program.shell("ln -s model/model.safetensors out.h5").status == 0)
    try refuses(
      "\"$LUKE\" import model out.h5" + option,
      "out.h5: is a file of model, which is read; name another file to write")
    try refuses(
      "\"$LUKE\" import model model/pytorch_model.bin" + option,
      "model/pytorch_model.bin: is a file of model, which is read; name another file to write")
    try refuses(
      "\"$LUKE\" trace model model/batch.json model/batch.json" + option,
      "model/batch.json: is read, and never written over; name another file to write")
    try refuses(
      "\"$LUKE\" export model model" + option,
      "model: is read, and never written over; name another folder to write")
    try refuses(
      "\"$LUKE\" train-tokenizer in.txt ." + option,
      ".: holds in.txt, which is read; name another folder to write")
    try refuses(
      "\"$LUKE\" build-corpus in.txt ../$(basename $PWD)" + option,
      "../\((folder.path as NSString).lastPathComponent): holds in.txt, which is read; name another "
        + "folder to write")
  }

  /// What is read beside a file is no output either: brat's other file, the names of tags, a folder of texts.
  @Test(arguments: ["", " --replace"])
  func whatIsReadBesideAFileIsNoOutput(_ option: String) throws {
    let made = try program.shell(
      "mkdir texts; echo a > texts/a.txt; echo > texts/a.ann; echo '{}' > texts/dataset_infos.json")
    #expect(made.status == 0)
    for (input, output) in [
      ("texts/a.txt", "texts/a.ann"), ("texts/a.ann", "texts/a.txt"),
      ("texts/a.txt", "texts/dataset_infos.json"),
    ] {
      try refuses(
        "\"$LUKE\" predict model \(input) --output \(output)" + option,
        "\(output): is read, and never written over; name another file to write")
    }
    for (output, format) in [
      ("texts/a.txt", ""), ("texts/a.ann", " --format bioc"), ("texts/new.ann", ""),
    ] {
      try refuses(
        "\"$LUKE\" predict model texts --output \(output)" + format + option,
        "\(output): is a file of texts, which is read; name another file to write")
    }
    try refuses(
      "\"$LUKE\" predict model texts/a.txt >> texts/a.ann",
      "standard output is the same file as texts/a.ann, which is read; name another file to write")
  }

  /// Nor are files that the settings of the model name.
  @Test func filesThatSettingsNameAreNoOutputs() throws {
    let run = try TrainingRun(task: "relation-classification")
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    try run.folder.write("key.txt", "1\tA-B(e1,e2)\n")
    let data = packageFolder.appending(path: "Datasets/quickstart-relations/test.jsonl").path
    let result = try run.program.run([
      "predict", "run/model.h5", data, "--set", "data.answer_key=key.txt", "--output", "key.txt",
      "--replace", "--quiet",
    ])
    #expect(result.status == 64)
    #expect(
      result.faults == [
        "key.txt: is the same file as \(run.folder.path)/key.txt, which is read; name another file to write"
      ])
    #expect(try run.text("key.txt") == "1\tA-B(e1,e2)\n")
    #expect(try run.files("").allSatisfy { !$0.contains("partial") })
    // A run reads it, too.
    let absent = try run.train("other", "--set", "data.answer_key=absent.txt")
    #expect(absent.status == 66)
    #expect(
      absent.faults == [
        "data.answer_key: \(run.folder.path)/absent.txt: no such file or folder"
      ])
  }

  /// A slash behind the name of a file makes it no other file.
  @Test(arguments: [
    "tokenize model in.txt --output in.txt/", "predict model in.txt --output in.txt/",
    "predict model in.txt --output in.txt// --replace",
    "import model old/", "trace model model/batch.json old/ --replace",
    "build-entity-vocabulary model old/", "build-mention-dictionary model --output old/",
  ])
  func pathsOfFilesDoNotEndWithASlash(_ command: String) throws {
    let path =
      command.contains("in.txt//") ? "in.txt//" : command.contains("in.txt/") ? "in.txt/" : "old/"
    try refuses(
      "\"$LUKE\" \(command)",
      "\(path): ends with /, as folders do; name the file that is to be written")
    try refuses(
      "\"$LUKE\" export model old/", "cannot make the folder old/: it is a file", status: 74)
  }

  @Test func linksThatLeadNowhereStay() throws {
    #expect(try program.shell("ln -s nowhere link").status == 0)
    try refuses(
      "\"$LUKE\" import model link", "link: cannot write: it is a link that leads nowhere",
      status: 74)
  }

  /// Standard input and output may be files, too.
  @Test func standardStreamsAreInputsAndOutputs() throws {
    for command in ["predict", "tokenize"] {
      try refuses(
        "\"$LUKE\" \(command) model - --output in.txt --replace < in.txt",
        "in.txt: is the same file as standard input, which is read; name another file to write")
      try refuses(
        "\"$LUKE\" \(command) model in.txt >> in.txt",
        "standard output is the same file as in.txt, which is read; name another file to write")
    }
  }

  /// A recipe that is no run's is not replaced by that of a run.
  @Test func recipesOfOthersStay() throws {
    let run = try TrainingRun()
    let made = try run.program.shell(
      "mkdir mine; echo '{\"task\": {}}' > mine/recipe.json; cp -r mine before")
    #expect(made.status == 0)
    for start in [nil, "--fresh", "--resume"] {
      let result = try run.program.run(
        ["recipe.json", "--output", "mine"] + [start].compactMap(\.self))
      #expect(result.status == 64)
      #expect(
        result.faults == [
          "mine/recipe.json: is not of a run, and a run here would replace it; move it away, or name "
            + "another folder with --output"
        ])
    }
    #expect(try run.text("mine/recipe.json") == run.text("before/recipe.json"))
    // What a start that failed has left is in nobody's way.
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    #expect(try run.program.shell("mkdir left; cp run/recipe.json left").status == 0)
    #expect(try run.train("left", "--quiet", "--set", "training.steps=1").status == 0)
  }

  @Test func importedModelsAreReplacedOnRequest() throws {
    #expect(try program.run(["import", "model", "m.h5"]).status == 0)
    try refuses(
      "\"$LUKE\" import model m.h5", "m.h5: is there; name another file, or add --replace")
    let replaced = try program.run(["import", "model", "m.h5", "--replace"])
    #expect(replaced.status == 0, "\(replaced.errors)")
    // Beside the files of a model there is room for others.
    #expect(try program.run(["import", "model", "model/m.h5"]).status == 0)
    #expect(try program.run(["import", "model", "model/m.h5"]).status == 64)
    #expect(try program.run(["import", "model", "model/m.h5", "--replace"]).status == 0)
    #expect(try program.shell("mkdir alone; mv m.h5 alone").status == 0)
    for option in ["", " --replace"] {
      try refuses(
        "\"$LUKE\" export alone/m.h5 alone" + option,
        "alone: holds alone/m.h5, which is read; name another folder to write")
    }
    #expect(try program.run(["export", "alone/m.h5", "out"]).status == 0)
    try refuses(
      "\"$LUKE\" export alone/m.h5 out",
      "out: is there and not empty; name another folder, or add --replace")
    #expect(try program.run(["export", "alone/m.h5", "out", "--replace"]).status == 0)
    try folder.write("out/notes", "mine")
    try refuses(
      "\"$LUKE\" export alone/m.h5 out --replace",
      "out: holds notes, which is none of the files to be written; name another folder")
    try refuses(
      "\"$LUKE\" import model none/m.h5", "cannot write none/m.h5: there is no folder none",
      status: 74)
    try refuses(
      "\"$LUKE\" import model out --replace", "cannot write out: it is a folder", status: 74)
  }

  @Test func tracesAreReplacedOnRequest() throws {
    let arguments = ["trace", "model", "model/batch.json", "out.h5"]
    let traced = try program.run(arguments)
    #expect(traced.status == 0)
    #expect(traced.errors.wholeMatch(of: /out\.h5: [0-9]+\.[0-9] MB\n/) != nil, "\(traced.errors)")
    #expect(try program.run(arguments).status == 64)
    #expect(try program.run(arguments + ["--replace"]).status == 0)
  }

  @Test func predictionsAreReplacedOnRequest() throws {
    let run = try TrainingRun()
    #expect(try run.train("run", "--quiet", "--set", "training.steps=1").status == 0)
    try run.folder.write("in.txt", "Anna Berg met Karl in Oslo.\n")
    let predict = "\"$LUKE\" predict run/model.h5 in.txt --quiet"
    let plain = try run.program.shell(predict)
    #expect(plain.status == 0 && plain.output.hasPrefix("{"))
    #expect(try run.program.shell(predict + " --output out.jsonl").status == 0)
    #expect(try run.text("out.jsonl") == plain.output)
    let refused = try run.program.shell(predict + " --output out.jsonl")
    #expect(refused.status == 64)
    #expect(refused.faults == ["out.jsonl: is there; name another file, or add --replace"])
    #expect(try run.program.shell(predict + " --output out.jsonl --replace").status == 0)
    #expect(try run.text("out.jsonl") == plain.output)
    let model = try run.program.shell(predict + " --output run/model.h5 --replace")
    #expect(
      model.faults == [
        "run/model.h5: is read, and never written over; name another file to write"
      ])
    // Standard output, a pipe or a device is written to and is not in the way.
    for (output, rest) in [
      ("/dev/stdout", ""), ("-", ""), ("/dev/stdout", " | cat"), ("/dev/fd/3", " 3>&1"),
      ("/dev/stdout", " > kept; cat kept"),
    ] {
      let found = try run.program.shell(predict + " --output \(output)" + rest)
      #expect(
        found.status == 0 && found.output == plain.output, "\(output)\(rest): \(found.errors)")
    }
    #expect(try run.program.shell(predict + " --output /dev/null").status == 0)
    let appended = try run.program.shell(
      "echo first > log; \(predict) --output /dev/stdout >> log; cat log")
    #expect(appended.output == "first\n" + plain.output)
  }

  /// The older name of the option is still known where there was one.
  @Test func buildingReplacesByBothNames() throws {
    try folder.write(
      "linked.jsonl",
      #"{"text": "A town", "entities": [{"start": 2, "end": 6, "title": "T"}]}"# + "\n")
    #expect(try program.run(["build-corpus", "linked.jsonl", "corpus"]).status == 0)
    for option in ["--fresh", "--replace"] {
      #expect(try program.run(["build-corpus", "linked.jsonl", "corpus", option]).status == 0)
      #expect(
        try program.run(["build-entity-vocabulary", "corpus", "old", option]).status == 0)
    }
    try folder.write("list.txt", "A\n")
    try refuses(
      "\"$LUKE\" build-entity-vocabulary corpus list.txt --white-list list.txt --replace",
      "list.txt: is read, and never written over; name another file to write")
    try refuses(
      "\"$LUKE\" build-entity-vocabulary corpus corpus/corpus.json --replace",
      "corpus/corpus.json: is a file of corpus, which is read; name another file to write")
  }

  /// A run writes its own recipe, and not over one that somebody wrote.
  @Test func runsDoNotWriteOverTheirRecipe() throws {
    let run = try TrainingRun()
    let before = try run.text("recipe.json")
    let refused = try run.program.run(["recipe.json", "--output", ".", "--quiet"])
    #expect(refused.status == 64)
    #expect(
      refused.faults == [
        "recipe.json: the run would write its own recipe.json over it; rename the recipe, or name "
          + "another run folder with --output"
      ])
    #expect(try run.text("recipe.json") == before)
    let steps = ["--quiet", "--set", "training.steps=1"]
    #expect(try run.program.run(["recipe.json", "--output", "run"] + steps).status == 0)
    // The recipe that a run has written begins it again.
    let again = try run.program.run(["run/recipe.json", "--fresh", "--quiet"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try run.program.run(["export", "run/model.h5", "exported"]).status == 0)
    let mingled = try run.program.run(
      ["recipe.json", "--set", "model.from=exported", "--output", "exported", "--fresh", "--quiet"])
    #expect(mingled.status == 64)
    #expect(
      mingled.faults == [
        "exported: is the run folder and is read as well (\(run.folder.path)/exported); name another "
          + "one with --output"
      ])
  }
}
