/// Passes on what happens in one of several runs on the same data.
///
/// What is said before steps begin is told once for all of them; what is said of a run that is finished is
/// not told, for `--fresh` would begin all anew.
final class PartOfRuns: RunObserver {
  private let run: RunFolder
  private let observer: any RunObserver
  private let once: NotesOnce
  private var hasBegun = false

  init(_ run: RunFolder, _ observer: any RunObserver, _ once: NotesOnce) {
    (self.run, self.observer, self.once) = (run, observer, once)
  }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .warning(let text) where text.hasPrefix("\(run.path): the run is finished"): return
    case .started: hasBegun = true
    default: break
    }
    try hasBegun ? observer.observe(event) : once.observe(event)
  }
}
