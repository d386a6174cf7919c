import LukeData
import LukeFiles
import LukeSystem

extension ByteStream {
  /// Does `body`, which finds faults in what was read.
  ///
  /// Where the file is packed and its data are damaged these are the fault: damaged data may unpack to
  /// anything, and are known only at the end of a block or of the file, to which it is read then.
  /// - Throws: `FileError` for damaged data, else what `body` throws.
  func blamingDamage<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as DataError {
      while compression != .none, try !read(upTo: Self.chunkSize).isEmpty {
        try InterruptFlag.current.check()
      }
      throw error
    }
  }

  private static let chunkSize = 1 << 20
  private static let endings = [".gz": "gzip", ".bz2": "bzip2", ".zst": "Zstandard"]

  /// Throws for a file that its name calls packed and that is neither packed nor text, as where the first
  /// bytes are damaged; `start` are some of these.
  func checkName(_ start: some Collection<UInt8>) throws(FileError) {
    guard compression == .none, !Self.isText(Array(start.prefix(Self.sampleSize))),
      let (ending, name) = Self.endings.first(where: { path.hasSuffix($0.key) })
    else { return }
    throw .malformed(
      path: path,
      reason: "its name ends with \(ending), but it does not begin as \(name) data do: it is "
        + "damaged, or something else; get it anew")
  }

  private static let sampleSize = 1 << 12

  private static func isText(_ bytes: [UInt8]) -> Bool {
    let isControl = { (byte: UInt8) in byte < 0x20 && !(7...13).contains(byte) && byte != 0x1B }
    // What is cut off at the end of the sample is no damage.
    return !bytes.contains(where: isControl)
      && (0...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
