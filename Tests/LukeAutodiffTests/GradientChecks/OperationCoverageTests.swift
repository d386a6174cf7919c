import Foundation
import LukeTestSupport
import Testing

/// No operation goes unchecked: the checked ones are those of the folder of operations.
@Suite struct OperationCoverageTests {
  private static let folder = packageFolder.appending(path: "Sources/LukeAutodiff/Operations")
  /// Files of the folder that hold parts of an operation and no operation.
  private static let helpers: Set = ["LayerNormRows.swift"]

  private func sources() throws -> [String: String] {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil)
    let swift = files.filter { $0.pathExtension == "swift" }
    return Dictionary(
      uniqueKeysWithValues: try swift.map {
        ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
      })
  }

  /// Names of the methods that a file adds to the tape.
  private func operations(in source: String) -> [String] {
    source.matches(of: /\n  (?:public|package) func (\w+)/).map { String($0.1) }
  }

  @Test func everyOperationIsChecked() throws {
    let found = Set(try sources().values.flatMap(operations))
    #expect(found == Set(CheckedOperation.allCases.map(\.rawValue)))
  }

  @Test func everyFileHoldsAnOperation() throws {
    let without = try sources().filter { operations(in: $0.value).isEmpty }.keys
    #expect(Set(without) == Self.helpers)
  }

  @Test func everyCaseListHasCases() {
    for operation in CheckedOperation.allCases {
      #expect(operation.cases.count >= 3, "\(operation)")
    }
  }
}
