internal import CHDF5
import Foundation
import LukeSystem

/// An HDF5 file: groups of arrays and texts, with attributes.
///
/// Objects are named by paths such as `/model/luke.pooler.dense.weight`. Calls from several threads
/// wait for each other, since the HDF5 library serves one at a time.
public final class HDF5File: Sendable {
  /// The path that messages name: the file's own, also while it is still being written beside it.
  public let path: String

  let compression: HDF5Compression
  let handle: HDF5Handle
  /// What was written so far.
  let contents: HDF5Contents

  /// Opens the file at `path` for reading; throws `FileError`.
  public convenience init(path: String) throws { try self.init(path: path, named: path) }

  private convenience init(path: String, named name: String) throws {
    guard access(path, F_OK) == 0 else { throw FileError.lastSystemError(path, "cannot open") }
    guard access(path, R_OK) == 0 else { throw FileError.lastSystemError(path, "cannot open") }
    let kind = FileKind(path)
    // The library would wait for a pipe that nobody writes to.
    if ![.file, .folder].contains(kind) {
      throw FileError.malformed(path: path, reason: "is \(kind.name), not an HDF5 file")
    }
    try LargeFilePointer.check(path)
    let isHDF5 = try HDF5Library.check(path, "cannot read") { H5Fis_hdf5(path) }
    guard isHDF5 > 0 else { throw FileError.malformed(path: path, reason: "not an HDF5 file") }
    let settings = try Self.accessSettings(path)
    let id = try HDF5Library.check(path, "the HDF5 file is damaged") {
      H5Fopen(path, luke_H5F_ACC_RDONLY(), settings.id)
    }
    self.init(name, HDF5Handle(id) { H5Fclose($0) }, .none, HDF5Contents())
  }

  /// Writes the file at `path`: beside it first, made durable, read back, then renamed.
  ///
  /// If `body` throws, or anything fails, nothing is left of the new file and the old one stays.
  /// Reading back compares every array and text with what was given, from the disk and not from
  /// memory, before anything takes the place of the old file.
  public static func write(
    to path: String, compression: HDF5Compression = .none, _ body: (HDF5File) throws -> Void
  ) throws {
    let partial = try PartialFile(of: path)
    let contents = HDF5Contents()
    try partial.explained {
      let handle = try create(partial.path, named: path)
      // The handle stays here, where it is closed: a file cannot say that closing it failed when it
      // goes away.
      let borrowed = HDF5Handle(handle.id) { _ in 0 }
      try body(HDF5File(path, borrowed, compression, contents))
      let id = handle.id
      try HDF5Library.check(path, "cannot write", writing: true) { H5Fflush(id, H5F_SCOPE_LOCAL) }
      try handle.close(path, "cannot write")
    }
    try partial.publish {
      try contents.check(HDF5File(path: partial.path, named: path), path)
    }
  }

  private init(
    _ path: String, _ handle: consuming HDF5Handle, _ compression: HDF5Compression,
    _ contents: HDF5Contents
  ) {
    self.path = path
    self.handle = handle
    self.compression = compression
    self.contents = contents
  }

  private static func create(_ partial: String, named path: String) throws -> HDF5Handle {
    let settings = try accessSettings(path, isWriting: true)
    let root = try timelessSettings(path) { luke_H5P_FILE_CREATE() }
    let id = try HDF5Library.check(path, "cannot create the file", writing: true) {
      H5Fcreate(partial, luke_H5F_ACC_TRUNC(), root.id, settings.id)
    }
    return HDF5Handle(id) { H5Fclose($0) }
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

  /// Files are written as HDF5 1.8 lays them out, whose metadata has checksums: damage is noticed.
  ///
  /// Those of other programs are read in every layout that the library knows. None is locked: what is written has a
  /// name of its own until it is whole, run folders have locks of theirs, and file systems of clusters often know no
  /// locks, or keep one for a process that was started meanwhile. `HDF5_USE_FILE_LOCKING` says otherwise.
  private static func accessSettings(
    _ path: String, isWriting: Bool = false
  ) throws -> HDF5Handle {
    let id = try HDF5Library.check(path, "cannot open") { H5Pcreate(luke_H5P_FILE_ACCESS()) }
    let settings = HDF5Handle(id) { H5Pclose($0) }
    HDF5Library.locked {
      if isWriting { H5Pset_libver_bounds(settings.id, H5F_LIBVER_V18, H5F_LIBVER_V18) }
      H5Pset_fclose_degree(settings.id, H5F_CLOSE_STRONG)
    }
    try HDF5Library.check(path, "cannot open") { luke_H5Pset_no_file_locking(settings.id) }
    return settings
  }
}
