import Foundation

/// What the system says of a path that it does not let us see or read, in its own words.
///
/// Foundation calls what it may not look at missing, and says of what it may not read that an operation
/// could not be completed.
public enum SystemReason {
  /// Why there is no looking at `path`, such as `Permission denied`; nil for what is there, and for
  /// what is simply missing.
  public static func ofLooking(at path: String) -> String? {
    var status = stat()
    guard stat(path, &status) != 0, errno != ENOENT, errno != ENOTDIR else { return nil }
    return text(errno)
  }

  /// The system's words for one of its error numbers.
  public static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}

extension SystemReason {
  /// The system's words for an error of Foundation; its own words where it tells no number.
  public static func of(_ error: CocoaError) -> String {
    if let code = (error.underlying as? POSIXError)?.code.rawValue { return text(code) }
    let code: Int32? =
      switch error.code {
      case .fileReadNoPermission, .fileWriteNoPermission: EACCES
      case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
      case .fileWriteFileExists: EEXIST
      case .fileWriteOutOfSpace: ENOSPC
      case .fileWriteVolumeReadOnly: EROFS
      case .fileReadInvalidFileName, .fileWriteInvalidFileName: ENAMETOOLONG
      case .fileReadTooLarge: EFBIG
      default: nil
      }
    return code.map(text) ?? error.localizedDescription
  }
}
