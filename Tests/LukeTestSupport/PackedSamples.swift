import Foundation

/// Small packed files, as gzip, bzip2, zstd and Python's zipfile have made them.
public enum PackedSamples {
  /// What is packed, but where said otherwise.
  public static let text = "Ada B-PER\nleft O\n"

  /// The text by gzip.
  public static let gzip = bytes("H4sIAAAAAAACA3NMSVRw0g1wDeLKSU0rUfDnAgC9E6EXEQAAAA==")
  /// The text by gzip, and that once more.
  public static let gzipTwice = bytes(
    "H4sIAAAAAAACA5Pv5mAAASbmYh/PkIJLvAW8j055+moHfnjOxLBXeKG4IFASACg9ZnolAAAA")
  /// "Ada B-PER\nleft\nBo O\n" by gzip.
  public static let gzipWithFault = bytes(
    "H4sIAAAAAAACA3NMSVRw0g1wDeLKSU0r4XLKV/DnAgBOf98PFAAAAA==")
  /// The text by bzip2.
  public static let bzip2 = bytes(
    "QlpoOTFBWSZTWZ73AK4AAALXgAAQQAIyANAAJwQEACAAIoYNCbUKYAAcSQz1wVdnAfi7kinChIT3uAVw")
  /// The text by zstd.
  public static let zstd = bytes("KLUv/QRYiQAAQWRhIEItUEVSCmxlZnQgTwpqABoz")

  /// A folder, `folder/train.conll` (the text, deflated), `folder/dev.conll` ("Bo B-PER\n", nine times,
  /// deflated), `stored.conll` ("Oslo B-LOC\n", stored) and what macOS adds.
  public static let zip = bytes(
    """
    UEsDBBQAAAAAAAAAIVwAAAAAAAAAAAAAAAAHAAAAZm9sZGVyL1BLAwQUAAAACAAAACFcvROhFxMAAAARAAAAEgAAAGZvbGRlci90\
    cmFpbi5jb25sbHNMSVRw0g1wDeLKSU0rUfDnAgBQSwMEFAAAAAgAAAAhXMxqmtMOAAAAUQAAABAAAABmb2xkZXIvZGV2LmNvbmxs\
    c8pXcNINcA3icqISAwBQSwMEFAAAAAAAAAAhXBcDLKULAAAACwAAAAwAAABzdG9yZWQuY29ubGxPc2xvIEItTE9DClBLAwQUAAAA\
    AAAAACFcgxbcjAEAAAABAAAAFgAAAF9fTUFDT1NYLy5fdHJhaW4uY29ubGx4UEsBAhQDFAAAAAAAAAAhXAAAAAAAAAAAAAAAAAcA\
    AAAAAAAAAAAAAIABAAAAAGZvbGRlci9QSwECFAMUAAAACAAAACFcvROhFxMAAAARAAAAEgAAAAAAAAAAAAAAgAElAAAAZm9sZGVy\
    L3RyYWluLmNvbmxsUEsBAhQDFAAAAAgAAAAhXMxqmtMOAAAAUQAAABAAAAAAAAAAAAAAAIABaAAAAGZvbGRlci9kZXYuY29ubGxQ\
    SwECFAMUAAAAAAAAACFcFwMspQsAAAALAAAADAAAAAAAAAAAAAAAgAGkAAAAc3RvcmVkLmNvbmxsUEsBAhQDFAAAAAAAAAAhXIMW\
    3IwBAAAAAQAAABYAAAAAAAAAAAAAAIAB2QAAAF9fTUFDT1NYLy5fdHJhaW4uY29ubGxQSwUGAAAAAAUABQAxAQAADgEAAAAA
    """)
  /// `folder/train.conll` and `.DS_Store`.
  public static let zipOfOne = bytes(
    """
    UEsDBBQAAAAIAAAAIVy9E6EXEwAAABEAAAASAAAAZm9sZGVyL3RyYWluLmNvbmxsc0xJVHDSDXAN4spJTStR8OcCAFBLAwQUAAAA\
    AAAAACFcgxbcjAEAAAABAAAACQAAAC5EU19TdG9yZXhQSwECFAMUAAAACAAAACFcvROhFxMAAAARAAAAEgAAAAAAAAAAAAAAgAEA\
    AAAAZm9sZGVyL3RyYWluLmNvbmxsUEsBAhQDFAAAAAAAAAAhXIMW3IwBAAAAAQAAAAkAAAAAAAAAAAAAAIABQwAAAC5EU19TdG9y\
    ZVBLBQYAAAAAAgACAHcAAABrAAAAAAA=
    """)
  /// `train.conll`, with the sizes of zip64 before it.
  public static let zip64 = bytes(
    """
    UEsDBC0AAAAIAAAAIVy9E6EX//////////8LABQAdHJhaW4uY29ubGwBABAAEQAAAAAAAAATAAAAAAAAAHNMSVRw0g1wDeLKSU0r\
    UfDnAgBQSwECLQMtAAAACAAAACFcvROhFxMAAAARAAAACwAAAAAAAAAAAAAAgAEAAAAAdHJhaW4uY29ubGxQSwUGAAAAAAEAAQA5\
    AAAAUAAAAAAA
    """)
  /// `train.conll`, packed with bzip2.
  public static let zipWithBZip2 = bytes(
    """
    UEsDBC4AAAAMAAAAIVy9E6EXPAAAABEAAAALAAAAdHJhaW4uY29ubGxCWmg5MUFZJlNZnvcArgAAAteAABBAAjIA0AAnBAQAIAAi\
    hg0JtQpgABxJDPXBV2cB+LuSKcKEhPe4BXBQSwECLgMuAAAADAAAACFcvROhFzwAAAARAAAACwAAAAAAAAAAAAAAgAEAAAAAdHJh\
    aW4uY29ubGxQSwUGAAAAAAEAAQA5AAAAZQAAAAAA
    """)
  /// `train.conll`, encrypted.
  public static let zipEncrypted = bytes(
    """
    UEsDBAoACQAAAAYje129E6EXHQAAABEAAAALAAAAdHJhaW4uY29ubGxagCMLnhwStfBW9lyTpQCXI0DY6NQSmCGQCgrmPFBLBwi9\
    E6EXHQAAABEAAABQSwECHgMKAAkAAAAGI3tdvROhFx0AAAARAAAACwAAAAAAAAABAAAApIEAAAAAdHJhaW4uY29ubGxQSwUGAAAA\
    AAEAAQA5AAAAVgAAAAAA
    """)
  /// A ZIP archive of nothing.
  public static let zipOfNothing = bytes("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")
  /// `[Content_Types].xml` and `xl/workbook.xml`.
  public static let workbook = bytes(
    """
    UEsDBBQAAAAAAAAAIVyDFtyMAQAAAAEAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbHhQSwMEFAAAAAAAAAAhXIMW3IwBAAAAAQAA\
    AA8AAAB4bC93b3JrYm9vay54bWx4UEsBAhQDFAAAAAAAAAAhXIMW3IwBAAAAAQAAABMAAAAAAAAAAAAAAIABAAAAAFtDb250ZW50\
    X1R5cGVzXS54bWxQSwECFAMUAAAAAAAAACFcgxbcjAEAAAABAAAADwAAAAAAAAAAAAAAgAEyAAAAeGwvd29ya2Jvb2sueG1sUEsF\
    BgAAAAACAAIAfgAAAGAAAAAAAA==
    """)

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }
}
