import Foundation
import LukeData

/// An error as the program shows it: plain lines and an exit status. The one place that knows which
/// error of which target means what.
public struct ErrorReport: Hashable, Sendable {
  /// What to print, one line each.
  public var lines: [String]
  /// How the program ends.
  public var status: ExitStatus

  /// Reports any error.
  public init(_ error: any Error) {
    switch error {
    case let error as TrainingError:
      lines = error.lines
      status = error.exitStatus
    case let error as DataError:
      lines = error.description.split(separator: "\n").map(String.init)
      status = Self.status(error)
    case let error as CocoaError:
      lines = [Self.text(error)]
      status = Self.status(error)
    default:
      lines = TrainingError.internalFault(String(describing: error)).lines
      status = .internalFault
    }
  }

  private static func status(_ error: DataError) -> ExitStatus {
    switch error {
    case .missing: .missingInput
    case .unreadable: .inputOutput
    case .unsuitable, .malformed: .badData
    }
  }

  private static func status(_ error: CocoaError) -> ExitStatus {
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: .missingInput
    default: .inputOutput
    }
  }

  private static func text(_ error: CocoaError) -> String {
    let reason = error.localizedDescription
    return error.filePath.map { reason.contains($0) ? reason : "\($0): \(reason)" } ?? reason
  }
}
