/// The first byte of a line that is no part of valid UTF-8; all readers name it in the same words.
package struct InvalidByte: Hashable, Sendable, CustomStringConvertible {
  /// Which byte of the line it is, counted from 1.
  package let number: Int
  package let value: UInt8

  package init(number: Int, value: UInt8) { (self.number, self.value) = (number, value) }

  /// Nil where all of the line is valid.
  package init?(in line: some Collection<UInt8>) {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = line.makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { count += scalar.count }
    guard count < line.count else { return nil }
    (number, value) = (count + 1, line[line.index(line.startIndex, offsetBy: count)])
  }

  /// What is wrong, to be put after file and line.
  package var description: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "byte \(number) of the line, 0x\(digits), is not valid UTF-8"
  }

  /// What to do where nothing tells the encoding of the file.
  package static let remedy =
    "mend it, or convert the file if all of it is in another encoding, for example with iconv -f "
    + "latin1 -t utf-8"
}
