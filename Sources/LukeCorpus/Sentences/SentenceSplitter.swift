internal import CICU
import LukeData

/// Finds the sentences of paragraphs.
///
/// It works in memory of its own, which is kept from one paragraph to the next: not `Sendable`, every
/// thread needs one for itself.
package final class SentenceSplitter {
  /// How this splitter finds sentences.
  package let splitting: SentenceSplitting
  private let iterator: OpaquePointer?
  private var units: [UInt16] = []
  /// How many of `units` are those of the text.
  private var unitCount = 0

  /// Creates a splitter; throws `DataError` when ICU has no rules.
  package init(_ splitting: SentenceSplitting) throws(DataError) {
    self.splitting = splitting
    guard case .rules(let language) = splitting else {
      iterator = nil
      return
    }
    // Only these have lists of abbreviations in ICU; for others the keyword changes nothing.
    let hasAbbreviations = ["en", "de", "es", "it", "pt"].contains(language)
    let locale = hasAbbreviations ? language + "@ss=standard" : language
    var status: Int32 = 0
    iterator = luke_sentences_open(locale, &status)
    if iterator == nil {
      throw .unsuitable(
        file: "sentences of language \"\(language)\"",
        reason: "ICU \(String(cString: luke_icu_version())) cannot split them: "
          + String(cString: luke_icu_status_name(status)))
    }
  }

  deinit { if let iterator { luke_sentences_close(iterator) } }

  /// Replaces `ends` by where the sentences of a text end, in bytes; each begins where the one before
  /// it ended, the first at 0, and the last ends with the text.
  package func findEnds(of text: UnsafeBufferPointer<UInt8>, into ends: inout [Int]) {
    ends.removeAll(keepingCapacity: true)
    guard let iterator else { return findLineEnds(of: text, into: &ends) }
    // ICU counts with 32 bits. A sentence of a gigabyte fits no sequence anyway.
    guard !text.isEmpty, text.count < 1 << 30 else {
      if !text.isEmpty { ends.append(text.count) }
      return
    }
    let isASCII = convert(text)
    units.withUnsafeBufferPointer { units in
      let status = luke_sentences_set_text(iterator, units.baseAddress, Int32(unitCount))
      // Only memory can be missing here.
      precondition(status <= 0, "ICU cannot take the text")
      while case let end = luke_sentences_next(iterator), end >= 0 { ends.append(Int(end)) }
    }
    if !isASCII { mapToBytes(&ends, of: text) }
  }

  /// Fills `units` with the text in UTF-16 and gives whether the text is ASCII.
  ///
  /// Characters outside of the basic plane become one space each, as in the authors' code: the rules
  /// never see emoji.
  private func convert(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if units.count < text.count {
      units = [UInt16](repeating: 0, count: text.count + text.count / 4)
    }
    unitCount = units.withUnsafeMutableBufferPointer { Self.convert(text, into: $0) }
    return unitCount == text.count
  }

  private static func convert(
    _ text: UnsafeBufferPointer<UInt8>, into units: UnsafeMutableBufferPointer<UInt16>
  ) -> Int {
    var (position, count) = (0, 0)
    while position < text.count {
      let byte = text[position]
      let length = length(of: byte)
      guard position + length <= text.count else { break }
      switch length {
      case 1: units[count] = UInt16(byte)
      case 2: units[count] = UInt16(byte & 0x1F) << 6 | UInt16(text[position + 1] & 0x3F)
      case 3:
        units[count] =
          UInt16(byte & 0x0F) << 12 | UInt16(text[position + 1] & 0x3F) << 6
          | UInt16(text[position + 2] & 0x3F)
      default: units[count] = 0x20
      }
      position += length
      count += 1
    }
    return count
  }

  /// Turns places in `units`, which ascend, into places in the text, in one walk over it.
  private func mapToBytes(_ ends: inout [Int], of text: UnsafeBufferPointer<UInt8>) {
    var (unit, byte) = (0, 0)
    for index in ends.indices {
      while unit < ends[index], byte < text.count {
        byte += Self.length(of: text[byte])
        unit += 1
      }
      ends[index] = byte
    }
  }

  @inline(__always)
  private static func length(of byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  private func findLineEnds(of text: UnsafeBufferPointer<UInt8>, into ends: inout [Int]) {
    for index in text.indices where text[index] == .newline { ends.append(index + 1) }
    if !text.isEmpty, ends.last != text.count { ends.append(text.count) }
  }
}
