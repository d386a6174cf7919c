/// The attributes of a tag as libxml2 hands them over: five pointers for each, name, prefix, namespace, start and
/// end of the value.
package struct XMLAttributes {
  private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private let count: Int

  package init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    (self.pointers, self.count) = (pointers, count)
  }

  /// The value of a name; nil where there is none.
  package subscript(wanted: String) -> String? {
    (0..<count).lazy.filter { name(at: $0) == wanted }.compactMap { value(at: $0) }.first
  }

  /// All of them by their names.
  var all: [String: String] {
    var all: [String: String] = [:]
    for index in 0..<count {
      if let name = name(at: index), let value = value(at: index) { all[name] = value }
    }
    return all
  }

  private func name(at index: Int) -> String? {
    pointers?[5 * index].map { String(cString: $0) }
  }

  private func value(at index: Int) -> String? {
    guard let start = pointers?[5 * index + 3], let end = pointers?[5 * index + 4] else {
      return nil
    }
    // An ampersand comes as a reference to it, since the parsers expand no entities.
    return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      .replacing("&#38;", with: "&")
  }
}
