import EndToEndSupport
import Foundation
import LukeTestSupport
import Testing

/// Labelled data that are packed, in archives and of several files train, score and are answered as others.
@Suite struct PackedDataTests {
  private static let pack = """
    import bz2, gzip, sys, zipfile
    train, test, folder = sys.argv[1:]
    train, test = open(train, 'rb').read(), open(test, 'rb').read()
    open(folder + '/train.gz', 'wb').write(gzip.compress(train))
    open(folder + '/test.bz2', 'wb').write(bz2.compress(test))
    with zipfile.ZipFile(folder + '/data.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
      archive.writestr('set/train', train)
      archive.writestr('set/test', test)
    with zipfile.ZipFile(folder + '/test.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
      archive.writestr('test', test)
    """

  private func packedRun(_ task: String, _ name: String, _ suffix: String) throws -> TrainingRun {
    let run = try TrainingRun(task: task)
    let data = packageFolder.appending(path: "Datasets/\(name)").path
    let packed = try Python.run(
      Self.pack, [data + "/validation." + suffix, data + "/test." + suffix, run.folder.path])
    #expect(packed.status == 0, "\(packed.output)")
    return run
  }

  /// Text to pretrain on is read out of archives, too; several files of one have to be named.
  @Test(.enabled(if: Python.has("zipfile"))) func corporaInArchives() throws {
    let run = try packedRun("named-entity-recognition", "quickstart", "conll")
    try run.folder.write("a.txt", "Ada lives in Oslo.\n\nBo left.\n")
    let packed = try Python.run(
      """
      import sys, tarfile, zipfile
      folder = sys.argv[1]
      for name, members in [('one', ['a.txt']), ('two', ['x/a.txt', 'x/b.txt'])]:
        with zipfile.ZipFile(folder + '/' + name + '.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
          for member in members: archive.write(folder + '/a.txt', member)
      for name, mode in [('t.tar', 'w'), ('t.tar.gz', 'w:gz'), ('v7.tar', 'w')]:
        with tarfile.open(folder + '/' + name, mode) as archive: archive.add(folder + '/a.txt', 'a.txt')
      data = bytearray(open(folder + '/v7.tar', 'rb').read())
      sum_before = sum(data[257:265])
      data[257:265] = bytes(8)
      total = int(bytes(data[148:154]), 8) - sum_before
      data[148:156] = b'%06o\\0 ' % total
      open(folder + '/v7.tar', 'wb').write(data)
      """, [run.folder.path])
    #expect(packed.status == 0, "\(packed.output)")
    func build(_ input: String) throws -> Program.Result {
      try run.program.run(["build-corpus", input, "corpus", "--replace", "--quiet"])
    }
    let plain = try build("a.txt")
    #expect(plain.status == 0, "\(plain.errors)")
    func content() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: run.folder.path + "/corpus").sorted()
    }
    let files = try content()
    for input in ["one.zip", "one.zip:a.txt", "two.zip:x/b.txt"] {
      let result = try build(input)
      #expect(result.status == 0, "\(input): \(result.errors)")
      #expect(try content() == files)
    }
    for (input, fault) in [
      (
        "two.zip",
        "two.zip: is a ZIP archive; it holds 2 files: x/a.txt, x/b.txt; say which one, for example "
          + "two.zip:x/a.txt"
      ),
      ("one.zip:b.txt", "one.zip: there is no b.txt in it; it holds a.txt"),
      ("t.tar", "t.tar: is a tar archive; unpack it and give the files that are in it"),
      ("t.tar.gz", "t.tar.gz: is a tar archive; unpack it and give the files that are in it"),
      ("v7.tar", "v7.tar: is a tar archive; unpack it and give the files that are in it"),
    ] {
      let result = try build(input)
      #expect(result.status == 65, "\(input): \(result.errors)")
      #expect(result.faults.first?.hasSuffix(fault) == true, "\(input): \(result.errors)")
    }
    for input in ["t.tar", "t.tar.gz", "v7.tar"] {
      let result = try run.train("tar", "--quiet", "--set", "data.train=\(input)")
      #expect(result.status == 65)
      #expect(
        result.faults.first?.hasSuffix("is a tar archive; unpack it first: tar -xf") == true,
        "\(result.errors)")
    }
  }

  @Test(
    .enabled(if: Python.has("zipfile")),
    arguments: [
      ("named-entity-recognition", "quickstart", "conll"),
      ("token-classification", "quickstart", "conll"),
      ("relation-classification", "quickstart-relations", "jsonl"),
      ("entity-typing", "quickstart-types", "jsonl"),
      ("sequence-classification", "quickstart-messages", "tsv"),
      ("multiple-choice", "quickstart-choices", "jsonl"),
      ("cloze-question-answering", "quickstart-cloze", "jsonl"),
      ("extractive-question-answering", "quickstart-questions", "json"),
    ])
  func everyTaskReadsThem(task: String, name: String, suffix: String) throws {
    let run = try packedRun(task, name, suffix)
    #expect(try run.train("plain", "--quiet").status == 0)
    let packed = try run.train(
      "packed", "--set", "data.train=train.gz", "--set", "data.validation=data.zip:set/train",
      "--set", "data.test=test.bz2")
    #expect(packed.status == 0, "\(packed.errors)")
    #expect(try run.weights("packed") == run.weights("plain"))
    let plain = packageFolder.appending(path: "Datasets/\(name)/test.\(suffix)").path
    for command in ["evaluate", "predict"] {
      let expected = try run.program.run([command, "plain/model.h5", plain, "--quiet"])
      #expect(expected.status == 0, "\(expected.errors)")
      for file in ["test.bz2", "data.zip:set/test", "test.zip"] {
        let result = try run.program.run([command, "packed/model.h5", file, "--quiet"])
        #expect(result.output == expected.output, "\(file): \(result.errors)")
      }
    }
  }

  @Test(.enabled(if: Python.has("zipfile")))
  func archivesAreFilesThatAreRead() throws {
    let run = try packedRun("named-entity-recognition", "quickstart", "conll")
    let both = try run.train(
      "run", "--set", "data.train=data.zip:set/train", "--set",
      "data.validation=data.zip:set/train",
      "--set", "data.test=data.zip:set/test")
    #expect(both.status == 0, "\(both.errors)")
    let place = run.folder.path + "/data.zip:set/train"
    #expect(
      both.errors.contains(
        "data.train and data.validation: \(place): scores on what is trained on say little about other text"
      ), "\(both.errors)")
    let over = try run.program.run(
      ["predict", "run/model.h5", "data.zip:set/test", "--output", "data.zip", "--replace"])
    #expect(over.status == 64)
    #expect(over.errors.contains("data.zip: is read, and never written over"))
    // Another file of the same archive is other data.
    let other = try run.program.run(
      [
        "recipe.json", "--output", "run", "--resume", "--set", "data.train=data.zip:set/test",
        "--set", "data.validation=data.zip:set/train", "--set", "data.test=data.zip:set/test",
      ])
    #expect(other.status == 64)
    #expect(
      other.errors.contains(
        #"data.train: was "data.zip:set/train", is "data.zip:set/test""#), "\(other.errors)")
    let none = try run.train("none", "--set", "data.train=data.zip:set/dev")
    #expect(none.status == 65)
    #expect(
      none.errors.contains(
        "data.zip: there is no set/dev in it; it holds 2 files: set/train, set/test"))
  }

  @Test func patternsAreAllFilesThatFit() throws {
    let run = try TrainingRun()
    let source = packageFolder.appending(path: "Datasets/quickstart/validation.conll")
    let text = try String(contentsOf: source, encoding: .utf8)
    for name in ["part-2.conll", "part-10.conll"] { try run.folder.write(name, text) }
    let result = try run.train("run", "--set", "data.train=part-*.conll")
    #expect(result.status == 0, "\(result.errors)")
    let note =
      "data.train: \(run.folder.path)/part-*.conll: 2 files: part-10.conll, part-2.conll"
    #expect(result.errors.components(separatedBy: note).count == 2, "\(result.errors)")
    let kept = try run.text("run/recipe.json")
    #expect(kept.contains("part-10.conll") && !kept.contains("*"))
    let none = try run.train("none", "--set", "data.train=piece-*.conll")
    #expect(none.status == 66)
    #expect(
      none.errors
        == "luke-train: error: data.train: \(run.folder.path)/piece-*.conll: no file has a name like this\n"
    )
  }
}
