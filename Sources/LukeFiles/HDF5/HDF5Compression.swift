/// How the arrays of an HDF5 file are compressed.
public enum HDF5Compression: String, Hashable, Sendable, CaseIterable, Codable {
  /// Not at all, in one block: fastest, and readable by every program.
  case none
  /// zlib's method, which every HDF5 library reads.
  case deflate
  /// Zstandard, the registered filter 32015; h5py reads it after `import hdf5plugin`.
  case zstd
}
