import LukeData
import LukeTestSupport
import Testing

/// What is no text is named, whatever command gets it.
@Suite struct BinaryContentTests {
  private static let table = "save it as JSON Lines or as text with tabs between columns"
  private static let zip: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "the file ends early, at byte 4, within gzip data"),
      ([0x1F, 0x8B, 9, 0], "is packed with gzip; unpack it first: gzip -d"),
      (Array("BZh91AY&SYxxxx".utf8), "the file ends early, at byte 14, within bzip2 data"),
      ([0x28, 0xB5, 0x2F, 0xFD, 4], "the file ends early, at byte 5, within Zstandard data"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0], "is packed with xz; unpack it first: xz -d"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "is a 7-Zip archive; unpack it first: 7z x"),
      (zip + Array("train.conll".utf8), "not a zip archive, or its end is missing: truncated?"),
      (
        zip + Array("[Content_Types].xml....xl/workbook.xml".utf8), "is an Excel workbook; \(table)"
      ),
      (
        zip + Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8),
        "is an OpenDocument spreadsheet; \(table)"
      ),
      (zip + Array("model/data.pkl".utf8), "is a PyTorch file, not text"),
      (Array("%PDF-1.7\n".utf8), "is a PDF; take its text out first: pdftotext"),
      ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "is an HDF5 file, not text"),
      (
        [0x80, 4, 0x95],
        "is a Python pickle, which is never loaded because it can run programs; write it as JSON Lines"
      ),
      (
        [0x78, 0x9C, 0xEB],
        "is packed with zlib, as spaCy's DocBin (.spacy) is; write it as JSON Lines with spaCy itself"
      ),
      (Array("PAR1".utf8) + [0x15, 4], "is a Parquet table; \(table)"),
      ((0..<99).map { $0 % 7 }, "is binary data, not text"),
    ] as [([UInt8], String)])
  func isNamed(bytes: [UInt8], reason: String) {
    for requiresLabels in [true, false] {
      let options = EntityDataOptions(requiresLabels: requiresLabels)
      let error = message {
        _ = try EntityDataReader.read(bytes: bytes, name: "sample", options: options)
      }
      #expect(error == "sample: \(reason)")
    }
    let error = message {
      _ = try RelationDataReader.read(bytes: bytes, name: "sample")
    }
    #expect(error == "sample: \(reason)")
  }

  @Test(arguments: [
    "PAR1 is a magic number.\nYes.\n", "GGUF and ARROW1\n", "BZh9 x\n", "\u{1B}[1mx\n",
  ])
  func wordsAreNoSignatures(text: String) throws {
    let corpus = try read(text, EntityDataOptions(requiresLabels: false))
    #expect(corpus.layout.format == .text)
  }
}
