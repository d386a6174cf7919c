import LukeData
import LukeFiles
import LukeSystem

/// The first bytes of a file, decompressed, of which it is found out what it is.
struct FileSample {
  /// The bytes.
  let bytes: [UInt8]
  /// Whether they are all there is.
  let isWhole: Bool

  /// Bytes that are looked at as a rule.
  private static let count = 1 << 16
  /// Bytes that are looked at where the first object of JSON is so long.
  private static let largest = 1 << 22

  private init(_ bytes: [UInt8], isWhole: Bool) { (self.bytes, self.isWhole) = (bytes, isWhole) }

  /// Looks at the bytes that come next, which are still to be read: of JSON so many that its first
  /// object is whole, up to some.
  init(_ stream: ByteStream) throws(FileError) {
    var count = Self.count
    func look() throws(FileError) -> FileSample {
      let bytes = try stream.peek(count)
      return FileSample(bytes, isWhole: bytes.count < count)
    }
    var sample = try look()
    while !sample.isWhole, count < Self.largest, sample.isWithinFirstObject {
      count *= 8
      sample = try look()
    }
    self = sample
  }

  /// Whether the bytes are the start of an object that does not end in them.
  private var isWithinFirstObject: Bool {
    guard JSONLayout(bytes, isWhole: false) != nil else { return false }
    let objects = FirstObjects(self)
    return objects.whole.isEmpty && objects.cutOff != nil
  }

  /// The text without a last line that is cut off, which says nothing; nil where it is none.
  var source: SourceText? {
    let lastOfLine = bytes.lastIndex(of: 10) ?? bytes.lastIndex { $0 < 0x80 }
    let end = isWhole ? bytes.endIndex : lastOfLine.map { $0 + 1 } ?? bytes.endIndex
    return try? SourceText(bytes: Array(bytes[..<end]), file: "")
  }
}
