internal import CHDF5
internal import CZstd

/// The number under which The HDF Group lists the Zstandard filter.
let zstdFilterIdentifier: Int32 = 32015

/// Makes the Zstandard filter known to the library, for reading and writing.
///
/// A chunk is one Zstandard frame that states its content's size; the first parameter of the filter
/// is the compression level. This is what the registered filter does, so files pass both ways.
func registerZstdFilter() {
  let name: StaticString = "Zstandard compression"
  name.withUTF8Buffer { bytes in
    bytes.withMemoryRebound(to: CChar.self) { name in
      var filter = H5Z_class2_t()
      filter.version = luke_H5Z_CLASS_T_VERS()
      filter.id = zstdFilterIdentifier
      filter.encoder_present = 1
      filter.decoder_present = 1
      filter.name = name.baseAddress
      filter.filter = { flags, parameterCount, parameters, count, size, buffer in
        guard let size, let buffer else { return 0 }
        if flags & luke_H5Z_FLAG_REVERSE() != 0 {
          return replaceBuffer(buffer, size, by: decompress(buffer.pointee, count))
        }
        let level = parameterCount > 0 ? Int32(clamping: parameters?.pointee ?? 3) : 3
        return replaceBuffer(buffer, size, by: compress(buffer.pointee, count, level: level))
      }
      H5Zregister(&filter)
    }
  }
}

/// A block of memory that HDF5 allocated, and how much of it is filled.
private typealias Block = (memory: UnsafeMutableRawPointer, size: Int, filled: Int)

/// Gives HDF5 the new block in place of the old one; 0 tells it that the filter failed.
private func replaceBuffer(
  _ buffer: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ size: UnsafeMutablePointer<Int>,
  by block: Block?
) -> Int {
  guard let block else { return 0 }
  H5free_memory(buffer.pointee)
  buffer.pointee = block.memory
  size.pointee = block.size
  return block.filled
}

private func compress(_ source: UnsafeMutableRawPointer?, _ count: Int, level: Int32) -> Block? {
  let bound = ZSTD_compressBound(count)
  guard let source, let memory = H5allocate_memory(bound, false) else { return nil }
  let filled = ZSTD_compress(memory, bound, source, count, level)
  return finish(memory, bound, filled)
}

private func decompress(_ source: UnsafeMutableRawPointer?, _ count: Int) -> Block? {
  guard let source else { return nil }
  let size = ZSTD_getFrameContentSize(source, count)
  // The two largest values mean "not stated" and "not a frame".
  guard size <= HDF5File.largestChunk, let memory = H5allocate_memory(max(Int(size), 1), false)
  else { return nil }
  let filled = ZSTD_decompress(memory, Int(size), source, count)
  return finish(memory, max(Int(size), 1), filled)
}

private func finish(_ memory: UnsafeMutableRawPointer, _ size: Int, _ filled: Int) -> Block? {
  guard ZSTD_isError(filled) == 0 else {
    H5free_memory(memory)
    return nil
  }
  return (memory, size, filled)
}
