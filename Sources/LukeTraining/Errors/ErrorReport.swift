import Foundation
import LukeSystem

/// An error as the program shows it: plain lines and an exit status.
public struct ErrorReport: Hashable, Sendable {
  /// What to print, one line each.
  public var lines: [String]
  /// How the program ends.
  public var status: ExitStatus

  /// Reports any error.
  public init(_ error: any Error) {
    let known: any UserError =
      switch error {
      case let error as any UserError: error
      case let error as CocoaError: Self.known(error)
      default: TrainingError.internalFault(String(describing: error))
      }
    (lines, status) = (known.lines, ExitStatus(known.kind))
  }

  /// An error of Foundation's that came from the system.
  private static func known(_ error: CocoaError) -> TrainingError {
    let reason = SystemReason.of(error)
    let text = error.filePath.map { reason.contains($0) ? reason : "\($0): \(reason)" } ?? reason
    // The other code for a file that is missing belongs to writing, moving and removing.
    return error.code == .fileReadNoSuchFile ? .missing(text) : .inputOutput(text)
  }
}
