/// Tells how far work is, and no notes: what they say was said already.
final class QuietProgress: RunObserver {
  private let observer: any RunObserver

  init(_ observer: any RunObserver) { self.observer = observer }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .began, .advanced, .ended: try observer.observe(event)
    default: break
    }
  }
}
