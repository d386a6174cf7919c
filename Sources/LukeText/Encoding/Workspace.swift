import Synchronization

/// The memory that encoding a text works in.
///
/// `@unchecked Sendable` because `WorkspacePool` hands it to one caller at a time.
final class Workspace: @unchecked Sendable {
  let scalars = ScratchBuffer()
  var normalized = NormalizedText()
  let cache = WordCache()
  var longWord: [WordToken] = []

  /// Decodes a text into `scalars`; returns their number.
  func load(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    scalars.reserve(text.count)
    let output = scalars.base
    var count = 0
    var position = 0
    while position < text.count {
      let byte = text[position]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      var scalar = length == 1 ? UInt32(byte) : UInt32(byte) & (0x7F >> UInt32(length))
      for offset in 1..<max(length, 1) where position + offset < text.count {
        scalar = scalar << 6 | UInt32(text[position + offset] & 0x3F)
      }
      output[count] = scalar
      count += 1
      position += length
    }
    return count
  }
}

/// Workspaces that wait for the next text; one for each thread that ever encoded at the same time.
final class WorkspacePool: Sendable {
  private let waiting = Mutex<[Workspace]>([])

  /// Runs `body` with a workspace that nobody else uses.
  func withWorkspace(_ body: (Workspace) -> Void) {
    let workspace = waiting.withLock { $0.popLast() } ?? Workspace()
    body(workspace)
    waiting.withLock { $0.append(workspace) }
  }
}
