/// Reads the notations of `UnicodeTables`.
enum UnicodeUnpacking {
  /// Calls `body` with each range of a list of `gap length` pairs.
  static func forEachRange(of table: String, _ body: (Range<Int>) -> Void) {
    var end = 0
    let numbers = numbers(table)
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      let start = end + numbers[index]
      end = start + numbers[index + 1]
      body(start..<end)
    }
  }

  /// The values of a list of `value first length` triples.
  static func classes(_ table: String) -> [UInt32: UInt8] {
    var result: [UInt32: UInt8] = [:]
    let numbers = numbers(table)
    for index in stride(from: 0, to: numbers.count - 2, by: 3) {
      for offset in 0..<numbers[index + 2] {
        result[UInt32(numbers[index + 1] + offset)] = UInt8(numbers[index])
      }
    }
    return result
  }

  /// The mapping of a list of `first count step shift` groups.
  static func shifts(_ table: String) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    let numbers = numbers(table)
    for index in stride(from: 0, to: numbers.count - 3, by: 4) {
      for step in 0..<numbers[index + 1] {
        let scalar = numbers[index] + step * numbers[index + 2]
        result[UInt32(scalar)] = [UInt32(scalar + numbers[index + 3])]
      }
    }
    return result
  }

  /// The mapping of a list of `gap+scalar+…` entries.
  static func sequences(_ table: String) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    var scalar = 0
    for entry in table.utf8.split(separator: UInt8(ascii: " ")) {
      let numbers = entry.split(separator: UInt8(ascii: "+")).map(number)
      guard let gap = numbers.first else { continue }
      scalar += gap
      result[UInt32(scalar)] = numbers.dropFirst().map { UInt32($0) }
    }
    return result
  }

  private static func numbers(_ table: String) -> [Int] {
    table.utf8.split(separator: UInt8(ascii: " ")).map(number)
  }

  private static func number(_ digits: Substring.UTF8View) -> Int {
    var value = 0
    var sign = 1
    for digit in digits {
      switch digit {
      case UInt8(ascii: "-"): sign = -1
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value * 16 + Int(digit) - 87
      default: value = value * 16 + Int(digit) - 48
      }
    }
    return sign * value
  }
}
