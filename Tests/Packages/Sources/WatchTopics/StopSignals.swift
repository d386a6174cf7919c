import Dispatch
import Foundation
import LukeTraining

/// Lets Ctrl-C and SIGTERM cancel a run, for as long as this is there.
final class StopSignals {
  private let sources: [any DispatchSourceSignal]

  init(cancelling trainer: Trainer) {
    sources = [SIGINT, SIGTERM].map { number in
      // Else the signal would end the program before anybody is told.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { trainer.cancel() }
      source.resume()
      return source
    }
  }

  deinit { sources.forEach { $0.cancel() } }
}
