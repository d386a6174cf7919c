import Foundation
import Testing

/// How long the program took for which test: a line for each start in the file that `LUKE_TEST_TIMES` names.
enum TestTimes {
  private static let path = ProcessInfo.processInfo.environment["LUKE_TEST_TIMES"]

  /// Notes a start of the program that is over.
  static func note(_ arguments: [String], since start: ContinuousClock.Instant) {
    guard let path, let file = fopen(path, "a") else { return }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // One write for each line: tests run side by side.
    fputs("\(seconds)\t\(Test.current?.name ?? "?")\t\(arguments.first ?? "")\n", file)
    fclose(file)
  }
}
