import Foundation
import LukeData
import LukeSystem
import LukeTestSupport
import Testing

/// Labelled data that are packed, and files in archives.
@Suite struct PackedTextTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func source(_ bytes: [UInt8], _ name: String, member: String = "") throws -> SourceText {
    try write(bytes, to: folder(name))
    return try SourceText(file: folder(name) + member)
  }

  /// What is said, without the folder.
  private func fault(_ bytes: [UInt8], _ name: String, member: String = "") -> String {
    message { try source(bytes, name, member: member) }
      .replacingOccurrences(of: folder.path + "/", with: "")
  }

  private func text(_ source: SourceText) -> String {
    source.lines.map { $0.text + "\n" }.joined()
  }

  @Test(arguments: [PackedSamples.gzip, PackedSamples.bzip2, PackedSamples.zstd])
  func packedFilesAreRead(bytes: [UInt8]) throws {
    // Names say nothing.
    let source = try source(bytes, "train.conll")
    #expect(text(source) == PackedSamples.text)
    #expect(source.file == folder("train.conll"))
    // A run knows the file again as it lies there.
    #expect(source.checksum == bytes.withUnsafeBytes { Checksum(of: $0).value })
    #expect(try text(SourceText(bytes: bytes, file: "standard input")) == PackedSamples.text)
  }

  @Test func faultsHaveTheLineOfWhatIsUnpacked() {
    let error = message {
      try EntityDataReader.read(bytes: PackedSamples.gzipWithFault, name: "train.gz")
    }
    #expect(error.hasPrefix("train.gz:2: "))
  }

  @Test func whatIsPackedAndNoTextIsNamed() {
    #expect(
      fault(PackedSamples.gzipTwice, "train.gz")
        == "train.gz: what is packed in it is packed with gzip; unpack it first: gzip -d")
    #expect(
      fault(PackedSamples.workbook, "book.xlsx")
        == "book.xlsx: is an Excel workbook; save it as JSON Lines or as text with tabs between columns"
    )
  }

  @Test func filesInArchivesAreRead() throws {
    let train = try source(PackedSamples.zip, "data.zip", member: ":folder/train.conll")
    #expect(text(train) == PackedSamples.text)
    #expect(train.file == folder("data.zip") + ":folder/train.conll")
    #expect(train.checksum == PackedSamples.zip.withUnsafeBytes { Checksum(of: $0).value })
    let only = try source(PackedSamples.zipOfOne, "one.zip")
    #expect(text(only) == PackedSamples.text)
    #expect(only.file == folder("one.zip") + ":folder/train.conll")
    #expect(
      try SourceText(bytes: PackedSamples.zipOfOne, file: "standard input").file
        == "standard input:folder/train.conll")
  }

  @Test func archivesThatDoNotSayWhichFileAreNamed() {
    let list = "it holds 3 files: folder/train.conll, folder/dev.conll, stored.conll"
    #expect(
      fault(PackedSamples.zip, "data.zip")
        == "data.zip: is a ZIP archive; \(list); say which one, for example data.zip:folder/train.conll"
    )
    #expect(
      fault(PackedSamples.zip, "data.zip", member: ":train.conll")
        == "data.zip: there is no train.conll in it; \(list)")
    #expect(
      fault(PackedSamples.zipOfOne, "data.zip", member: ":x")
        == "data.zip: there is no x in it; it holds folder/train.conll")
    #expect(
      fault(PackedSamples.zipOfNothing, "data.zip")
        == "data.zip: is a ZIP archive; it holds no files")
    #expect(
      fault(PackedSamples.gzip, "data.gz", member: ":x")
        == "data.gz:x: there is no such file, and data.gz is no ZIP archive")
    #expect(message { try SourceText(file: "nowhere.zip:x") } == "nowhere.zip:x: no such file")
  }

  /// A file whose name has a colon is that file.
  @Test func namesWithColonsAreNames() throws {
    try write(PackedSamples.zip, to: folder("data.zip"))
    try write(Array("Bo B-PER\n".utf8), to: folder("data.zip:stored.conll"))
    #expect(try text(SourceText(file: folder("data.zip:stored.conll"))) == "Bo B-PER\n")
    let inner = folder("a:b")
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
    try write(PackedSamples.zip, to: inner + "/data.zip")
    #expect(try text(SourceText(file: inner + "/data.zip:stored.conll")) == "Oslo B-LOC\n")
  }
}
