import LukeSystem

/// The memory that encoding a text works in.
///
/// `@unchecked Sendable` because `WorkspacePool` hands it to one caller at a time.
final class Workspace: @unchecked Sendable {
  let subwords: SubwordMemory
  let text = ScratchBuffer<UInt8>()
  let normalized = NormalizedText()
  let words = WordList()
  let ids = ScratchBuffer<Int32>()

  init(_ model: any SubwordModel) { subwords = SubwordMemory(model) }

  /// Copies a text to where the places before and behind it are our own.
  func load(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    text.reserve(bytes.count)
    if let start = bytes.baseAddress { text.base.update(from: start, count: bytes.count) }
    return text.base
  }
}

/// Workspaces that wait for the next text; one for each thread that ever encoded at the same time.
final class WorkspacePool: Sendable {
  private let model: any SubwordModel
  private let waiting = LockedValue<[Workspace]>([])

  init(_ model: any SubwordModel) { self.model = model }

  /// Runs `body` with a workspace that nobody else uses.
  func withWorkspace(_ body: (Workspace) -> Void) {
    let workspace = waiting.withLock { $0.popLast() } ?? Workspace(model)
    body(workspace)
    waiting.withLock { $0.append(workspace) }
  }
}
