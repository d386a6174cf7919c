import Foundation
import LukeSystem
import LukeTraining
import Testing

/// What is made once and used again.
@Suite struct ArtifactTests {
  private struct Damage: Error {}

  /// An artifact that counts how often it is made.
  private final class Counted: Artifact {
    var keptValue: Result<Int?, any Error>
    var makeCount = 0

    init(_ kept: Result<Int?, any Error>) { keptValue = kept }

    func kept() throws -> Int? { try keptValue.get() }

    func make() -> Int {
      makeCount += 1
      return 7
    }
  }

  @Test func whatIsThereIsNotMade() throws {
    let artifact = Counted(.success(3))
    let (value, isKept) = try artifact.value { _ in Issue.record("nothing to say") }
    #expect(value == 3 && isKept && artifact.makeCount == 0)
  }

  @Test func whatIsNotThereIsMade() throws {
    let artifact = Counted(.success(nil))
    let (value, isKept) = try artifact.value { _ in Issue.record("nothing to say") }
    #expect(value == 7 && !isKept && artifact.makeCount == 1)
  }

  @Test func whatIsDamagedIsMadeAnewAndSaid() throws {
    let artifact = Counted(.failure(FileError.malformed(path: "a/b", reason: "it is cut")))
    var notes: [String] = []
    let (value, isKept) = try artifact.value { notes.append($0) }
    #expect(value == 7 && !isKept)
    #expect(notes == ["a/b: it is cut", "what was made before is damaged, and is made anew"])
  }

  /// A signal while it is read is no damage.
  @Test func interruptionsEnd() throws {
    let artifact = Counted(.failure(Interruption(signal: 2, canResume: false)))
    #expect(throws: Interruption.self) { try artifact.value { _ in } }
    #expect(artifact.makeCount == 0)
  }
}

/// The list of what was made.
@Suite struct ArtifactLedgerTests {
  private func entries(_ text: String) throws -> [String: ArtifactLedger.Entry]? {
    try ArtifactLedger(Array(text.utf8))?.entries
  }

  @Test func comesBackAsItWas() throws {
    var ledger = ArtifactLedger()
    ledger["train"] = .init(fingerprint: "of \"all\"", isWhole: false)
    ledger["tokenizer"] = .init(
      fingerprint: "corpus 1", isWhole: true,
      checksums: ["tokenizer/vocab.json": 0x00ab_cdef, "tokenizer/merges.txt": 7])
    #expect(
      ledger.text == """
        {
          "tokenizer": {
            "from": "corpus 1",
            "crc32": {
              "tokenizer/merges.txt": "00000007",
              "tokenizer/vocab.json": "00abcdef"
            }
          },
          "train": {
            "from": "of \\"all\\"",
            "begun": true
          }
        }

        """)
    #expect(try entries(ledger.text) == ledger.entries)
  }

  @Test func earlierVersionsWroteFingerprintsAlone() throws {
    #expect(
      try entries(#"{"train (begun)": "x", "tokenizer": "y"}"#) == [
        "train": .init(fingerprint: "x", isWhole: false),
        "tokenizer": .init(fingerprint: "y", isWhole: true),
      ])
  }

  @Test(arguments: [
    "[]", "3", #"{"train": 3}"#, #"{"train": {"begun": true}}"#,
    #"{"train": {"from": "x", "crc32": {"a": "no digits"}}}"#,
    #"{"train": {"from": "x", "crc32": {"../a": "00000000"}}}"#,
    #"{"train": {"from": "x", "crc32": {"/a": "00000000"}}}"#,
    #"{"train": {"from": "x", "crc32": {}}}"#, #"{"train": {"from": "x"}}"#,
    #"{"train": {"from": "x", "crc33": {"a": "00000000"}}}"#,
  ])
  func otherJSONIsNone(_ text: String) throws { #expect(try entries(text) == nil) }
}
