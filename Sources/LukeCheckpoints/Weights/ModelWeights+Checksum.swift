import LukeSystem

extension ModelWeights {
  /// The CRC-32 of all values as float32, in the order of their names: that of the same model, in whatever file.
  package func checksum() throws -> UInt32 {
    var checksum = Checksum()
    for array in descriptions {
      try withValues(of: array.name) { checksum.update(UnsafeRawBufferPointer($0)) }
    }
    return checksum.value
  }
}
