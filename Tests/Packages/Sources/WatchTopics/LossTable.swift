import Foundation
import LukeTraining

/// An observer from outside: a line of step and loss for every step of a run, while it goes on.
final class LossTable: RunObserver {
  private let file: FileHandle

  init(_ path: String) throws {
    try Data().write(to: URL(filePath: path))
    file = try FileHandle(forWritingTo: URL(filePath: path))
  }

  func observe(_ event: RunEvent) throws {
    guard case .step(let step) = event else { return }
    try file.write(contentsOf: Data("\(step.step)\t\(step.loss)\n".utf8))
  }
}
