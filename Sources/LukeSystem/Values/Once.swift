/// A value that is made when it is first asked for, and once.
///
/// Whoever asks meanwhile waits, and all get the same. A failure is kept as well.
package final class Once<Value: Sendable>: Sendable {
  private enum State {
    case unmade(@Sendable () throws -> Value)
    case made(Result<Value, any Error>)
  }

  private let state: LockedValue<State>

  /// A value that `make` makes; it must not ask for the value itself.
  package init(_ make: @escaping @Sendable () throws -> Value) {
    state = LockedValue(.unmade(make))
  }

  /// A value that is there already.
  package init(made value: Value) {
    state = LockedValue(.made(.success(value)))
  }

  /// The value; throws what making it threw.
  package var value: Value {
    get throws {
      try state.withLock { state in
        switch state {
        case .made(let result): return result
        case .unmade(let make):
          let result = Result { try make() }
          // What it was made from is needed no more.
          state = .made(result)
          return result
        }
      }.get()
    }
  }
}
