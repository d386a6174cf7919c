internal import CHDF5

/// What the library would do for a file, and what none may ask of this program: look into other files,
/// load code, give memory and time for elements that are not there.
extension HDF5File {
  /// The filters that arrays may be packed with; others of the library's are rarely used, and trust
  /// what a file says.
  private static let filters = [
    Int32(H5Z_FILTER_DEFLATE), Int32(H5Z_FILTER_SHUFFLE), Int32(H5Z_FILTER_FLETCHER32),
    zstdFilterIdentifier,
  ]

  /// The most bytes of a chunk that is unpacked, all at once; writers stay far below.
  static let largestChunk = 1 << 28

  /// Throws unless every step of a path is in this file: a link may lead into any other.
  func checkLinks(to object: String) throws {
    var step = ""
    for name in object.split(separator: "/") {
      step += "/" + name
      let isHard = HDF5Library.locked { luke_is_hard_link(handle.id, step) }
      if isHard == 0 {
        throw malformed(step, "is a link to another place; only what is in the file itself is read")
      }
    }
  }

  /// Throws unless all elements of an array are stored in this file, in ways that are read here.
  func checkStorage(of dataset: borrowing HDF5Handle, _ object: String) throws {
    let id = dataset.id
    let action = "cannot read \(object)"
    let settings = HDF5Handle(
      try HDF5Library.check(path, action) { H5Dget_create_plist(id) }
    ) { H5Pclose($0) }
    let elementSize = HDF5Library.locked { luke_stored_element_size(id) }
    let shape = try shape(of: dataset, object)
    guard let count = ArrayDescription.checkedElementCount(shape),
      let size = Self.product(count, elementSize)
    else { throw malformed(object, "has an impossible size") }
    switch HDF5Library.locked({ H5Pget_layout(settings.id) }) {
    case H5D_CHUNKED where count > 0:
      try checkChunks(of: dataset, settings, shape, elementSize, object)
    case H5D_CHUNKED: break
    case H5D_COMPACT, H5D_CONTIGUOUS:
      let (isElsewhere, stored) = HDF5Library.locked {
        (H5Pget_external_count(settings.id) != 0, H5Dget_storage_size(id))
      }
      guard !isElsewhere else {
        throw malformed(object, "has its elements in another file, which is not read")
      }
      guard elementSize == 0 || stored == UInt64(size) else {
        throw malformed(object, "should have \(size) bytes, and the file has \(stored) of it")
      }
    default: throw malformed(object, "is laid out in a way that is not read")
    }
  }

  private func checkChunks(
    of dataset: borrowing HDF5Handle, _ settings: borrowing HDF5Handle, _ shape: [Int],
    _ elementSize: Int, _ object: String
  ) throws {
    for number in 0..<HDF5Library.locked({ H5Pget_nfilters(settings.id) }) {
      let filter = HDF5Library.locked { luke_filter(settings.id, UInt32(number)) }
      guard Self.filters.contains(filter) else {
        throw malformed(
          object,
          "is packed with HDF5's filter \(filter); deflate, shuffle, Fletcher-32 and Zstandard are read"
        )
      }
    }
    var chunk = [hsize_t](repeating: 0, count: max(1, shape.count))
    let rank = try HDF5Library.check(path, "cannot read \(object)") {
      H5Pget_chunk(settings.id, Int32(chunk.count), &chunk)
    }
    guard Int(rank) == shape.count, chunk.allSatisfy({ $0 > 0 }) else {
      throw malformed(object, "has impossible chunks \(chunk)")
    }
    let size = chunk.reduce(Double(elementSize)) { $0 * Double($1) }
    guard size <= Double(Self.largestChunk) else {
      throw malformed(
        object, "has chunks of more than \(Self.largestChunk >> 20) MiB; write it with smaller ones"
      )
    }
    let needed = zip(chunk, shape).reduce(1) { $0 * (($1.1 - 1) / Int($1.0) + 1) }
    var stored: hsize_t = 0
    let id = dataset.id
    // The library wants the array's own space for all of them.
    let space = HDF5Handle(
      try HDF5Library.check(path, "cannot read \(object)") { H5Dget_space(id) }
    ) { H5Sclose($0) }
    try HDF5Library.check(path, "cannot read \(object)") {
      H5Dget_num_chunks(id, space.id, &stored)
    }
    guard stored == UInt64(needed) else {
      throw malformed(object, "should have \(needed) chunks, and the file has \(stored) of them")
    }
  }

  private static func product(_ one: Int, _ other: Int) -> Int? {
    let (product, overflow) = one.multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
