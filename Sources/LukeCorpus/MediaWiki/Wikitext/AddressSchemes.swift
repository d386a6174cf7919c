/// The schemes that make an address a link, as MediaWiki is set up by default.
enum AddressSchemes {
  private static let needingSlashes: Set<String> = [
    "ftp", "ftps", "git", "gopher", "http", "https", "irc", "ircs", "mms", "nntp", "redis", "sftp",
    "ssh", "svn", "telnet", "worldwind",
  ]
  private static let withoutSlashes: Set<String> = [
    "bitcoin", "geo", "magnet", "mailto", "news", "sip", "sips", "sms", "tel", "urn", "xmpp",
  ]
  /// The length of the longest scheme.
  static let maximumCount = 9

  /// Whether a byte may be part of a scheme.
  @inline(__always)
  static func mayHold(_ byte: UInt8) -> Bool {
    byte.isASCIILetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// Whether the bytes in a range are a scheme that can stand with two slashes, or without.
  static func contain(
    _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>, hasSlashes: Bool
  ) -> Bool {
    guard range.count >= 3, range.count <= maximumCount else { return false }
    let scheme = String(
      decoding: range.lazy.map { bytes[$0].lowercasedASCII }, as: UTF8.self)
    return withoutSlashes.contains(scheme) || hasSlashes && needingSlashes.contains(scheme)
  }
}
