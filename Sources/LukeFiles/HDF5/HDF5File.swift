internal import CHDF5
import Foundation

/// An HDF5 file: groups of arrays and texts, with attributes.
///
/// Objects are named by paths such as `/model/luke.pooler.dense.weight`. Calls from several threads
/// wait for each other, since the HDF5 library serves one at a time.
public final class HDF5File: Sendable {
  /// The path that messages name: the file's own, also while it is still being written beside it.
  public let path: String

  let compression: HDF5Compression
  let handle: HDF5Handle

  /// Opens the file at `path` for reading; throws `FileError`.
  public convenience init(path: String) throws {
    guard access(path, F_OK) == 0 else { throw FileError.lastSystemError(path, "cannot open") }
    guard access(path, R_OK) == 0 else { throw FileError.lastSystemError(path, "cannot open") }
    let isHDF5 = try HDF5Library.check(path, "cannot read") { H5Fis_hdf5(path) }
    guard isHDF5 > 0 else { throw FileError.malformed(path: path, reason: "not an HDF5 file") }
    let settings = try Self.accessSettings(path)
    let id = try HDF5Library.check(path, "the HDF5 file is damaged") {
      H5Fopen(path, luke_H5F_ACC_RDONLY(), settings.id)
    }
    self.init(path, HDF5Handle(id) { H5Fclose($0) }, .none)
  }

  /// Writes the file at `path`: beside it first, made durable, then renamed.
  ///
  /// If `body` throws, or anything fails, nothing is left of the new file and the old one stays.
  public static func write(
    to path: String, compression: HDF5Compression = .none, _ body: (HDF5File) throws -> Void
  ) throws {
    try AtomicFile.write(to: path) { partial in
      try HDF5File(path, creating: partial, compression).fill(body)
    }
  }

  private init(_ path: String, _ handle: consuming HDF5Handle, _ compression: HDF5Compression) {
    self.path = path
    self.handle = handle
    self.compression = compression
  }

  private convenience init(
    _ path: String, creating partial: String, _ compression: HDF5Compression
  ) throws {
    // HDF5's own message for a folder that is missing or closed is hard to read.
    _ = try SequentialFile(creating: partial)
    let settings = try Self.accessSettings(path)
    let root = try Self.timelessSettings(path) { luke_H5P_FILE_CREATE() }
    let id = try HDF5Library.check(path, "cannot create the file", writing: true) {
      H5Fcreate(partial, luke_H5F_ACC_TRUNC(), root.id, settings.id)
    }
    self.init(path, HDF5Handle(id) { H5Fclose($0) }, compression)
  }

  private func fill(_ body: (HDF5File) throws -> Void) throws {
    try body(self)
    try HDF5Library.check(path, "cannot write", writing: true) {
      H5Fflush(handle.id, H5F_SCOPE_LOCAL)
    }
  }

  /// Settings for new objects of a kind, with no times noted: equal contents give equal files.
  static func timelessSettings(_ path: String, _ kind: () -> hid_t) throws -> HDF5Handle {
    let id = try HDF5Library.check(path, "cannot write", writing: true) { H5Pcreate(kind()) }
    let settings = HDF5Handle(id) { H5Pclose($0) }
    try HDF5Library.check(path, "cannot write", writing: true) {
      H5Pset_obj_track_times(settings.id, false)
    }
    return settings
  }

  /// Files are laid out as HDF5 1.8 does, whose metadata has checksums: damage is noticed.
  private static func accessSettings(_ path: String) throws -> HDF5Handle {
    let id = try HDF5Library.check(path, "cannot open") { H5Pcreate(luke_H5P_FILE_ACCESS()) }
    let settings = HDF5Handle(id) { H5Pclose($0) }
    HDF5Library.locked {
      H5Pset_libver_bounds(settings.id, H5F_LIBVER_V18, H5F_LIBVER_V18)
      H5Pset_fclose_degree(settings.id, H5F_CLOSE_STRONG)
    }
    return settings
  }
}
