/// What files begin with that are known by it and hold no text as it is.
enum FileSignature {
  private static let known: [(name: String, start: [UInt8])] = [
    ("a PDF", Array("%PDF-".utf8)), ("PostScript", Array("%!PS".utf8)),
    ("a document in RTF", Array("{\\rtf".utf8)),
    ("an old document of Microsoft Office", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    ("a SQLite database", Array("SQLite format 3\0".utf8)), ("a Parquet file", Array("PAR1".utf8)),
    ("an Arrow file", Array("ARROW1".utf8)), ("an Avro file", Array("Obj\u{1}".utf8)),
    ("an ORC file", Array("ORC\n".utf8)), ("an HDF5 file", [0x89, 0x48, 0x44, 0x46]),
    ("a NumPy array", [0x93] + Array("NUMPY".utf8)), ("a WARC archive", Array("WARC/".utf8)),
    ("an ar archive", Array("!<arch>\n".utf8)), ("a program", [0x7F, 0x45, 0x4C, 0x46]),
    ("a picture", [0x89, 0x50, 0x4E, 0x47]), ("a picture", [0xFF, 0xD8, 0xFF]),
    ("a picture", Array("GIF87a".utf8)), ("a picture", Array("GIF89a".utf8)),
    ("a pickle", [0x80, 0x02]), ("a pickle", [0x80, 0x04]),
    ("a pickle", [0x80, 0x05]),
  ]

  /// The name of what begins so; nil where it is nothing known.
  static func name(of start: [UInt8]) -> String? {
    known.first { start.starts(with: $0.start) }?.name
  }
}
