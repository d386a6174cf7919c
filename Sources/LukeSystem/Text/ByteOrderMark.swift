/// The mark that some programs put before UTF-8, and leave within text where they join files.
package enum ByteOrderMark {
  /// Its bytes.
  package static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}
