import Foundation

/// Threads of the operating system.
///
/// Foundation's `Thread` says nothing when the system refuses a thread, and whoever waits for it waits
/// for ever.
public enum SystemThread {
  /// Starts a thread that ends when `body` returns; nobody needs to join it.
  /// - Parameters:
  ///   - stackSize: bytes.
  ///   - body: what runs on the thread.
  /// - Throws: `ThreadError` where the system gives no more threads.
  public static func start(
    stackSize: Int = 4 << 20, _ body: @escaping @Sendable () -> Void
  ) throws(ThreadError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, stackSize)
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, run, work.toOpaque())
    guard status != 0 else { return }
    work.release()
    throw ThreadError(code: status)
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    guard let work = $0 else { return nil }
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
}

/// The system gave no thread.
public struct ThreadError: UserError, Hashable {
  /// The system's number of the reason.
  public let code: Int32

  /// The system's reason.
  public var reason: String { SystemReason.text(code) }

  /// Whose fault it is.
  public var kind: UserErrorKind { .internalFault }

  /// One line.
  public var description: String { "cannot start a thread: \(reason)" }
}
