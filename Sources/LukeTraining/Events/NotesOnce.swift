/// Passes events on, of notes in the same words the first.
final class NotesOnce: RunObserver {
  private let observer: any RunObserver
  private var told: Set<String> = []

  init(_ observer: any RunObserver) { self.observer = observer }

  func observe(_ event: RunEvent) throws {
    if case .note(let text) = event, !told.insert(text).inserted { return }
    try observer.observe(event)
  }
}
