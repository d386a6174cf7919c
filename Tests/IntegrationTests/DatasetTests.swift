import EndToEndSupport
import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// Data sets are listed, fetched and checked; the server is one on this machine.
@Suite struct DatasetTests {
  private let folder: WorkFolder
  private let text = String(repeating: "Ada\tB-PER\nleft\tO\n\n", count: 300)

  init() throws {
    folder = try WorkFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/served/set", withIntermediateDirectories: true)
    try folder.write("served/set/train.conll", text)
  }

  private var program: Program { Program(folder: folder.path) }

  private func serve(cut: Int = 0, hasRanges: Bool = true) throws -> LocalServer {
    try LocalServer(
      folder.path + "/served", cut: cut, hasRanges: hasRanges, log: folder.path + "/requests.txt")
  }

  private func writeCatalog(
    _ server: LocalServer, counts: String = "\"300 sentences\", \"300 entities\"",
    sha256: String? = nil
  ) throws {
    var sum = SHA256()
    Array(text.utf8).withUnsafeBytes { sum.update($0) }
    try folder.write(
      "catalog.json",
      """
      {"sets": [
        {"name": "little", "about": "A little set.", "task": "named-entity-recognition",
         "licence": "CC0", "page": "https://example.org", "address": "\(server.address)",
         "files": [{"path": "set/train.conll", "split": "train", "bytes": \(text.utf8.count),
           "sha256": "\(sha256 ?? sum.digits)", "counts": [\(counts)]}]},
        {"name": "bought", "about": "A set.", "task": "relation-classification", "licence": "LDC",
         "page": "https://example.org/buy", "request": "it is bought from its makers"}]}
      """)
  }

  private func run(_ arguments: String...) throws -> Program.Result {
    try program.run(["datasets"] + arguments + ["--catalog", "catalog.json"])
  }

  private var fetched: String? {
    try? String(contentsOfFile: folder.path + "/Datasets/little/train.conll", encoding: .utf8)
  }

  private var partialSize: Int? {
    let path = folder.path + "/Datasets/little/train.conll.partial"
    return (try? Data(contentsOf: URL(filePath: path)))?.count
  }

  @Test func setsAreListedFetchedAndChecked() throws {
    let server = try serve()
    try writeCatalog(server)
    let list = try run("list")
    #expect(
      list.output == """
        name    task                      size        licence
        little  named-entity-recognition  0.0 MB      CC0
        bought  relation-classification   on request  LDC

        """)
    let first = try run("fetch", "little")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == "train: Datasets/little/train.conll\n")
    #expect(fetched == text)
    #expect(partialSize == nil)
    let again = try run("fetch", "little")
    #expect(again.errors.contains("Datasets/little/train.conll: is there already"))
    #expect(server.requests == ["/set/train.conll -"])
    let whole = try run("verify", "little")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.hasPrefix("Datasets/little/train.conll: 300 sentences, 300 entities"))
    #expect(whole.output.hasSuffix("; size and SHA-256 are those of the catalogue\n"))
    try folder.write(
      "Datasets/little/train.conll", text.replacingOccurrences(of: "Ada", with: "Bob"))
    let changed = try run("verify", "little")
    #expect(changed.status == 65)
    #expect(changed.faults.count == 1)
    #expect(changed.faults[0].hasPrefix("Datasets/little/train.conll: has the SHA-256 "))
    let other = try run("fetch", "little")
    #expect(other.status == 64)
    #expect(
      other.faults == [
        "Datasets/little/train.conll: is there and another file; name another folder, or add --replace"
      ])
    #expect(try run("fetch", "little", "--replace").status == 0)
    #expect(fetched == text)
    let missing = try run("verify", "little", "elsewhere")
    #expect(missing.status == 66)
    #expect(
      missing.faults == [
        "elsewhere/train.conll: no such file; luke-train datasets fetch little gets it"
      ])
  }

  /// A set of archives, of which recipes name what is in them.
  @Test func archivesHaveMembers() throws {
    let server = try serve()
    let archives = [("one.zip", PackedSamples.zip), ("two.zip", PackedSamples.zipOfOne)]
    var files: [String] = []
    let members = [
      #"{"name": "folder/train.conll", "split": "train", "counts": ["1 sentence", "1 entity"]}, "#
        + #"{"name": "folder/dev.conll", "split": "validation", "counts": ["1 sentence", "9 entities"]}"#,
      #"{"name": "folder/train.conll", "split": "test", "counts": ["2 sentences"]}"#,
    ]
    for ((name, bytes), members) in zip(archives, members) {
      try Data(bytes).write(to: URL(filePath: folder.path + "/served/set/" + name))
      var sum = SHA256()
      bytes.withUnsafeBytes { sum.update($0) }
      files.append(
        "{\"path\": \"set/\(name)\", \"bytes\": \(bytes.count), \"sha256\": \"\(sum.digits)\", "
          + "\"members\": [\(members)]}")
    }
    try folder.write(
      "catalog.json",
      "{\"sets\": [{\"name\": \"packed\", \"about\": \"A set.\", \"task\": \"named-entity-recognition\", "
        + "\"licence\": \"CC0\", \"page\": \"https://example.org\", \"address\": \"\(server.address)\", "
        + "\"files\": [\(files.joined(separator: ", "))]}]}")
    let fetch = try run("fetch", "packed")
    #expect(
      fetch.output == """
        train: Datasets/packed/one.zip:folder/train.conll
        validation: Datasets/packed/one.zip:folder/dev.conll
        test: Datasets/packed/two.zip:folder/train.conll

        """, "\(fetch.errors)")
    let result = try run("verify", "packed")
    #expect(result.status == 65)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2, "\(result.output)")
    #expect(
      lines.allSatisfy {
        $0.hasSuffix("; size and SHA-256 of the archive are those of the catalogue")
      })
    #expect(
      lines.first?.hasPrefix("Datasets/packed/one.zip:folder/train.conll: 1 sentence, ") == true)
    #expect(result.faults.count == 1)
    #expect(
      result.faults.first?.hasPrefix(
        "Datasets/packed/two.zip:folder/train.conll: should hold 2 sentences, and is read as 1 sentence, "
      )
        == true)
  }

  @Test func countsAreThoseOfTheReader() throws {
    let server = try serve()
    try writeCatalog(server, counts: "\"300 sentences\", \"299 entities\"")
    #expect(try run("fetch", "little").status == 0)
    let result = try run("verify", "little")
    #expect(result.status == 65)
    #expect(result.faults.count == 1)
    #expect(
      result.faults[0].hasPrefix(
        "Datasets/little/train.conll: should hold 299 entities, and is read as 300 sentences, "))
  }

  @Test func whatIsBoughtIsSaid() throws {
    try writeCatalog(try serve())
    let result = try run("fetch", "bought")
    #expect(result.status == 64)
    #expect(
      result.faults == ["bought: it is bought from its makers (https://example.org/buy)"])
    #expect(try run("verify", "bought").status == 64)
    #expect(try run("fetch", "litle").faults == ["litle: no such data set; did you mean little?"])
  }

  /// What has come before the connection broke is not fetched again.
  @Test(arguments: [true, false])
  func brokenDownloadsGoOn(hasRanges: Bool) throws {
    let server = try serve(cut: 1000, hasRanges: hasRanges)
    try writeCatalog(server)
    let broken = try run("fetch", "little")
    #expect(broken.status == 74)
    #expect(broken.faults.count == 1)
    #expect(
      broken.faults[0].hasPrefix(server.address + "/set/train.conll: ")
        && broken.faults[0].hasSuffix("; start it again to go on"))
    #expect(fetched == nil)
    #expect(partialSize == 1000)
    let whole = try run("fetch", "little")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(fetched == text)
    #expect(partialSize == nil)
    let requests = ["/set/train.conll -", "/set/train.conll bytes=1000-"]
    #expect(server.requests == requests + (hasRanges ? [] : ["/set/train.conll -"]))
  }

  /// A server's whole answer that is too short is another file, which going on would not mend.
  @Test(arguments: [0, 100])
  func whatIsWholeAndTooShortIsAnotherFile(there: Int) throws {
    let server = try serve()
    try writeCatalog(server)
    let short = String(text.prefix(200))
    try folder.write("served/set/train.conll", short)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/Datasets/little", withIntermediateDirectories: true)
    try folder.write("Datasets/little/train.conll.partial", String(text.prefix(there)))
    let result = try run("fetch", "little")
    #expect(result.status == 65)
    #expect(
      result.faults == [
        "\(server.address)/set/train.conll: is whole with 200 bytes, and should have \(text.utf8.count): it is "
          + "another file, and was not kept"
      ])
    #expect(fetched == nil && partialSize == nil)
  }

  /// The catalogue is read, and never one of the files that are written.
  @Test func theCatalogueIsNotWrittenOver() throws {
    try writeCatalog(try serve())
    #expect(
      try program.shell(
        "mkdir one two; cp catalog.json one/train.conll; cp catalog.json two/train.conll.partial"
      ).status == 0)
    for (folder, name) in [("one", "train.conll"), ("two", "train.conll.partial")] {
      let result = try program.run([
        "datasets", "fetch", "little", folder, "--catalog", "\(folder)/\(name)", "--replace",
      ])
      #expect(result.status == 64)
      #expect(
        result.faults
          == ["\(folder)/\(name): is read, and never written over; name another file to write"])
      #expect(try program.shell("cmp catalog.json \(folder)/\(name)").status == 0)
    }
  }

  /// A part of another file is fetched anew, and no file of another checksum is kept.
  @Test func otherFilesAreNotKept() throws {
    let server = try serve()
    try writeCatalog(server)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/Datasets/little", withIntermediateDirectories: true)
    try folder.write("Datasets/little/train.conll.partial", "something else")
    #expect(try run("fetch", "little").status == 0)
    #expect(fetched == text)
    try FileManager.default.removeItem(atPath: folder.path + "/Datasets/little/train.conll")
    let zeros = String(repeating: "0", count: 64)
    try writeCatalog(server, sha256: zeros)
    let result = try run("fetch", "little")
    #expect(result.status == 65)
    #expect(
      result.faults.first?.hasSuffix(
        "and should have \(zeros): it is another file, and was not kept") == true)
    #expect(fetched == nil && partialSize == nil)
    try FileManager.default.removeItem(atPath: folder.path + "/served/set/train.conll")
    let gone = try run("fetch", "little")
    #expect(gone.status == 74)
    #expect(
      gone.faults
        == ["\(server.address)/set/train.conll: the server has no such file (status 404)"])
  }

  /// Ctrl-C keeps what has come.
  @Test func signalsKeepWhatHasCome() throws {
    let server = try serve(cut: -500)
    try writeCatalog(server)
    let child = try Child(
      ["datasets", "fetch", "little", "--catalog", "catalog.json"], folder: folder.path)
    try child.wait { partialSize == 500 }
    child.send(SIGINT)
    let result = child.wait()
    #expect(result.status == 130, "\(result.errors)")
    #expect(partialSize == 500)
    #expect(try run("fetch", "little").status == 0)
    #expect(fetched == text)
    #expect(server.requests.last == "/set/train.conll bytes=500-")
  }

  /// Nothing is written through a link that lies in the place of a file.
  @Test func linksAreNotFollowed() throws {
    try writeCatalog(try serve())
    try FileManager.default.createDirectory(
      atPath: folder.path + "/Datasets/little", withIntermediateDirectories: true)
    for name in ["train.conll", "train.conll.partial"] {
      let link = folder.path + "/Datasets/little/" + name
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: folder.path + "/elsewhere.txt")
      #expect(try run("fetch", "little").status == 74)
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/elsewhere.txt"))
      try FileManager.default.removeItem(atPath: link)
    }
  }
}
