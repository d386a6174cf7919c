import Foundation
import LukeCheckpoints
import LukeData
import LukeFiles
import LukeLayers
import LukeModel
import LukeSystem
import LukeTasks
import LukeText

/// An error as the program shows it: plain lines and an exit status.
///
/// The one place that knows which error of which target means what.
public struct ErrorReport: Hashable, Sendable {
  /// What to print, one line each.
  public var lines: [String]
  /// How the program ends.
  public var status: ExitStatus

  /// Reports any error.
  public init(_ error: any Error) {
    switch error {
    case let error as TrainingError: self.init(error.description, error.exitStatus)
    case let error as DataError: self.init(error.description, Self.status(error))
    case let error as FileError: self.init(error.description, Self.status(error))
    case let error as TokenizerError: self.init(error.description, Self.status(error))
    case let error as CheckpointError: self.init(error.description, Self.status(error))
    case let error as ConfigurationError: self.init(error.description, .badData)
    case let error as WeightMismatch: self.init(error.description, .badData)
    case let error as TaskError: self.init(error.description, .badData)
    case let error as CocoaError: self.init(Self.text(error), Self.status(error))
    default: self.init(TrainingError.internalFault(String(describing: error)))
    }
  }

  private init(_ text: String, _ status: ExitStatus) {
    lines = text.split(separator: "\n").map(String.init)
    self.status = status
  }

  private static func status(_ error: DataError) -> ExitStatus {
    switch error {
    case .missing: .missingInput
    case .unreadable: .inputOutput
    case .unsuitable, .malformed: .badData
    }
  }

  private static func status(_ error: FileError) -> ExitStatus {
    switch error {
    case .missing: .missingInput
    case .malformed: .badData
    case .inputOutput: .inputOutput
    }
  }

  private static func status(_ error: CheckpointError) -> ExitStatus {
    switch error {
    case .badContent, .newerVersion: .badData
    case .folderNotEmpty: .usage
    }
  }

  private static func status(_ error: TokenizerError) -> ExitStatus {
    switch error {
    case .missingFile: .missingInput
    case .badContent: .badData
    case .unreadable: .inputOutput
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
    let reason = SystemReason.of(error)
    return error.filePath.map { reason.contains($0) ? reason : "\($0): \(reason)" } ?? reason
  }
}
