import Foundation
import LukeData
import LukeTestSupport
import Testing

/// What is in a folder of texts and is no file, or has a name that no path can have.
@Suite(.timeLimit(.minutes(1))) struct FolderContentTests {
  private func withPairs(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try Data("Ada met Bo.\n".utf8).write(to: folder.appending(path: "a.txt"))
      try Data("T1\tPER 0 3\tAda\nT2\tPER 8 10\tBo\nR1\tMet Arg1:T1 Arg2:T2\n".utf8)
        .write(to: folder.appending(path: "a.ann"))
      try body(folder)
    }
  }

  private func notes(_ notes: [String], _ folder: URL) -> [String] {
    notes.map { $0.replacing(folder.path, with: "F") }
  }

  @Test(arguments: ["b.txt", "b.ann"])
  func pipesAreRefusedByName(_ name: String) throws {
    try withPairs { folder in
      let pair = name == "b.txt" ? "b.ann" : "b.txt"
      try Data("".utf8).write(to: folder.appending(path: pair))
      #expect(mkfifo(folder.path + "/" + name, 0o600) == 0)
      let refusal = "F: holds what is no file: \(name) (a pipe); take it out of the folder"
      #expect(
        message { try EntityDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == refusal)
      #expect(
        message { try RelationDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == refusal)
      // Nor is the other file of a pair waited for.
      try Data((name == "b.ann" ? "Ada.\n" : "T1\tPER 0 3\tAda\n").utf8)
        .write(to: folder.appending(path: pair))
      #expect(
        message { try EntityDataReader.read(file: folder.path + "/" + pair) }
          .replacing(folder.path, with: "F") == "F/\(name): cannot be read: it is a pipe")
    }
  }

  @Test func linksThatLeadNowhereAreRefused() throws {
    try withPairs { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/c.txt", withDestinationPath: "nowhere")
      #expect(
        message { try EntityDataReader.read(file: folder.path) }.replacing(folder.path, with: "F")
          == "F: holds what is no file: c.txt (a link that leads nowhere); take it out of the folder"
      )
    }
  }

  @Test func namesThatAreNoTextAreTold() throws {
    try withPairs { folder in
      for ending in [".txt", ".ann"] {
        let path = Array((folder.path + "/caf").utf8) + [0xE9] + Array(ending.utf8) + [0]
        let descriptor = path.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
          $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
        }
        #expect(descriptor >= 0)
        close(descriptor)
      }
      let told =
        #"F: 2 files whose names are not UTF-8 are left out: caf\xE9.ann, caf\xE9.txt; rename them"#
      let corpus = try EntityDataReader.read(file: folder.path)
      #expect(corpus.sentences.count == 1)
      #expect(notes(corpus.notes, folder).contains(told))
      #expect(try notes(RelationDataReader.read(file: folder.path).notes, folder).contains(told))
    }
  }

  /// Lines alone do not tell which file of a folder it is.
  @Test func notesOnOffsetsNameTheFile() throws {
    try withPairs { folder in
      try Data("😀 Ada met Bo.\n".utf8).write(to: folder.appending(path: "b.txt"))
      try Data("T1\tPER 3 6\tAda\nT2\tPER 11 13\tBo\nR1\tMet Arg1:T1 Arg2:T2\n".utf8)
        .write(to: folder.appending(path: "b.ann"))
      #expect(
        try notes(EntityDataReader.read(file: folder.path).notes, folder).contains(
          "F: the offsets of 2 entities, the first in line 1 of F/b.txt, count UTF-16 code units, as their "
            + "texts tell, and are read so"))
      #expect(
        try notes(RelationDataReader.read(file: folder.path).notes, folder).contains(
          "F: the offsets of 2 spans, the first in line 3 of F/b.ann, count UTF-16 code units, as the texts "
            + "tell, and are read so"))
    }
  }
}
