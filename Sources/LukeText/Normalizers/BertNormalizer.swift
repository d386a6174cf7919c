import LukeSystem

/// BERT's normalization: clean text, spaces around ideographs, accents stripped, lower case.
///
/// Every scalar is normalized by itself and remembers where it came from. Only a combining scalar
/// that survives stripping can change places with its neighbours; text with one of those goes
/// through `reordered`.
struct BertNormalizer: Normalizer {
  struct Options: Sendable, Equatable {
    var cleansText = true
    var separatesIdeographs = true
    var stripsAccents = true
    var lowercases = true
  }

  let options: Options
  private let ascii: [UInt32]
  /// Scalar → start in `pool` and count, for scalars that become something else.
  private var replacements = IntegerMap(minimumCapacity: 16_384)
  private var pool: [UInt32] = []

  private static let dropped = UInt32.max

  init(options: Options) {
    self.options = options
    ascii = (0..<128).map { (scalar: UInt32) in
      if options.cleansText {
        if [9, 10, 13].contains(scalar) { return 0x20 }
        if UnicodeProperties.shared.flags[Int(scalar)].contains(.control) {
          return BertNormalizer.dropped
        }
        // Vertical tab and form feed are controls to BERT, so no other whitespace is left here.
      }
      return options.lowercases && (65...90).contains(scalar) ? scalar + 32 : scalar
    }
    for scalar in UInt32(128)..<0x110000
    where UnicodeProperties.shared.flags[Int(scalar)].contains(.mapped) {
      let replacement = mapped(scalar)
      replacements.set(
        UInt64(pool.count) << 8 | UInt64(replacement.count), for: UInt64(scalar))
      pool += replacement
    }
  }

  /// What accent stripping and lower case make of a scalar.
  private func mapped(_ scalar: UInt32) -> [UInt32] {
    let properties = UnicodeProperties.shared
    var result = [scalar]
    if options.stripsAccents {
      result = properties.decomposition(of: scalar).filter { !properties.isMark($0) }
    }
    return options.lowercases ? result.flatMap(properties.lowercase) : result
  }

  func normalize(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, firstScalar: Int,
    into result: NormalizedText
  ) {
    result.removeAll(forByteCount: range.count)
    let flags = UnicodeProperties.shared.flags
    var isPlain = true
    ascii.withUnsafeBufferPointer { ascii in
      var (place, index) = (range.lowerBound, firstScalar)
      while place < range.upperBound {
        let (scalar, next) = UTF8Scalars.scalar(at: place, of: text)
        if scalar < 128 {
          let replacement = ascii[Int(scalar)]
          if replacement != BertNormalizer.dropped { result.append(replacement, from: index) }
        } else if flags[Int(scalar)].isDisjoint(with: BertNormalizer.special) {
          result.append(scalar, from: index)
        } else {
          append(scalar, flags[Int(scalar)], from: index, to: result)
          isPlain = isPlain && !flags[Int(scalar)].contains(.movable)
        }
        (place, index) = (next, index + 1)
      }
    }
    if !isPlain, options.stripsAccents { reorder(text, range, firstScalar, into: result) }
  }

  private static let special: ScalarProperties = [
    .whitespace, .ideograph, .control, .mark, .mapped, .movable,
  ]

  private func append(
    _ scalar: UInt32, _ properties: ScalarProperties, from index: Int,
    to result: NormalizedText
  ) {
    if options.cleansText, properties.contains(.control) { return }
    if options.cleansText, properties.contains(.whitespace) {
      return result.append(0x20, from: index)
    }
    if options.stripsAccents, properties.contains(.mark) { return }
    let isSeparated = options.separatesIdeographs && properties.contains(.ideograph)
    if isSeparated { result.append(0x20, from: index) }
    if properties.contains(.mapped), let place = replacements[UInt64(scalar)] {
      let start = Int(place >> 8)
      for part in pool[start..<start + Int(place & 0xFF)] { result.append(part, from: index) }
    } else {
      result.append(scalar, from: index)
    }
    if isSeparated { result.append(0x20, from: index) }
  }

  /// The same with canonical ordering between decomposing and stripping, step by step.
  private func reorder(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ firstScalar: Int,
    into result: NormalizedText
  ) {
    let properties = UnicodeProperties.shared
    let cleaned = cleaned(text, range, firstScalar)
    result.removeAll(forByteCount: range.count)
    var consumed = 0
    for part in CanonicalOrdering.decompose(cleaned.map(\.0)) {
      // A part that a decomposition adds lies where the scalar taken last lay.
      if !part.isAddition { consumed += 1 }
      guard !properties.isMark(part.scalar) else { continue }
      let origin = cleaned[max(consumed - 1, 0)].1
      let final = options.lowercases ? properties.lowercase(part.scalar) : [part.scalar]
      for scalar in final { result.append(scalar, from: origin) }
    }
  }

  /// The scalars that cleaning leaves, ideographs between spaces, and where each comes from.
  private func cleaned(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ firstScalar: Int
  ) -> [(UInt32, Int)] {
    var result: [(UInt32, Int)] = []
    var (place, next) = (range.lowerBound, firstScalar)
    while place < range.upperBound {
      let index = next
      let scalar: UInt32
      (scalar, place) = UTF8Scalars.scalar(at: place, of: text)
      next += 1
      let properties = UnicodeProperties.shared.flags[Int(scalar)]
      if options.cleansText {
        if properties.contains(.control) { continue }
        if properties.contains(.whitespace) {
          result.append((0x20, index))
          continue
        }
      }
      let isSeparated = options.separatesIdeographs && properties.contains(.ideograph)
      if isSeparated { result.append((0x20, index)) }
      result.append((scalar, index))
      if isSeparated { result.append((0x20, index)) }
    }
    return result
  }
}
