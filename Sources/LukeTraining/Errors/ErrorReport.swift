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
    switch error {
    case let error as any UserError: (lines, status) = (error.lines, ExitStatus(error.kind))
    case let error as CocoaError: (lines, status) = ([Self.text(error)], Self.status(error))
    default: self.init(TrainingError.internalFault(String(describing: error)))
    }
  }

  private static func status(_ error: CocoaError) -> ExitStatus {
    switch error.code {
    // The other code for a file that is missing belongs to writing, moving and removing.
    case .fileReadNoSuchFile: .missingInput
    default: .inputOutput
    }
  }

  private static func text(_ error: CocoaError) -> String {
    let reason = error.localizedDescription
    return error.filePath.map { reason.contains($0) ? reason : "\($0): \(reason)" } ?? reason
  }
}
