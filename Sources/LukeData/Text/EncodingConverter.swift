internal import CLibXML2
import Foundation

/// Converts text of an encoding that the system knows to UTF-8, chunk by chunk.
package final class EncodingConverter {
  private let state: iconv_t
  /// Stands for bytes that are no characters; UTF-8 never has it.
  package static let broken: UInt8 = 0xFF

  /// A converter from the encoding called `name`; nil where the system does not know it.
  package init?(from name: String) {
    guard let state = iconv_open("UTF-8", name), Int(bitPattern: state) != -1 else { return nil }
    self.state = state
  }

  deinit { iconv_close(state) }

  /// Converts bytes that may end within a character, which then are not used.
  ///
  /// Bytes that are no characters become 0xFF, one for each.
  package func utf8(of bytes: [UInt8], isLast: Bool) -> (text: [UInt8], usedCount: Int) {
    var (bytes, place) = (bytes, 0)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 2)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while place < bytes.count {
      let (used, made, code) = convert(&bytes, from: place, into: &chunk)
      text += chunk[..<made]
      place += used
      if code == 0 || code == E2BIG { continue }
      // Characters of several bytes are cut apart by the end of a chunk.
      if code == EINVAL, !isLast { break }
      text.append(Self.broken)
      place += 1
    }
    return (text, place)
  }

  /// Converts as much as there is room for; gives bytes used, bytes made and what ended it, 0 for
  /// nothing.
  private func convert(
    _ bytes: inout [UInt8], from place: Int, into chunk: inout [UInt8]
  ) -> (used: Int, made: Int, code: Int32) {
    bytes.withUnsafeMutableBytes { bytes in
      chunk.withUnsafeMutableBytes { chunk in
        var input = bytes.baseAddress?.assumingMemoryBound(to: CChar.self).advanced(by: place)
        var output = chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
        var (left, room) = (bytes.count - place, chunk.count)
        let result = iconv(state, &input, &left, &output, &room)
        let code = result == -1 ? errno : 0
        return (bytes.count - place - left, chunk.count - room, code)
      }
    }
  }
}
