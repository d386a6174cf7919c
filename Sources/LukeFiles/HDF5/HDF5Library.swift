internal import CHDF5
import Foundation
import LukeSystem

/// The HDF5 library, which may only be called by one thread at a time.
///
/// Every call goes through `locked` or `check`; handles are closed through it, too.
enum HDF5Library {
  private static let lock = NSRecursiveLock()

  /// Done once, before the first file is opened.
  private static let setUp: Void = {
    // Files that were written are closed by then. Closing everything once more when the program ends
    // would only print complaints about damaged files.
    H5dont_atexit()
    registerZstdFilter()
    // A file that names a filter that is not there would have code loaded from folders of the system.
    H5PLset_loading_state(0)
  }()

  /// Runs `body` while no other thread is in the library, with its own printing of errors off.
  static func locked<Result: ~Copyable>(_ body: () throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    _ = setUp
    // The setting belongs to the thread where the library was built for threads.
    H5Eset_auto2(luke_H5E_DEFAULT(), nil, nil)
    return try body()
  }

  /// Calls a function of the library and returns what it returns, which is negative when it fails.
  ///
  /// Throws `FileError.malformed` for a file being read and `.inputOutput` for one being written, or
  /// where the system refused, with what the library's error stack says.
  @discardableResult
  static func check<Code: SignedInteger>(
    _ path: String, _ action: @autoclosure () -> String, writing: Bool = false,
    _ call: () -> Code
  ) throws -> Code {
    try locked {
      let code = call()
      if code >= 0 { return code }
      let (cause, isOfSystem) = takeErrorStack()
      let reason = "\(action()): \(cause)"
      throw writing || isOfSystem
        ? FileError.inputOutput(path: path, reason: reason)
        : FileError.malformed(path: path, reason: reason)
    }
  }

  /// The messages of the library's error stack, innermost first, each once.
  private static func takeErrorStack() -> (cause: String, isOfSystem: Bool) {
    final class Messages { var lines: [String] = [] }
    let messages = Messages()
    H5Ewalk2(
      luke_H5E_DEFAULT(), H5E_WALK_UPWARD,
      { _, description, context in
        guard let description, let context, let text = description.pointee.desc else { return 0 }
        let messages = Unmanaged<Messages>.fromOpaque(context).takeUnretainedValue()
        let line = String(cString: text)
        if !messages.lines.contains(line) { messages.lines.append(line) }
        return 0
      }, Unmanaged.passUnretained(messages).toOpaque())
    H5Eclear2(luke_H5E_DEFAULT())
    // Where the system refused, its reason stands in quotes amid much else.
    let mark = "error message = '"
    if let line = messages.lines.first(where: { $0.contains(mark) }),
      let start = line.range(of: mark)?.upperBound, let end = line[start...].firstIndex(of: "'")
    {
      // A file that ends early is no failure of the system.
      return (String(line[start..<end]), line[start..<end] != "Success")
    }
    let text =
      messages.lines.isEmpty
      ? "HDF5 gives no reason" : "HDF5 says: " + messages.lines.joined(separator: "; ")
    return (text, false)
  }
}

/// An identifier of an HDF5 object, closed when it goes away.
///
/// Data that is still in memory is written when its object is closed, which may fail: whatever was
/// written to is closed with `close(_:_:)`. What goes away by itself was only read, lies in memory
/// alone, or belongs to a file that has failed already.
struct HDF5Handle: ~Copyable, Sendable {
  let id: hid_t
  private let closing: @convention(c) @Sendable (hid_t) -> herr_t

  /// Takes over `id`, which `closing` closes.
  init(_ id: hid_t, closing: @escaping @convention(c) @Sendable (hid_t) -> herr_t) {
    self.id = id
    self.closing = closing
  }

  deinit { HDF5Library.locked { _ = closing(id) } }

  /// Closes what was written to; throws `FileError.inputOutput` when that fails.
  consuming func close(_ path: String, _ action: String) throws {
    let (id, closing) = (id, closing)
    discard self
    try HDF5Library.check(path, action, writing: true) { closing(id) }
  }
}
