import Foundation
import LukeTestSupport
import LukeTraining
import Testing

/// The catalogue of data sets that others have published.
@Suite struct DatasetCatalogTests {
  private func fault(_ text: String) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write("catalog.json", text)
    return message { try DatasetCatalog.read(folder.path + "/catalog.json") }
      .replacingOccurrences(of: folder.path + "/", with: "")
  }

  private func set(_ change: (String, String)) -> String {
    let text = """
      {"sets": [{"name": "a", "about": "A.", "task": "entity-typing", "licence": "CC0", "page": "p",
        "address": "http://x", "files": [{"path": "b/c", "split": "train", "bytes": 3,
          "sha256": "\(String(repeating: "0", count: 64))"}]}]}
      """
    return text.replacingOccurrences(of: change.0, with: change.1)
  }

  @Test func theProgramsOwnIsSound() throws {
    let catalog = try DatasetCatalog.read()
    #expect(catalog.sets.count > 20)
    #expect(catalog.table[0].hasPrefix("name"))
    #expect(
      catalog.table.contains { $0.hasPrefix("wnut17 ") && $0.hasSuffix("0.8 MB      CC BY 4.0") })
    #expect(
      message { try catalog.set("wnut-17") } == "wnut-17: no such data set; did you mean wnut17?")
    #expect(
      message { try catalog.set("x") }
        == "x: no such data set; luke-train datasets list shows all")
  }

  @Test func pathsThatLeadElsewhereAreRefused() throws {
    let reason = "must be a path of names alone, without .., blanks and a / at its ends"
    for path in ["../c", "/etc/c", "b/../../c", "b//c", "c/", "..", "b\\\\c", "b c"] {
      let found = try fault(set(("b/c", path)))
      #expect(
        found.hasPrefix("catalog.json:2:") && found.hasSuffix("sets[0].files[0].path: \(reason)"))
    }
    #expect(
      try fault(set(("http://x", "file:///etc")))
        .hasSuffix("sets[0].address: must begin with https:// or http://"))
    #expect(
      try fault(set(("\"name\": \"a\"", "\"name\": \"../a\"")))
        .hasSuffix("sets[0].name: must be of small letters, digits and -"))
    #expect(try fault(set(("000\"", "00g\""))).hasSuffix("sha256: must be 64 hexadecimal digits"))
    #expect(
      try fault(set(("\"address\": \"http://x\", ", "")))
        .hasSuffix("sets[0]: needs either address and files, or request"))
  }

  /// A file is for something, or has members that are.
  @Test func archivesHaveMembersInPlaceOfASplit() throws {
    let member = #"{"name": "x", "split": "test"}"#
    let fault = "sets[0].files[0]: needs either split, or members with the split of each"
    #expect(try self.fault(set((#""split": "train", "#, ""))).hasSuffix(fault))
    #expect(
      try self.fault(set((#""split""#, "\"members\": [\(member)], \"split\""))).hasSuffix(fault))
    let folder = try TemporaryFolder()
    try folder.write(
      "catalog.json", set((#""split": "train""#, "\"members\": [\(member), \(member)]")))
    let parts = try DatasetCatalog.read(folder.path + "/catalog.json").sets[0].parts
    #expect(parts.map(\.path) == ["c:x", "c:x"] && parts.map(\.split) == [.test, .test])
  }

  @Test func checksumsAreThoseOfTheStandard() {
    func digits(_ text: String, step: Int) -> String {
      var sum = SHA256()
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: step) {
        bytes[start..<min(bytes.count, start + step)].withUnsafeBytes { sum.update($0) }
      }
      return sum.digits
    }
    for step in [1, 63, 64, 65, 1000] {
      #expect(
        digits("abc", step: step)
          == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(
        digits("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", step: step)
          == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
      #expect(
        digits(String(repeating: "a", count: 1_000_000), step: 1000 * step)
          == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
    #expect(
      SHA256().digits == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  /// Files whose sizes and checksums are known of their publishers, and which are not at hand.
  private static let elsewhere: Set<String> = [
    "commonsense-qa: train_rand_split.jsonl", "klue-nli: klue-nli-v1.1_dev.json",
    "bc5cdr: train.tsv", "bc5cdr: test.tsv", "ncbi-disease: train.tsv", "ncbi-disease: test.tsv",
  ]

  /// Files that are at hand under another name.
  private static let otherNames = ["dev_rand_split.jsonl": "valid.jsonl"]

  /// Every file that is at hand has the bytes that the catalogue says, and is read as it says.
  @Test(.enabled(if: sharedData("") != nil))
  func filesAreReadAsTheCatalogueSays() throws {
    let data = try #require(sharedData(""))
    var found: [String: [String]] = [:]
    let files = FileManager.default.enumerator(atPath: data.path)
    while let path = files?.nextObject() as? String {
      found[String(path.split(separator: "/").last ?? ""), default: []].append(path)
    }
    for var set in try DatasetCatalog.read().sets where set.request == nil {
      set.files.removeAll { Self.elsewhere.contains("\(set.name): \($0.name)") }
      let folder = try TemporaryFolder()
      for file in set.files {
        let places = (found[Self.otherNames[file.name] ?? file.name] ?? []).map {
          data.path + "/" + $0
        }
        let place = try places.first {
          try Data(contentsOf: URL(filePath: $0)).count == file.bytes
            && DatasetFileCheck.sha256(of: $0) == file.sha256
        }
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/" + file.name,
          withDestinationPath: try #require(place, "\(set.name): \(file.name)"))
      }
      #expect(
        message { try DatasetVerification.verify(set, in: folder.path) { _ in } } == "no error",
        "\(set.name)")
    }
  }
}
